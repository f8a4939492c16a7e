using System.Globalization;
using System.Text.Json;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Export;

/// <summary>Writes what was found of a patient as the parameters that the exported CQL takes: a FHIR R4 Parameters resource. No formula is worked out for it.</summary>
public static class SheetParameters
{
    private const int Places = 8;
    private const decimal Least = 0.00000001m; // the step from one decimal of CQL to the next

    /// <summary>Writes the resource.</summary>
    /// <param name="json">Where it is written.</param>
    /// <param name="knowledge">The knowledge.</param>
    /// <param name="frames">The facts of the patient in the frame of each agent.</param>
    /// <param name="region">EU, UK or US.</param>
    /// <param name="asOf">The day as of which the patient is looked at.</param>
    /// <exception cref="ArgumentException">No frame is given.</exception>
    public static void Write(Utf8JsonWriter json, KnowledgeBase knowledge, IReadOnlyCollection<(Agent Agent, FactSheet Sheet)> frames, string region, DateOnly asOf)
    {
        if (frames.Count == 0) throw new ArgumentException("Expected the frame of at least one agent.", nameof(frames));
        Dictionary<string, List<string>> states = ((string[])["SheetDoubtful", "SheetOpen", "SheetNotApplicable", "SheetComplete"]).ToDictionary(name => name, _ => new List<string>(), StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("resourceType", "Parameters");
        json.WriteStartArray("parameter");
        Text(json, "Region", region);
        Begin(json, "AsOf");
        json.WriteString("valueDate", DateSpan.Iso(asOf));
        json.WriteEndObject();
        FactSheet any = frames.First().Sheet;
        if (any.ListsHeld is { } held) Texts(json, "SheetLists", held.Select(FactCql.ListName).Prepend("none").Distinct(StringComparer.Ordinal));
        foreach (FactDefinition fact in any.Dictionary.All.Where(fact => !CqlScope.IsOfAgent(fact))) Give(json, states, any, agent: null, fact);
        foreach ((Agent agent, FactSheet sheet) in frames)
        {
            foreach (FactDefinition fact in AgentLibrary.Own(knowledge, agent).Where(CqlScope.IsOfAgent)) Give(json, states, sheet, agent, fact);
        }

        foreach ((string name, List<string> facts) in states) Texts(json, name, facts);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Give(Utf8JsonWriter json, Dictionary<string, List<string>> states, FactSheet sheet, Agent? agent, FactDefinition fact)
    {
        string key = CqlScope.KeyOf(agent, fact);
        if (sheet.GivenFor(fact) is not { } own) return;
        // A no that newer evidence speaks against: the reader weighs days, the formulas do not.
        if (fact is { Is: null, YesWhen: not null } && own.Truth == Truth.False && sheet[fact].Truth == Truth.True) return;
        if (own.Value.IsUnknown) states[own.State == FactState.Doubtful ? "SheetDoubtful" : "SheetOpen"].Add(key);
        else if (own.Value is NotApplicableValue && fact.Type != FactType.Flag) states["SheetNotApplicable"].Add(key);
        else Value(json, CqlScope.ParameterOf(agent, fact), fact, own.Value);
        if (own.Value is SetValue { Complete: true }) states["SheetComplete"].Add(key);
    }

    private static void Value(Utf8JsonWriter json, string parameter, FactDefinition fact, FactValue value)
    {
        switch (value)
        {
            case FlagValue or NotApplicableValue:
                Begin(json, parameter);
                json.WriteBoolean("valueBoolean", value is FlagValue { Truth: Truth.True });
                json.WriteEndObject();
                break;
            case NumberValue { Interval: var number }:
                Begin(json, parameter);
                Range(json, number, fact.Unit ?? "1");
                json.WriteEndObject();
                break;
            case CodeValue code:
                Texts(json, parameter, code.Possible);
                break;
            case SetValue set:
                Texts(json, parameter, set.Present.Concat(set.Possible.Select(name => name + "?")));
                break;
            case DateValue { Span: { } days }:
                Begin(json, parameter);
                json.WriteStartObject("valuePeriod");
                json.WriteString("start", DateSpan.Iso(days.First));
                json.WriteString("end", DateSpan.Iso(days.Last));
                json.WriteEndObject();
                json.WriteEndObject();
                break;
        }
    }

    // The ends of a Range belong to it: one that does not is drawn in by the least step that CQL knows, which decides the same.
    private static void Range(Utf8JsonWriter json, Interval number, string unit)
    {
        json.WriteStartObject("valueRange");
        if (number.Low is { } low) Quantity(json, "low", decimal.Round(low, Places) + (number.LowOpen ? Least : 0m), unit);
        if (number.High is { } high) Quantity(json, "high", decimal.Round(high, Places) - (number.HighOpen ? Least : 0m), unit);
        json.WriteEndObject();
    }

    private static void Quantity(Utf8JsonWriter json, string end, decimal value, string unit)
    {
        json.WriteStartObject(end);
        json.WritePropertyName("value");
        json.WriteRawValue(value.ToString("0.########", CultureInfo.InvariantCulture));
        json.WriteString("unit", unit);
        json.WriteString("system", "http://unitsofmeasure.org");
        json.WriteString("code", unit);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        foreach (string text in texts) Text(json, name, text);
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        Begin(json, name);
        json.WriteString("valueString", text);
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
    }
}
