using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Codes;

/// <summary>Reads the value of an observation, or of a component of one, as the value of a fact.</summary>
internal static class AnswerReader
{
    private static readonly string[] NoInformation =
        ["not-performed", "not-asked", "not-applicable", "masked", "temp-unknown", "asked-declined", "asked-unknown", "not-permitted"];

    // What an amount above nought means, whatever its unit: that there is some.
    private const string AnyAmount = "amount";

    private static readonly WordTable<Reading> Answers = new();

    /// <summary>What an observation says of a fact.</summary>
    public static Reading Read(FactMatch match, Element holder)
    {
        Reading value = Value(match, holder);
        if (value.Value is not null) return Contradicted(match, holder, value) ?? value;
        if (!CountsInterpretation(match, holder)) return Confirmed(match, holder) ?? (value.IsNothing ? Absent(match, holder) : value);
        Reading interpretation = Interpretation(match, holder);
        return interpretation.Value is not null ? interpretation : value.IsNothing ? Absent(match, holder) : value;
    }

    // «Negative», and beside it the flag of a positive result.
    private static Reading? Contradicted(FactMatch match, Element holder, Reading value) =>
        match.Fact.Type is FactType.Flag or FactType.Code && holder.Get("interpretation"u8).Exists && Interpretation(match, holder) is { Value: { } flagged } && !flagged.Equals(value.Value)
            ? Reading.Unreadable(Texts.Of("read-codes-contradict"), $"{value.Value}, {flagged}") : null;

    // «Positive» in words, and beside it the coded flag that says the same: the flag is the result.
    private static Reading? Confirmed(FactMatch match, Element holder)
    {
        string? text = holder.Get("valueString"u8).Text() ?? (holder.Get("valueCodeableConcept"u8) is { Exists: true } concept && Concept.Read(concept) is { Codings.IsEmpty: true, Text: { } worded } ? worded : null);
        if (text is null || AnswerWords.OfText(text) is not { } told || !holder.Get("interpretation"u8).Exists) return null;
        return Word(match, told) is { Value: { } said } && Interpretation(match, holder) is { Value: { } flagged } reading && said.Equals(flagged) ? reading : null;
    }

    // A text that cannot be read stays so, whatever flag a laboratory system has put beside it.
    private static bool CountsInterpretation(FactMatch match, Element holder) =>
        match.Fact.Type is FactType.Flag or FactType.Code && !holder.Get("valueString"u8).Exists && !holder.Get("valueCodeableConcept"u8).Exists;

    private static Reading Value(FactMatch match, Element holder)
    {
        if (match.Entry is { Values.IsEmpty: false } entry && entry.Values.GetValueOrDefault("any") is { } any && HasValue(holder)) return new(Presence.Named(match.Fact, any));
        if (holder.Get("valueQuantity"u8) is { ValueKind: JsonValueKind.Object } quantity) return Number(match, Quantity.Read(quantity));
        if (holder.Get("valueInteger"u8) is { ValueKind: not JsonValueKind.Undefined } integer) return Number(match, Quantity.Of(integer));
        if (holder.Get("valueDecimal"u8) is { ValueKind: not JsonValueKind.Undefined } number) return Number(match, Quantity.Of(number));
        if (holder.Get("valueRange"u8) is { ValueKind: JsonValueKind.Object } range) return Number(match, Quantity.ReadRange(range));
        if (holder.Get("valueRatio"u8) is { ValueKind: JsonValueKind.Object } ratio) return Number(match, Quantity.ReadRatio(ratio));
        if (holder.Get("valueBoolean"u8).Truth() is { } truth) return Word(match, truth ? AnswerWords.Yes : AnswerWords.No);
        if (holder.Get("valueCodeableConcept"u8) is { ValueKind: JsonValueKind.Object } concept) return Coded(match, Concept.Read(concept));
        if (holder.Get("valueString"u8).Text() is { } text) return Free(match, text);
        Element day = holder.Get("valueDateTime"u8) is { ValueKind: JsonValueKind.String } moment ? moment : holder.Get("valueDate"u8);
        if (day.Exists) return Date(match, ClinicalTime.At(day));
        if (holder.Get("valuePeriod"u8) is { ValueKind: JsonValueKind.Object } period) return Date(match, ClinicalTime.Of(period));
        return HasValue(holder) ? Reading.Unreadable(Texts.Of("read-kind")) : Reading.Nothing;
    }

    /// <summary>What a coded answer says of a fact.</summary>
    public static Reading Coded(FactMatch match, Concept answer)
    {
        if (answer.Codings is [var only] && FromCode(match, only) is { Value: not null } told) return told; // as nearly all are
        List<FactValue> values = [];
        bool ofItsCodeAlone = true;
        foreach (Coding coding in answer.Codings)
        {
            if (FromCode(match, coding) is not { Value: { } value } reading) continue;
            ofItsCodeAlone &= reading.OfItsCodeAlone;
            if (!values.Contains(value)) values.Add(value);
        }

        if (values.Count == 1) return new(values[0], OfItsCodeAlone: ofItsCodeAlone);
        if (values.Count == 0 && answer.Codings.Any(coding => AnswerWords.Of(coding) is { } word && Word(match, word).IsNothing)) return Reading.Nothing;
        if (values.Count > 1) return Several(values) ?? Reading.Unreadable(Texts.Of("read-codes-contradict"), answer.Label);
        return answer.Codings.IsEmpty && answer.Text is { } text ? Free(match, text) : Reading.Unreadable(Texts.Of("read-answer"), answer.Label);
    }

    /// <summary>Several answers of a code fact leave each of them possible; null where they cannot stand together.</summary>
    public static Reading? Several(IReadOnlyCollection<FactValue> values) => values.All(value => value is CodeValue)
        ? new(new CodeValue([.. values.Cast<CodeValue>().SelectMany(value => value.Possible).Distinct(StringComparer.Ordinal)])) : null;

    private static Reading FromCode(FactMatch match, Coding coding)
    {
        if (Answers.Find(match, coding.System, coding.Code) is { } known) return known;
        Reading reading = Meaning(match, coding);
        return reading.Value is null ? reading : Answers.Keep(match, coding.System, coding.Code, reading);
    }

    private static Reading Meaning(FactMatch match, Coding coding)
    {
        if (AnswerWords.KeyOf(coding) is { } key && Mapped(match, key) is { } known) return new(Presence.Named(match.Fact, known));
        return AnswerWords.Of(coding) is { } word ? Word(match, word) : Reading.Nothing;
    }

    /// <summary>What a word of <see cref="AnswerWords"/> says of a fact.</summary>
    public static Reading Word(FactMatch match, string word)
    {
        string? twin = AnswerWords.Twin(word);
        if ((Mapped(match, word) ?? (twin is null ? null : Mapped(match, twin))) is { } known) return new(Presence.Named(match.Fact, known));
        switch (match.Fact.Type)
        {
            case FactType.Flag when match.Entry is null or { Values.IsEmpty: true }:
                bool negated = match.Entry?.Value == AnswerWords.No;
                if (word is AnswerWords.Yes or AnswerWords.Positive) return new(negated ? FlagValue.No : FlagValue.Yes);
                if (word is AnswerWords.No or AnswerWords.Negative) return new(negated ? FlagValue.Yes : FlagValue.No);
                break;
            case FactType.Flag when word is AnswerWords.No or AnswerWords.Negative:
                return new(FlagValue.No, OfItsCodeAlone: true); // a code of which a positive answer alone speaks: a negative one clears its own earlier answers
            case FactType.Code when match.Entry?.Value is null:
                if (match.Fact.Options.Contains(word, StringComparer.Ordinal)) return new(CodeValue.Of(word));
                if (twin is not null && match.Fact.Options.Contains(twin, StringComparer.Ordinal)) return new(CodeValue.Of(twin));
                break;
            case FactType.Code or FactType.Set when match.Entry?.Value is { } member && word is AnswerWords.Yes or AnswerWords.Positive:
                return new(Presence.Named(match.Fact, member));
            case FactType.Set when word is AnswerWords.No or AnswerWords.Negative:
                return Reading.Nothing;
        }

        return Reading.Unreadable(Texts.Of("read-answer"), word);
    }

    private static Reading Number(FactMatch match, Quantity quantity)
    {
        if (match.Fact.Type == FactType.Number)
            return quantity.For(match.Fact, out string why) is { } interval ? new(new NumberValue(interval)) : Reading.Unreadable(why, quantity.ToString());
        if (quantity.Interval?.Exact is { } exact && Mapped(match, DecimalText(exact)) is { } known) return new(Presence.Named(match.Fact, known));
        if (quantity.Interval is { } amount && Limited(match, amount, quantity.Unit) is { } limited) return new(Presence.Named(match.Fact, limited));
        if (quantity.Interval is { Low: > 0m } && Mapped(match, AnyAmount) is { } found) return new(Presence.Named(match.Fact, found));
        return Reading.Unreadable(Texts.Of("read-number-alone"), quantity.ToString());
    }

    private static Reading Date(FactMatch match, ClinicalTime time) =>
        time.Start is null || time.IsUnreadable ? Reading.Unreadable(Texts.Of("read-date"))
        : match.Fact.Type == FactType.Date ? new(new DateValue(time.Start))
        : Reading.Unreadable(Texts.Of("read-date-alone"));

    // Free text never clears anything and is never taken for a result, unless the dictionary names this very text.
    private static Reading Free(FactMatch match, string text)
    {
        string key = "text|" + text.Trim().ToLowerInvariant();
        // The words of a fact mean the same whichever of its codes asks; a code that leaves doubt goes by its own.
        string? known = Mapped(match, key) ?? (match.Entry is { Doubt: true } ? null : match.Fact.Values.GetValueOrDefault(key));
        return known is null ? Reading.Unreadable(Texts.Of("read-free-text"), text) : new(Presence.Named(match.Fact, known));
    }

    private static Reading Interpretation(FactMatch match, Element holder)
    {
        foreach (Element element in holder.Get("interpretation"u8).Items())
        {
            foreach (Coding coding in Concept.Read(element).Codings)
            {
                if (Mapped(match, "interpretation|" + coding.Code) is { } known) return new(Presence.Named(match.Fact, known));
                if (AnswerWords.OfInterpretation(coding) is { } word && Word(match, word) is { Value: not null } reading) return reading;
            }
        }

        return Reading.Nothing;
    }

    private static Reading Absent(FactMatch match, Element holder)
    {
        Element reason = holder.Get("dataAbsentReason"u8);
        if (!reason.Exists)
            return match.Fact.Type is FactType.Number or FactType.Code ? new(null, Texts.Of("read-no-value"), IsAbsent: true) : Reading.Nothing;
        Concept concept = Concept.Read(reason);
        return concept.Codings.Any(coding => NoInformation.Contains(coding.Code)) ? Reading.Nothing : Reading.Unreadable(Texts.Of("read-unreadable-value"), concept.Label);
    }

    private static bool HasValue(Element holder) =>
        holder.ValueKind == JsonValueKind.Object && holder.Held().Any(member => member.Name.StartsWith("value", StringComparison.Ordinal));

    private static string? Limited(FactMatch match, Interval amount, string? unit) =>
        Meant(match, (amount, unit), static (values, asked) => AmountLimit.Meaning(values, asked.amount, asked.unit));

    private static string DecimalText(decimal value) => PlainNumber.Text(value, 12);

    private static string? Mapped(FactMatch match, string key) => Meant(match, key, static (values, asked) => values.GetValueOrDefault(asked));

    // A name or a site's own code has no entry: the fact tells what answers mean, or else any of its codes.
    private static string? Meant<T>(FactMatch match, T asked, Func<ImmutableDictionary<string, string>, T, string?> meaning)
    {
        if (match.Entry is { } entry) return meaning(entry.Values, asked);
        if (meaning(match.Fact.Values, asked) is { } own) return own;
        foreach (CodeEntry other in match.Fact.Codes)
        {
            if (meaning(other.Values, asked) is { } known) return known;
        }

        return null;
    }
}
