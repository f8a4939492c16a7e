using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Quantity = Hl7.Fhir.Model.Quantity;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>What a value says of a fact: a value, an entry that cannot be read, or nothing.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsUnreadable">It cannot be read.</param>
internal readonly record struct OracleAnswer(FactValue? Value, bool IsUnreadable = false)
{
    public static OracleAnswer Unreadable { get; } = new(null, true);

    public static OracleAnswer Nothing { get; }

    public static OracleAnswer Of(FactValue? value) => value is null ? Unreadable : new(value);
}

/// <summary>Reads the value of an observation, a component or an answer as the value of a fact.</summary>
internal static class OracleValues
{
    private const string NobodyLooked =
        "dataAbsentReason.coding.where(code in ('not-performed' | 'not-asked' | 'not-applicable' | 'masked' | 'temp-unknown' | 'asked-declined' | 'asked-unknown' | 'not-permitted')).exists()";

    private static readonly string[] Opposite = ["positive", "yes", "negative", "no"];

    /// <summary>What an observation or a component says of a fact.</summary>
    /// <param name="match">The fact.</param>
    /// <param name="holder">The observation or component.</param>
    /// <param name="isPanel">Its values stand in its parts.</param>
    public static OracleAnswer Read(OracleMatch match, Base holder, bool isPanel = false)
    {
        OracleAnswer value = Value(match, holder);
        if (value.Value is not null) return value;
        bool isSaid = holder.IsTrue("value.ofType(string).exists() or value.ofType(CodeableConcept).exists()");
        if (match.Fact.Type is FactType.Flag or FactType.Code && !isSaid && Interpretation(match, holder) is { Value: not null } flagged) return flagged;
        if (value.IsUnreadable) return value;
        if (holder.IsTrue("dataAbsentReason.exists()")) return holder.IsTrue(NobodyLooked) ? OracleAnswer.Nothing : OracleAnswer.Unreadable;

        // A number or a named result was due and is not there; a question without an answer was not asked.
        return match.Fact.Type is FactType.Number or FactType.Code && !isPanel && holder.IsTrue("value.empty()") ? OracleAnswer.Unreadable : OracleAnswer.Nothing;
    }

    /// <summary>The value for a word of the dictionary.</summary>
    public static FactValue? Named(FactDefinition fact, string word) => fact.Type switch
    {
        FactType.Flag when word is "yes" or "true" => FlagValue.Yes,
        FactType.Flag when word is "no" or "false" => FlagValue.No,
        FactType.Code => CodeValue.Of(word),
        FactType.Set => SetValue.Of(false, word),
        FactType.Number when decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) => NumberValue.Of(number),
        _ => null,
    };

    /// <summary>What a coded answer says of a fact.</summary>
    public static OracleAnswer Coded(OracleMatch match, CodeableConcept answer)
    {
        if (answer.Coding.Count == 0) return answer.Text is { } text ? Free(match, text) : OracleAnswer.Unreadable;
        OracleAnswer[] said = [.. answer.Coding.Select(coding => Mapped(match, OracleCodes.KeyOf(coding)) is { } known ? OracleAnswer.Of(Named(match.Fact, known))
            : OracleCodes.WordOf(coding) is { } word ? Word(match, word) : OracleAnswer.Unreadable)];
        FactValue[] values = [.. said.Select(one => one.Value).OfType<FactValue>().Distinct()];
        return values.Length switch
        {
            0 => said.Any(one => !one.IsUnreadable) ? OracleAnswer.Nothing : OracleAnswer.Unreadable,
            1 => OracleAnswer.Of(values[0]),
            _ when Array.TrueForAll(values, value => value is CodeValue) => OracleAnswer.Of(new CodeValue([.. values.Cast<CodeValue>().SelectMany(value => value.Possible).Distinct(StringComparer.Ordinal)])),
            _ => OracleAnswer.Unreadable,
        };
    }

    /// <summary>A number with its comparator in the unit of a fact.</summary>
    public static OracleAnswer Number(FactDefinition fact, Quantity quantity, string? unit = null)
    {
        unit ??= UnitOf(quantity);
        if (quantity.Value is not { } value || OracleUnits.Convert(value, unit, fact) is not { } converted) return OracleAnswer.Unreadable;
        Interval? read = FirelyBundle.Text(quantity, "comparator") switch
        {
            null => Interval.Exactly(converted),
            "<" => new(null, false, converted, true),
            "<=" => new(null, false, converted, false),
            ">" => new(converted, true, null, false),
            ">=" => new(converted, false, null, false),
            _ => null,
        };
        bool believed = fact.Plausible is not { } plausible || read is not { } known || !(known.High < plausible.Low || known.Low > plausible.High);
        return read is { } interval && believed ? new(new NumberValue(interval)) : OracleAnswer.Unreadable;
    }

    /// <summary>The unit of a quantity: its UCUM code; a code of another system only where there are no words.</summary>
    public static string? UnitOf(Quantity? quantity) =>
        quantity?.System is null or "http://unitsofmeasure.org" ? quantity?.Code ?? quantity?.Unit : quantity.Unit ?? quantity.Code;

    private static OracleAnswer Value(OracleMatch match, Base holder)
    {
        if (match.Entry?.Values.GetValueOrDefault("any") is { } any && holder.IsTrue("value.exists()")) return OracleAnswer.Of(Named(match.Fact, any));
        switch (FirelyBundle.One<Base>(holder, "value"))
        {
            case null: return OracleAnswer.Nothing;
            case Quantity quantity when match.Fact.Type == FactType.Number: return Number(match.Fact, quantity);
            case Integer { Value: { } count } when match.Fact.Type == FactType.Number: return Number(match.Fact, new() { Value = count });
            case Hl7.Fhir.Model.Range range when match.Fact.Type == FactType.Number: return Span(match.Fact, range);
            case Ratio { Denominator.Value: > 0 } ratio when match.Fact.Type == FactType.Number:
                return Number(match.Fact, new() { Value = ratio.Numerator?.Value / ratio.Denominator.Value }, $"{UnitOf(ratio.Numerator)}/{UnitOf(ratio.Denominator)}");
            case FhirBoolean { Value: { } truth }: return Word(match, truth ? "yes" : "no");
            case CodeableConcept concept: return Coded(match, concept);
            case FhirString { Value: { } text }: return Free(match, text);
            case FhirDateTime or Date or Period when match.Fact.Type == FactType.Date:
                return DateSpan.Parse(FirelyBundle.Day(holder, "value.ofType(dateTime)", "value.ofType(date)", "value.ofType(Period).start")) is { } day ? new(new DateValue(day)) : OracleAnswer.Unreadable;
            default: return OracleAnswer.Unreadable;
        }
    }

    private static OracleAnswer Span(FactDefinition fact, Hl7.Fhir.Model.Range range)
    {
        string? unit = UnitOf(range.Low) ?? UnitOf(range.High);
        decimal? low = range.Low?.Value is { } from ? OracleUnits.Convert(from, unit, fact) : null, high = range.High?.Value is { } to ? OracleUnits.Convert(to, unit, fact) : null;
        return low is null && high is null ? OracleAnswer.Unreadable : new(new NumberValue(new(low, false, high, false)));
    }

    private static OracleAnswer Word(OracleMatch match, string word)
    {
        string? twin = Array.IndexOf(Opposite, word) is >= 0 and int at ? Opposite[at ^ 1] : null;
        if ((Mapped(match, word) ?? (twin is null ? null : Mapped(match, twin))) is { } known) return OracleAnswer.Of(Named(match.Fact, known));
        bool says = word is "yes" or "positive", denies = word is "no" or "negative";
        bool isPlain = match.Entry is null || match.Entry.Values.IsEmpty;
        return match.Fact.Type switch
        {
            FactType.Flag when isPlain && (says || denies) => new(says == (match.Entry?.Value != "no") ? FlagValue.Yes : FlagValue.No),
            FactType.Flag when denies => new(FlagValue.No),
            FactType.Code when match.Entry?.Value is null && match.Fact.Options.FirstOrDefault(option => option == word || option == twin) is { } option => new(CodeValue.Of(option)),
            FactType.Code or FactType.Set when match.Entry?.Value is { } member && says => OracleAnswer.Of(Named(match.Fact, member)),
            FactType.Set when denies => OracleAnswer.Nothing,
            _ => OracleAnswer.Unreadable,
        };
    }

    // A free text is never a result, unless the dictionary names this very text.
    private static OracleAnswer Free(OracleMatch match, string text)
    {
        string key = "text|" + text.Trim().ToLowerInvariant();
        string? known = Mapped(match, key) ?? (match.Entry is { Doubt: true } ? null : match.Fact.Values.GetValueOrDefault(key));
        return known is null ? OracleAnswer.Unreadable : OracleAnswer.Of(Named(match.Fact, known));
    }

    private static OracleAnswer Interpretation(OracleMatch match, Base holder)
    {
        foreach (Coding coding in holder.Select("interpretation.coding").OfType<Coding>())
        {
            if (Mapped(match, "interpretation|" + coding.Code) is { } known) return OracleAnswer.Of(Named(match.Fact, known));
            string? word = coding.Code switch { "POS" or "DET" => "positive", "NEG" or "ND" => "negative", "IND" or "E" => "indeterminate", _ => null };
            if (word is not null && Word(match, word) is { Value: not null } read) return read;
        }

        return OracleAnswer.Nothing;
    }

    private static string? Mapped(OracleMatch match, string key) => match.Entry is { } entry ? entry.Values.GetValueOrDefault(key)
        : match.Fact.Values.GetValueOrDefault(key) ?? match.Fact.Codes.Select(code => code.Values.GetValueOrDefault(key)).FirstOrDefault(known => known is not null);
}
