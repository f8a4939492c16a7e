using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Hl7.Fhir.Model;
using Quantity = Hl7.Fhir.Model.Quantity;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>Reads an item of an answered questionnaire whose linkId names a fact.</summary>
internal static class OracleAnswers
{
    /// <summary>The fact and its value; null where the item answers no fact.</summary>
    public static (FactDefinition Fact, FactValue? Value)? Read(FactDictionary facts, QuestionnaireResponse.ItemComponent item)
    {
        if (facts.FindAny(item.LinkId!, out bool negated) is not { } fact || !(fact.IsRecorded || fact.Scope == FactScope.Request)) return null;
        if (fact.Type == FactType.Set) return (fact, Set(item.Answer));
        FactValue?[] values = [.. item.Answer.Select(answer => One(fact, answer)).Distinct()];
        FactValue? value = values switch
        {
            [var only] => only,
            _ when Array.TrueForAll(values, one => one is CodeValue) => new CodeValue([.. values.Cast<CodeValue>().SelectMany(one => one.Possible)]),
            _ => null,
        };
        return (fact, negated && value is FlagValue flag ? FlagValue.Of(flag.Truth.Not()) : value);
    }

    // The question asks for all members, so that those not named are not there.
    private static SetValue? Set(List<QuestionnaireResponse.AnswerComponent> answers)
    {
        string?[] names = [.. answers.Where(answer => answer.Value is not FhirBoolean { Value: false }).Select(answer => answer.Value switch
        {
            FhirString text => text.Value,
            Coding coding => coding.Display ?? coding.Code,
            _ => null,
        })];
        return names.Contains(null) ? null : SetValue.Of(true, names.OfType<string>().Where(name => !name.Equals("none", StringComparison.OrdinalIgnoreCase)).Select(name => name.Trim().ToLowerInvariant()));
    }

    private static FactValue? One(FactDefinition fact, QuestionnaireResponse.AnswerComponent answer)
    {
        string? Option(string? name) => fact.Options.FirstOrDefault(option => option.Equals(name?.Trim(), StringComparison.OrdinalIgnoreCase));
        switch (fact.Type, answer.Value)
        {
            // A bare number is in the unit of the fact.
            case (FactType.Number, FhirDecimal number): return OracleValues.Number(fact, new Quantity { Value = number.Value }, fact.Unit).Value;
            case (FactType.Number, Integer number): return OracleValues.Number(fact, new Quantity { Value = number.Value }, fact.Unit).Value;
            case (FactType.Flag, FhirString text): return text.Value?.Trim().ToLowerInvariant() switch { "yes" => FlagValue.Yes, "no" => FlagValue.No, _ => null };
            case (FactType.Code, FhirString text): return Option(text.Value) is { } named ? CodeValue.Of(named) : null;
            case (FactType.Code, Coding coding) when (Option(coding.Code) ?? Option(coding.Display)) is { } chosen: return CodeValue.Of(chosen);
            case (_, Coding coding): return OracleValues.Coded(new(fact, null), new CodeableConcept { Coding = [coding] }).Value;
            default: return OracleValues.Read(new(fact, null), answer).Value;
        }
    }
}
