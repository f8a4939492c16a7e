using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Advice.Wording;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>The plans: one for what is owed and what accompanies, and one for each open option, of which at most one would be carried out.</summary>
internal static class CarePlans
{
    /// <summary>The name of the plan around the options within the bundle.</summary>
    public const string WholeKey = "care";

    /// <summary>The name of an option's plan within the bundle.</summary>
    public static string Key(Option option) => "plan-" + option.Agent.Id;

    /// <summary>The title of an option's plan.</summary>
    public static string Title(Option option, BundleFrame frame) => $"{(frame.InUse(option) ? "Going on with" : "Start of")} {option.Agent.Name}";

    /// <summary>Writes the plan around the options.</summary>
    public static void Whole(Utf8JsonWriter json, BundleFrame frame)
    {
        const string Title = "Systemic treatment of atopic dermatitis: what is owed, the options, and the care around them";
        Proposal[] owed = [.. frame.Proposals.Where(proposal => frame.Appraisal.Workup.Any(task => Proposal.WorkupKey(task.Id) == proposal.Key))];
        string[] care = [.. frame.Appraisal.AccompanyingCare.Select(statement => PlanLine.Say(statement.Item))];
        Narrative text = new Narrative().Paragraph(Title + ".").Paragraph("", owed.Length > 0 ? "Owed before a start" : null).List(owed.Select(proposal => $"{proposal.Task.Text} ({proposal.Task.Status.Replace('-', ' ')})"))
            .Paragraph("", care.Length > 0 ? "Accompanying care" : null).List(care).Paragraph(Words.Closing);

        frame.Head(json, "CarePlan", WholeKey, text);
        BundleFrame.Draft(json);
        json.WriteString("title", Title);
        frame.Subject(json);
        json.WriteString("created", frame.Day);
        json.Some("supportingInfo", [Impression.Key], (writer, key) => frame.Link(writer, key, Impression.Title));
        json.WriteStartArray("activity");
        Request(json, frame, OptionGroup.Key, OptionGroup.Title);
        foreach (Proposal proposal in owed) Request(json, frame, proposal.Key, proposal.Task.Text);
        json.WriteEndArray();
        json.Notes([Markdown.Text(Words.Closing), .. care.Select(text => Markdown.Text($"Accompanying care: {text}"))]);
    }

    /// <summary>Writes the plan of one option.</summary>
    public static void Option(Utf8JsonWriter json, Option option, BundleFrame frame)
    {
        bool inUse = frame.InUse(option);
        string title = Title(option, frame);
        ImmutableArray<PlanLine> lines = PlanLine.Of(option, inUse);
        TaskStatus[] tests = [.. Proposal.TestsOf(option, frame)];
        (string Heading, ImmutableArray<string> Texts)[] notes = [.. PlanLine.NotesOf(option, inUse)];
        string done = string.Join(", ", option.Plan.Tests.Where(test => test.Status == "done").Select(test => PlanText.Lower(test.Text)));
        string description = $"{title}: one of the options, of which at most one is chosen. Standing: {StandingText.Of(option.Standing)}.";

        Narrative text = new Narrative().Paragraph(description)
            .List(lines.Select(line => $"{line.Title}: {line.Text}{(line.Schedule is { } schedule ? $" Schedule: {schedule}." : "")}{(line.Open is { } open ? $" ({open})" : "")}"))
            .Paragraph("", tests.Length > 0 ? "Tests owed" : null).List(tests.Select(test => test.Text))
            .Paragraph(done.Length > 0 ? done + "." : "", done.Length > 0 ? "Tests done:" : null);
        foreach ((string heading, ImmutableArray<string> texts) in notes) text.Paragraph("", heading).List(texts);
        text.Paragraph(Words.Closing);

        frame.Head(json, "CarePlan", Key(option), text);
        json.Some("partOf", [WholeKey], (writer, key) => frame.Link(writer, key, "The plan around the options"));
        BundleFrame.Draft(json);
        json.Text("title", title);
        json.Text("description", description);
        frame.Subject(json);
        json.WriteString("created", frame.Day);
        json.Some("supportingInfo", RecordEntries.Of([.. option.Reasons.SelectMany(reason => reason.Facts), .. option.Plan.Doses.SelectMany(dose => dose.Basis)]), RecordEntries.Write);
        if (tests.Length + lines.Length > 0)
        {
            json.WriteStartArray("activity");
            foreach (TaskStatus test in tests) Request(json, frame, Proposal.TestKey(test.Id), test.Text);
            foreach (PlanLine line in lines) line.Write(json);
            json.WriteEndArray();
        }

        json.Notes([Markdown.Text(Words.Closing), .. notes.Select(note => Markdown.Text($"{note.Heading}: {string.Join(" ", note.Texts)}"))]);
    }

    private static void Request(Utf8JsonWriter json, BundleFrame frame, string key, string display)
    {
        json.WriteStartObject();
        json.WritePropertyName("reference");
        frame.Link(json, key, display);
        json.WriteEndObject();
    }
}
