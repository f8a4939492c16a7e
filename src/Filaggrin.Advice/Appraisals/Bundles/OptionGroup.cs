using System.Text.Json;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>The open options as a RequestGroup: a choice of at most one.</summary>
/// <remarks>
/// FHIR asks each action for a request or for actions below it (<c>rqg-1</c>), and an action is something that may be done: a closed
/// option is neither, so it stands in the notes of the impression.
/// </remarks>
internal static class OptionGroup
{
    /// <summary>Its name within the bundle.</summary>
    public const string Key = "options";

    /// <summary>What it is.</summary>
    public const string Title = "Systemic options in atopic dermatitis: at most one is chosen";

    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter json, BundleFrame frame)
    {
        string none = frame.Open.IsEmpty ? "No option is open; why is said in the notes of the impression." : "";
        Narrative text = new Narrative().Paragraph(Title + ".").Paragraph(none);
        foreach (Option option in frame.Open)
            text.Paragraph(Description(option, frame), $"{option.Agent.Name} ({StandingText.Of(option.Standing)}).").List(Reasons(option, frame)).Sources(Sources(option));
        text.Paragraph(Words.Closing);

        frame.Head(json, "RequestGroup", Key, text);
        BundleFrame.Draft(json);
        frame.Subject(json);
        json.WriteString("authoredOn", frame.Day);
        json.Some("reasonCode", ["Systemic treatment of atopic dermatitis"], (writer, why) => writer.ConceptValue(why));
        json.Notes([Markdown.Text(Words.Closing), .. none.Length > 0 ? [Markdown.Text(none)] : Array.Empty<string>()]);
        if (frame.Open.IsEmpty) return;
        json.WriteStartArray("action");
        json.WriteStartObject();
        json.WriteString("title", Title);
        json.WriteString("groupingBehavior", "logical-group");
        json.WriteString("selectionBehavior", "at-most-one");
        json.Some("action", frame.Open, (writer, option) => Action(writer, option, frame));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Action(Utf8JsonWriter json, Option option, BundleFrame frame)
    {
        json.WriteStartObject();
        json.Text("title", option.Agent.Name);
        json.Text("description", Description(option, frame));
        json.Text("textEquivalent", string.Join(" ", Reasons(option, frame)));
        json.Some("code", [StandingText.Of(option.Standing)], (writer, standing) => writer.ConceptValue(standing));
        json.Some("documentation", Citations.Distinct(Sources(option)), Citations.Artifact);
        json.WritePropertyName("resource");
        frame.Link(json, CarePlans.Key(option), CarePlans.Title(option, frame));
        json.WriteEndObject();
    }

    /// <summary>Licence, guideline's grade, use at present, and what holds beside the agents in use.</summary>
    private static string Description(Option option, BundleFrame frame)
    {
        string grade = StandingText.Grade(option, frame.Appraisal.Region) is { } word ? $" Guideline: {word}." : "";
        string inUse = frame.InUse(option) ? " In use: the standing is that for going on." : "";
        string added = option.IfAdded is { } beside ? $" If the treatment in use goes on beside it: {StandingText.Of(beside.Standing)}." : "";
        string formulary = option.Formulary is { } note ? $" By the formulary «{note.Formulary}»: {note.Status.Replace('-', ' ')}." : "";
        return $"{option.Agent.Class}. {option.Licence.Region}, {StandingText.Licence(option)}: {ReasonText.Stop(option.Licence.Text)}{grade}{formulary}{inUse}{added}";
    }

    private static IEnumerable<string> Reasons(Option option, BundleFrame frame) =>
        ReasonText.InOrder(option).Select(reason => ReasonText.Sentence(reason, option, frame.Appraisal.Region));

    private static IEnumerable<SourceReference> Sources(Option option) =>
        option.Reasons.SelectMany(reason => reason.Sources).Concat(option.Licence.Sources).Concat(option.Evidence.SelectMany(item => item.Sources));
}
