using System.Text.Json.Nodes;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Export;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Export;

/// <summary>Writes what was found of a patient as the parameters that the exported CQL takes; no formula is worked out for it.</summary>
internal static class SheetParameters
{
    private const int Places = 8;

    /// <summary>The parameters of a patient for every agent.</summary>
    /// <param name="frames">The facts of the patient in the frame of each agent.</param>
    /// <param name="region">The region.</param>
    public static JsonObject Of(IReadOnlyCollection<(Agent Agent, FactSheet Sheet)> frames, string region)
    {
        FactSheet any = frames.First().Sheet;
        JsonObject parameters = new() { ["Region"] = region };
        Dictionary<string, List<string>> states = ((string[])["Doubtful", "Open", "NotApplicable", "Complete"]).ToDictionary(name => name, _ => new List<string>(), StringComparer.Ordinal);
        if (any.ListsHeld is { } held) parameters["SheetLists"] = Texts(held.Select(FactCql.ListName).Prepend("none").Distinct(StringComparer.Ordinal));
        foreach (FactDefinition fact in any.Dictionary.All)
        {
            if (CqlScope.IsOfAgent(fact))
            {
                foreach ((Agent agent, FactSheet sheet) in frames) Give(parameters, states, sheet, fact, $"Sheet{CqlText.OneWord(agent.Id)}{fact.Name}", $"{agent.Id}.{fact.Name}");
                continue;
            }

            // What is not of the agent is the same in every frame, or one sheet would not do for all.
            Assert.All(frames, frame => Assert.Equal(any.GivenFor(fact)?.Value, frame.Sheet.GivenFor(fact)?.Value));
            Give(parameters, states, any, fact, "Sheet" + fact.Name, fact.Name);
        }

        foreach ((string name, List<string> facts) in states) parameters["Sheet" + name] = Texts(facts);
        return parameters;
    }

    private static void Give(JsonObject parameters, Dictionary<string, List<string>> states, FactSheet sheet, FactDefinition fact, string parameter, string key)
    {
        if (sheet.GivenFor(fact) is not { } own) return;
        // A no that newer evidence speaks against: the reader weighs days, the formulas do not.
        if (fact is { Is: null, YesWhen: not null } && own.Truth == Truth.False && sheet[fact].Truth == Truth.True) return;
        if (own.Value.IsUnknown) states[own.State == FactState.Doubtful ? "Doubtful" : "Open"].Add(key);
        else if (own.Value is NotApplicableValue && fact.Type != FactType.Flag) states["NotApplicable"].Add(key);
        else if (Value(fact, own.Value) is { } value) parameters[parameter] = value;
        if (own.Value is SetValue { Complete: true }) states["Complete"].Add(key);
    }

    private static JsonNode? Value(FactDefinition fact, FactValue value) => value switch
    {
        FlagValue flag => JsonValue.Create(flag.Truth == Truth.True),
        NotApplicableValue => JsonValue.Create(false),
        NumberValue { Interval: var number } => Number(number, fact.Unit ?? "1"),
        CodeValue code => Texts(code.Possible),
        SetValue set => Texts(set.Present.Concat(set.Possible.Select(name => name + "?"))),
        DateValue { Span: { } days } => new JsonObject { ["from"] = DateSpan.Iso(days.First), ["to"] = DateSpan.Iso(days.Last) },
        _ => null,
    };

    public static JsonObject Number(Interval number, string unit)
    {
        JsonObject json = new() { ["unit"] = unit };
        if (number.Low is { } low) json["low"] = decimal.Round(low, Places);
        if (number.High is { } high) json["high"] = decimal.Round(high, Places);
        if (number.LowOpen) json["lowOpen"] = true;
        if (number.HighOpen) json["highOpen"] = true;
        return json;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
