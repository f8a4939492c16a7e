using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Effects;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using TaskStatus = Filaggrin.Advice.Appraisals.TaskStatus;

namespace Filaggrin.Cli.Output;

/// <summary>An appraisal on one page for a letter, in Markdown; every text from a record stays text.</summary>
internal static class LetterPage
{
    private const int AssumedShown = 10;
    private const int OwedShown = 6;
    private const int CautionsOfClosed = 2;
    private const int Letters = 150;

    /// <summary>The page, at most 60 lines.</summary>
    public static string Write(Appraisal appraisal)
    {
        List<string> lines = [];
        Head(lines, appraisal);
        Section(lines, "Open options", [.. ConsolePage.Listed(appraisal).Where(StandingText.IsOpen).Select(option => Open(option, appraisal))]);
        Section(lines, "Needs information", [.. ConsolePage.Listed(appraisal).Where(option => option.Standing == Standing.NeedsInformation).Select(option => Undecided(option, appraisal))]);
        Section(lines, "Closed", [.. ConsolePage.Listed(appraisal).Where(option => !StandingText.IsOpen(option) && option.Standing != Standing.NeedsInformation).Select(option => Closed(option, appraisal)), .. Folded(appraisal)]);
        Section(lines, "Owed before a start", Owed(appraisal.Workup));
        Section(lines, "Care", [.. ConsolePage.CareOf(appraisal).Select(statement => Markdown.Text(ConsolePage.CareText(statement)))]);
        string assumed = AssumedText.Of(appraisal, AssumedShown);
        if (assumed.Length > 0) Section(lines, "Assumed", [Markdown.Text(assumed)], asList: false);
        lines.Add("");
        lines.Add(Markdown.Text(ReviewText.Of(appraisal.Options.Select(option => option.Agent), appraisal.Edition)));
        lines.Add("");
        lines.Add($"*{Words.Closing}*");
        return string.Join('\n', lines) + "\n";
    }

    private static void Head(List<string> lines, Appraisal appraisal)
    {
        lines.Add("# Systemic treatment of atopic dermatitis: appraisal");
        lines.Add("");
        lines.Add(Markdown.Text($"{StandingText.Head(appraisal)} · edition of {appraisal.Edition.Date}, {appraisal.Edition.Hash}"));
        lines.Add("");
        if (appraisal.Deceased) lines.Add("- **The patient has died**; the appraisal is complete all the same.");
        Item(lines, "Severity", ConsolePage.SeverityText(appraisal) + ".");
        Item(lines, "Indication", ConsolePage.IndicationText(appraisal, reasons: 1));
        if (!appraisal.Current.IsEmpty) Item(lines, "Current treatment", string.Join(" ", appraisal.Current.Select(current => ConsolePage.CurrentText(current, appraisal))));
        if (!appraisal.Safety.IsEmpty)
            Item(lines, "Asked for now", string.Join(" ", AskedFirst(appraisal).Select(entry => $"{entry.Agent.Name}, {entry.Word.Replace('-', ' ')}: {ReasonText.Whole(ReasonText.Stop(entry.Text), 200)}{ReasonText.Facts(entry.Facts, entry.When)}")));
        Item(lines, "Options", ConsolePage.CountText(appraisal));
        if (ConsolePage.TestsToOrder(appraisal) is { IsEmpty: false } tests) Item(lines, "Tests to order before a start", ReasonText.Capital(string.Join("; ", tests)) + ".");
    }

    private static IEnumerable<CourseAction> AskedFirst(Appraisal appraisal) => appraisal.Safety.Take(3);

    private static string Open(Option option, Appraisal appraisal)
    {
        bool inUse = appraisal.Current.Any(current => current.Agent.Id == option.Agent.Id);
        string[] title = [.. new[] { StandingText.Of(option.Standing), StandingText.Licence(option), StandingText.Grade(option, appraisal.Region), inUse ? "in use" : null }.OfType<string>()];
        string dose = inUse ? "" : PlanText.Doses(option.Plan);
        string tests = inUse ? "" : PlanText.Tests(option.Plan.Tests);
        string effect = option.Effects is { } effects ? Effect(effects) : "";
        string[] said = [.. new[] { string.Join(" ", Reasons(option, appraisal).Concat(Elsewhere(option))), effect, dose.Length > 0 ? $"Dose: {dose}." : "", tests.Length > 0 ? $"Tests: {tests}." : "" }.Where(part => part.Length > 0)];
        return $"**{Markdown.Text(option.Agent.Name)}** ({Markdown.Text(string.Join("; ", title))}). {Markdown.Text(string.Join(" ", said))}".TrimEnd();
    }

    private static string Effect(AgentEffects effects)
    {
        string[] told =
        [
            .. effects.Estimates.Take(1).Select(estimate => EffectWords.Cell(estimate, effects.Outcome) + (effects.Borrowed.IsEmpty ? "" : ", borrowed")),
            .. effects.Signs is { } signs && EffectWords.Brief(signs) is { } brief ? [brief] : Array.Empty<string>(),
        ];
        return told.Length == 0 ? "" : $"Effect: {string.Join("; ", told)}.";
    }

    private static string Undecided(Option option, Appraisal appraisal)
    {
        string[] names = [.. option.Missing.Where(missing => missing.Blocks).Select(missing => FactWords.Name(missing.Fact.Name))];
        string more = names.Length > 8 ? $" and {FactText.Count(names.Length - 8)} more" : "";
        string reasons = string.Concat(Reasons(option, appraisal, mayTellNote: false).Concat(Elsewhere(option)).Select(reason => " " + reason));
        return $"**{Markdown.Text(option.Agent.Name)}**: {Markdown.Text($"{string.Join(", ", names.Take(8))}{more}.{reasons}")}";
    }

    /// <summary>What forbids is told whole; where much does, its cautions are counted.</summary>
    private static string Closed(Option option, Appraisal appraisal)
    {
        string[] reasons = [.. Reasons(option, appraisal, mostCautions: CautionsOfClosed)];
        string key = option.Opens is { Text: var text } ? $" {ReasonText.Capital(text)}." : "";
        return $"**{Markdown.Text(option.Agent.Name)}** ({Markdown.Text(StandingText.Of(option.Standing))}): {Markdown.Text(string.Join(" ", reasons) + key)}";
    }

    /// <summary>The worst first: whatever forbids or asks for care, and what came of every trial before; a note where nothing else is told.</summary>
    private static IEnumerable<string> Reasons(Option option, Appraisal appraisal, int mostCautions = int.MaxValue, bool mayTellNote = true)
    {
        Reason[] all = [.. ReasonText.Told(option).OrderBy(reason => reason.Verdict)];
        Reason[] told = [.. all.Where(reason => reason.Verdict != Verdict.Note || TriedText.IsOfTrial(reason))];
        if (told.Length == 0 && mayTellNote) told = [.. all.Take(1)];
        Reason[] cautions = [.. told.Where(reason => reason.Verdict == Verdict.Caution && !TriedText.IsOfTrial(reason))];
        if (cautions.Length > mostCautions) told = [.. told.Except(cautions)];
        else cautions = [];
        Reason[] above = [.. told.Where(reason => AskedFirst(appraisal).Any(entry => entry.Rule == reason.Rule))];
        if (above.Length > 0) yield return "By what is asked for now.";
        foreach (Reason reason in told.Except(above)) yield return Sentence(reason, option, appraisal.Region);
        if (cautions.Length > 0) yield return Texts.Counted("and-cautions", cautions.Length);
        foreach (string course in TriedText.Of(option)) yield return $"Tried {course}";
    }

    /// <summary>Of an option that is not closed here, what closes it in another region.</summary>
    private static IEnumerable<string> Elsewhere(Option option) =>
        ElsewhereText.Worst(option).Where(statement => statement.Item is Rule { IsHard: true }).Select(statement =>
            $"Elsewhere ({string.Join("/", statement.Item.Regions)}) {StandingText.Of(((Rule)statement.Item).Verdict)}: {ReasonText.First(ReasonText.Stop(statement.Item.Text))}");

    /// <summary>A reason with its facts and, since a letter is short, the first of its sources.</summary>
    private static string Sentence(Reason reason, Option option, string region)
    {
        string limit = reason.Limit is { } left && StandingText.Of(left) is { Length: > 0 } words ? $" Limit: {words}." : "";
        string until = reason.Until is { } day ? $" Until {Knowledge.Logic.DateSpan.Iso(day)}." : "";
        return ReasonText.Whole(ReasonText.Stop(reason.Text), Letters) + limit + until + ReasonText.Facts(reason.Facts, option.Agent.ConditionOf(reason.Rule))
            + ReasonText.Sources([.. reason.Sources.Take(1)], reason.Recalled, ReasonText.Elsewhere(reason.Regions, region));
    }

    private static IEnumerable<string> Folded(Appraisal appraisal)
    {
        Option[] folded = [.. appraisal.Options.Where(ConsolePage.IsFolded)];
        string[] unwritten = [.. folded.Where(option => option.Agent.OrdinaryUse).Select(option => option.Agent.Name)];
        string[] history = [.. folded.Where(option => !option.Agent.OrdinaryUse).Select(option => option.Agent.Name)];
        if (unwritten.Length > 0) yield return Markdown.Text($"Rules not written yet: {string.Join(", ", unwritten)}.");
        if (history.Length > 0) yield return Markdown.Text($"Not in ordinary use: {string.Join(", ", history)}.");
    }

    private static string[] Owed(ImmutableArray<TaskStatus> workup)
    {
        TaskStatus[] open = [.. workup.Where(task => task.Status != "done").OrderBy(task => task.Status switch { "abnormal" => 0, "out-of-date" => 1, _ => 2 })];
        string[] rest = [.. open.Skip(OwedShown).Select(ConsolePage.TaskName)];
        IEnumerable<string> shown = open.Take(OwedShown).Select(task => Markdown.Text($"{(task.Status == "owed" ? "" : task.Status.Replace('-', ' ') + ": ")}{ReasonText.First(ReasonText.Stop(task.Text))}"));
        return [.. shown, .. rest.Length > 0 ? new[] { Markdown.Text($"Also: {string.Join(", ", rest)}.") } : []];
    }

    private static void Item(List<string> lines, string label, string text) => lines.Add($"- **{label}.** {Markdown.Text(text)}");

    private static void Section(List<string> lines, string heading, string[] entries, bool asList = true)
    {
        if (entries.Length == 0) return;
        lines.Add("");
        lines.Add($"## {heading}");
        lines.Add("");
        lines.AddRange(entries.Select(entry => asList ? "- " + entry : entry));
    }
}
