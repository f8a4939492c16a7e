using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Appraisals.Keys;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>The appraisal as a ClinicalImpression: severity, indication, what it rests on, and in its notes every option that is not open.</summary>
internal static class Impression
{
    /// <summary>Its name within the bundle.</summary>
    public const string Key = "impression";

    /// <summary>What it is.</summary>
    public const string Title = "Appraisal of systemic treatment options in atopic dermatitis";

    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter json, BundleFrame frame)
    {
        Appraisal appraisal = frame.Appraisal;
        string description = $"{Title}: {frame.Person}; region {appraisal.Region}; {frame.Day}.";
        string summary = $"{IndicationText(appraisal.Indication)} {OptionsText(frame)}";
        Narrative text = new Narrative().Paragraph(description).Paragraph(summary)
            .Paragraph("", "Severity").List(appraisal.Severity.IsEmpty ? ["No score on record."] : appraisal.Severity.Select(SeverityText))
            .Paragraph("", "Indication").List(appraisal.Indication.Reasons.Select(Say)).Sources(appraisal.Indication.Reasons.SelectMany(reason => reason.Item.Sources));
        Option[] closed = [.. appraisal.Options.Where(option => !StandingText.IsOpen(option))];
        if (closed.Length > 0) text.Paragraph("", "Not open");
        foreach (Option option in closed) text.Paragraph(WhyNot(option, appraisal), $"{option.Agent.Name} ({StandingText.Of(option.Standing)}).").Sources(option.Reasons.SelectMany(reason => reason.Sources));
        text.Paragraph($"Edition: {appraisal.Edition}.").Paragraph(Words.Closing);

        frame.Head(json, "ClinicalImpression", Key, text);
        json.WriteString("status", "completed");
        json.Concept("code", Title);
        json.Text("description", description);
        frame.Subject(json);
        json.WriteString("effectiveDateTime", frame.Day);
        json.WriteString("date", frame.Day);
        ImmutableArray<RecordEntry> entries = RecordEntries.Of(Facts(appraisal));
        Investigation(json, entries);
        json.Text("summary", summary);
        Findings(json, appraisal);
        json.Some("supportingInfo", entries.Where(entry => !RecordEntries.IsFinding(entry)), RecordEntries.Write);
        json.Notes(Notes(appraisal, closed));
    }

    /// <summary>The facts that anything rests on.</summary>
    private static IEnumerable<Fact> Facts(Appraisal appraisal) =>
    [
        .. appraisal.Indication.Reasons.SelectMany(reason => reason.Facts),
        .. appraisal.Options.SelectMany(option => option.Reasons).SelectMany(reason => reason.Facts),
        .. appraisal.Safety.SelectMany(entry => entry.Facts),
        .. appraisal.Workup.SelectMany(task => task.Facts),
        .. appraisal.AccompanyingCare.SelectMany(statement => statement.Facts),
    ];

    private static void Investigation(Utf8JsonWriter json, ImmutableArray<RecordEntry> entries)
    {
        RecordEntry[] findings = [.. entries.Where(RecordEntries.IsFinding)];
        if (findings.Length == 0) return;
        json.WriteStartArray("investigation");
        json.WriteStartObject();
        json.Concept("code", "Results and answers of the record that the appraisal rests on");
        json.Some("item", findings, RecordEntries.Write);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Findings(Utf8JsonWriter json, Appraisal appraisal)
    {
        IEnumerable<(string Text, string? Basis, RecordEntry? Entry)> findings =
        [
            .. appraisal.Severity.Select(entry => (SeverityText(entry), entry.OutOfDate ? "out of date" : null, (RecordEntry?)new RecordEntry(entry.Evidence.Source, [entry.Instrument]))),
            (IndicationText(appraisal.Indication), string.Join(" ", appraisal.Indication.Reasons.Select(Say)), null),
            .. appraisal.Workup.Where(task => task.Status == "abnormal").Select(task => ($"Abnormal: {task.Text}", (string?)(ReasonText.Facts(task.Facts, null) + Citations.Labels(task.Sources, task.Recalled)), (RecordEntry?)null)),
        ];
        json.Some("finding", findings, (writer, finding) =>
        {
            writer.WriteStartObject();
            writer.Concept("itemCodeableConcept", finding.Text);
            if (finding.Entry is { Type: "Observation" } entry)
            {
                writer.WritePropertyName("itemReference");
                RecordEntries.Write(writer, entry);
            }

            writer.Text("basis", finding.Basis);
            writer.WriteEndObject();
        });
    }

    private static IEnumerable<string> Notes(Appraisal appraisal, Option[] closed)
    {
        yield return Markdown.Text($"{Words.Closing} Edition: {appraisal.Edition}. {ReviewText.Of(appraisal.Options.Select(option => option.Agent), appraisal.Edition)}");
        if (appraisal.Deceased) yield return "The patient has died; the appraisal is complete all the same.";
        foreach (CurrentTreatment current in appraisal.Current)
            yield return Markdown.Text($"In use: {current.Agent.Name}{(current.Course.From is { } from ? $" since {from}" : "")}; for going on it stands as {StandingText.Of(current.Standing)}.");
        foreach (CourseAction entry in appraisal.Safety)
            yield return Markdown.Text($"Asked for now ({entry.Agent.Name}, {entry.Word.Replace('-', ' ')}): {ReasonText.Stop(entry.Text)}{ReasonText.Facts(entry.Facts, entry.When)}") + Cited(entry.Sources);
        foreach (Option option in closed)
            yield return Markdown.Text($"{option.Agent.Name}, {StandingText.Of(option.Standing)}: {WhyNot(option, appraisal)}") + Cited(option.Reasons.SelectMany(reason => reason.Sources));
        foreach (AlternativeEntry entry in appraisal.Alternatives)
        {
            yield return Markdown.Text($"Beside the agents, {entry.Alternative.Name}: {ReasonText.Stop(entry.Alternative.Text)} {string.Join(" ", entry.Statements.Select(Say))}")
                + Cited(entry.Alternative.Sources.Concat(entry.Statements.SelectMany(statement => statement.Item.Sources)));
        }

        string[] assumed = [.. appraisal.Options.SelectMany(option => option.Assumed).DistinctBy(fact => fact.Name, StringComparer.Ordinal).OrderBy(fact => fact.Name, StringComparer.Ordinal).Select(FactText.Absent).Distinct(StringComparer.Ordinal)];
        string absent = assumed.Length == 0 ? "" : $"Assumed absent, because the record does not name them: {string.Join(", ", assumed)}.";
        if (string.Join(" ", appraisal.Assumptions.Append(absent)).Trim() is { Length: > 0 } assumptions) yield return Markdown.Text(assumptions);
        if (!appraisal.NotUnderstood.IsEmpty)
            yield return Markdown.Text($"Not understood: {string.Join(" ", appraisal.NotUnderstood.Select(entry => $"{entry.Source}: «{entry.Text}», {ReasonText.Stop(entry.Why)}"))}");
    }

    /// <summary>The reasons against an option, what it lacks, and what would open it.</summary>
    private static string WhyNot(Option option, Appraisal appraisal)
    {
        string reasons = string.Join(" ", ReasonText.InOrder(option).Select(reason => ReasonText.Sentence(reason, option, appraisal.Region)));
        string[] lacks = [.. option.Missing.Where(missing => missing.Blocks).Select(missing => FactWords.Name(missing.Fact.Name))];
        string missing = lacks.Length > 0 && option.Standing == Standing.NeedsInformation ? $" Not known: {string.Join(", ", lacks)}." : "";
        string key = option.Opens is { Text.Length: > 0 } opening && WithoutBirthday(opening) is var opens ? $" {ReasonText.Capital(opens)}." : "";
        return (reasons + missing + key).Trim();
    }

    /// <summary>The key without the days on which the patient reaches an age, and without what is known of the birth: they would tell its date.</summary>
    private static string WithoutBirthday(Opening opening)
    {
        string text = opening.Text;
        foreach (Change change in opening.Ways.SelectMany(way => way.Changes).Where(change => change.Fact.Name == "Age"))
        {
            if (change.Event is { } birthday) text = text.Replace(birthday, birthday.Split(',')[0], StringComparison.Ordinal);
            if (change.When is { } day) text = text.Replace($"{DateSpan.Iso(day)}, ", "", StringComparison.Ordinal);
        }

        return text;
    }

    private static string Cited(IEnumerable<SourceReference> sources)
    {
        string[] cited = [.. Citations.Distinct(sources).Select(Citations.Markdown)];
        return cited.Length == 0 ? "" : " Sources: " + string.Join("; ", cited);
    }

    private static string Say(Statement statement) =>
        ReasonText.Stop(statement.Item.Text) + ReasonText.Facts(statement.Facts, statement.Item.When) + Citations.Labels(statement.Item.Sources, statement.Item.Recalled);

    private static string SeverityText(SeverityEntry entry) =>
        $"{(entry.IsExtent ? "Extent " + Texts.Word(entry.Instrument) : entry.Instrument)} {FactText.Amount(entry.Value, entry.Unit)}{(entry.Band is { } band ? $", {band}" : "")}{(entry.Evidence.Date is { } date ? $" ({date})" : "")}";

    private static string IndicationText(Indication indication)
    {
        string status = indication.Status switch { "indicated" => "Systemic treatment is indicated", "not-yet" => "Systemic treatment is not indicated yet", _ => "Whether systemic treatment is indicated is unclear" };
        string route = indication.Route switch { "history" => " by history", "score" => " by score", "both" => " by score and history", _ => "" };
        string open = indication.Missing.IsEmpty ? "" : $" Not known: {string.Join(", ", indication.Missing.Select(fact => FactWords.Name(fact.Name)))}.";
        return $"{status}{route}.{open}";
    }

    private static string OptionsText(BundleFrame frame) =>
        $"{FactText.Count(frame.Open.Length)} of {FactText.Count(frame.Appraisal.Options.Length)} options are open{(frame.Open.IsEmpty ? "" : $": {string.Join(", ", frame.Open.Select(option => option.Agent.Name))}")}.";
}
