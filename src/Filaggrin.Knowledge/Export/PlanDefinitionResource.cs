using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Knowledge.Export;

/// <summary>The rules of an agent as a PlanDefinition of type <c>eca-rule</c>: one action a rule, and one each for all that forbid and for all cautions that cannot be decided.</summary>
internal static class PlanDefinitionResource
{
    // A card's summary is shorter than 140 letters (CDS Hooks).
    private const int LongestTitle = 139;

    private const int MostLinks = 4;

    // When a chart is opened, a treatment is picked, a prescription is signed.
    private static readonly string[] Hooks = ["patient-view", "order-select", "order-sign"];

    public static FhirResource Write(FhirFrame frame, Agent agent, ExportedLibrary library) => frame.Resource(
        "PlanDefinition", FhirFrame.Own(agent.Id), library.Name + "Rules", $"{agent.Name} in severe atopic dermatitis",
        $"{library.Description} {frame.Knowledge.Edition.IntendedUse}", json =>
        {
            FhirFrame.Concept(json, "type", "http://terminology.hl7.org/CodeSystem/plan-definition-type", "eca-rule");
            FhirFrame.Concept(json, "subjectCodeableConcept", "http://hl7.org/fhir/resource-types", "Patient");
            // Each is a link on every card: those on which most rules rest, as far as they can be opened. All others stand with their rules.
            SourceReference[] cited = [.. agent.Rules.SelectMany(rule => rule.Sources).Where(source => source.Source.Url is not null).GroupBy(source => source.Source.Id, StringComparer.Ordinal)
                .OrderByDescending(uses => uses.Count()).ThenBy(uses => uses.Key, StringComparer.Ordinal).Take(MostLinks).Select(uses => uses.First())];
            if (cited.Length > 0)
            {
                json.WriteStartArray("relatedArtifact");
                foreach (SourceReference source in cited) Artifact(json, "citation", "citation", source.Source.Citation, source.Source.Url, isLink: true);
                json.WriteEndArray();
            }

            json.WriteStartArray("library");
            json.WriteStringValue(frame.Versioned("Library", library.Name));
            json.WriteEndArray();
            if (agent.Rules.IsEmpty) return;
            json.WriteStartArray("action");
            foreach (Rule rule in agent.Rules)
            {
                string[] conditions = RuleReach.Of(agent, rule).IsEverywhere ? [rule.Id] : [rule.Id, rule.Id + AgentLibrary.Speaks];
                string title = $"{agent.Name}: {AgentLibrary.Words(rule.Verdict).ToLowerInvariant()}. {rule.Text}";
                Action(json, frame, agent, rule.Sources, conditions, Priority(rule.Verdict), title, Detail(rule));
            }

            Open(json, frame, agent, library, AgentLibrary.NeedsInformation, "urgent", "needs information: what is known of the patient does not decide every rule that forbids it.");
            Open(json, frame, agent, library, AgentLibrary.OpenCautions, "routine", "what is known of the patient does not decide every caution.");

            json.WriteEndArray();
        });

    /// <summary>Contraindicated is critical, not advised a warning, the rest for information.</summary>
    private static string Priority(Verdict verdict) => verdict switch { Verdict.Contraindicated => "stat", Verdict.NotAdvised => "urgent", _ => "routine" };

    private static string Detail(Rule rule) => rule.Recalled ? $"{rule.Text} Its source was not seen to say it yet." : rule.Text;

    // One card for all of them: which they are is worked out with it.
    private static void Open(Utf8JsonWriter json, FhirFrame frame, Agent agent, ExportedLibrary library, string define, string priority, string text)
    {
        if (library.Definitions.Any(definition => definition.Name == define)) Action(json, frame, agent, [], [define], priority, $"{agent.Name} {text}", "Open is not to be taken for a no. The rules that are open are named in what the card tells.", define + AgentLibrary.Which);
    }

    private static void Action(Utf8JsonWriter json, FhirFrame frame, Agent agent, ImmutableArray<SourceReference> cited, string[] conditions, string priority, string title, string detail, string? dynamic = null)
    {
        json.WriteStartObject();
        json.WriteString("title", Cut(FhirFrame.Plain(title)));
        json.WriteString("description", FhirFrame.Plain(detail));
        json.WriteString("priority", priority);
        json.WriteStartArray("documentation");
        // The first is the card's source and needs an address; a book has none, then the plan's own stands in.
        SourceReference[] sources = [.. cited.OrderBy(source => source.Source.Url is null)];
        if (sources.Length == 0) Artifact(json, "documentation", "display", frame.Knowledge.Edition.ToString(), frame.Url("PlanDefinition", FhirFrame.Own(agent.Id)));
        foreach ((int at, SourceReference source) in sources.Index())
            Artifact(json, "documentation", "display", AgentLibrary.Citation(source with { Source = source.Source with { Url = null } }), source.Source.Url ?? (at == 0 ? frame.Url("PlanDefinition", FhirFrame.Own(agent.Id)) : null));
        json.WriteEndArray();
        json.WriteStartArray("trigger");
        foreach (string hook in Hooks)
        {
            json.WriteStartObject();
            json.WriteString("type", "named-event");
            json.WriteString("name", hook);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("condition");
        foreach (string define in conditions)
        {
            json.WriteStartObject();
            json.WriteString("kind", "applicability");
            Expression(json, define);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (dynamic is not null)
        {
            json.WriteStartArray("dynamicValue");
            json.WriteStartObject();
            json.WriteString("path", "action.description");
            Expression(json, dynamic);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Expression(Utf8JsonWriter json, string define)
    {
        json.WriteStartObject("expression");
        json.WriteString("language", "text/cql-identifier");
        json.WriteString("expression", define);
        json.WriteEndObject();
    }

    // What a card shows as a link is labelled by what is displayed.
    private static void Artifact(Utf8JsonWriter json, string type, string member, string text, string? url, bool isLink = false)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        if (isLink) json.WriteString("display", FhirFrame.Plain(text));
        json.WriteString(member, FhirFrame.Plain(text));
        if (url is not null) json.WriteString("url", url);
        json.WriteEndObject();
    }

    private static string Cut(string title)
    {
        if (title.Length <= LongestTitle) return title;
        int blank = title.LastIndexOf(' ', LongestTitle - 1);
        return title[..(blank > 0 ? blank : LongestTitle - 1)].TrimEnd(',', ';', ':', ' ') + "…";
    }
}
