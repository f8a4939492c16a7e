using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Advice.Sheets;

/// <summary>Reads answers that people gave: <c>[{ "fact", "value", "date", "by" }]</c>; a value may carry a <c>unit</c>.</summary>
public static class AnswerReader
{
    /// <summary>The answer to a question for a day, when there was none.</summary>
    public const string Never = "never";

    /// <summary>What a questionnaire adds to the name of a fact where it asks whether there was no such day.</summary>
    public const string NeverLink = ".never";

    private const int Places = 6;

    /// <summary>Reads a file of answers.</summary>
    /// <param name="json">The file.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="codes">What may be answered, with the names of members and medicines.</param>
    /// <param name="asOf">The day of an answer that names none.</param>
    /// <exception cref="RecordException">An answer cannot be read; the message names its place and what was expected.</exception>
    public static ImmutableArray<Finding> Read(Stream json, string name, CodeBook codes, DateOnly asOf)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new RecordException($"{name}: this is no JSON; expected a list such as [{{ \"fact\": \"PlanningPregnancy\", \"value\": false }}].", fault);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array) throw new RecordException($"{name}: a list of answers is expected.");
            int index = 0;
            ImmutableArray<Finding>.Builder answers = ImmutableArray.CreateBuilder<Finding>();
            foreach (JsonElement entry in document.RootElement.EnumerateArray()) answers.Add(Answer(entry, $"{name}: [{(index++).ToString(CultureInfo.InvariantCulture)}]", codes, asOf));
            return answers.ToImmutable();
        }
    }

    /// <summary>The finding for one answer in words: <c>yes</c>, <c>7.5</c>, an option, or several with commas.</summary>
    /// <returns>The finding, or null when the words are no answer to the fact.</returns>
    public static Finding? FromText(FactDefinition fact, bool negated, string text, DateOnly day)
    {
        FactValue? value = fact.Type switch
        {
            FactType.Flag => text.ToLowerInvariant() switch
            {
                "yes" or "true" => FlagValue.Of(Kleene.Of(!negated)),
                "no" or "false" => FlagValue.Of(Kleene.Of(negated)),
                _ => null,
            },
            FactType.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? NumberValue.Of(number) : null,
            FactType.Code => fact.Options.IsEmpty ? CodeValue.Of(text) : fact.Options.FirstOrDefault(option => option.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? CodeValue.Of(known) : null,
            FactType.Set => SetValue.Of(true, text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            _ => text.ToLowerInvariant() is Never or "none" or "no" ? FactValue.NotApplicable : DateSpan.Parse(text) is { } span ? new DateValue(span) : null,
        };
        return value is null ? null : new(fact, value, FindingStatus.Present, DateSpan.On(day), null, day, "answer") { Via = "answer" };
    }

    private static Finding Answer(JsonElement entry, string where, CodeBook codes, DateOnly asOf)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("fact", out JsonElement named) || named.ValueKind != JsonValueKind.String)
            throw new RecordException($"{where}: an answer names its «fact».");
        string factName = named.GetString()!;
        if (codes.Facts.FindAny(factName, out bool negated) is not { } fact)
        {
            string hint = codes.Facts.Nearest(factName) is { } near ? $"; did you mean «{near}»?" : ".";
            throw new RecordException($"{where}: fact «{factName}» is not defined{hint}");
        }

        if (!entry.TryGetProperty("value", out JsonElement value)) throw new RecordException($"{where}: the answer to «{factName}» has no «value».");
        DateOnly day = asOf;
        if (entry.TryGetProperty("date", out JsonElement dated) && dated.ValueKind == JsonValueKind.String)
        {
            day = DateSpan.Parse(dated.GetString()) is { IsExact: true } span ? span.First
                : throw new RecordException($"{where}.date: «{dated.GetString()}» is no day; write 2026-03-01.");
        }

        if (fact.Type == FactType.Set && Written(value) is { } written) return Members(fact, written, codes, day, where);
        string? text = value.ValueKind switch
        {
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        if (text is null || FromText(fact, negated, text, day) is not { } finding)
            throw new RecordException($"{where}.value: «{text ?? value.ValueKind.ToString()}» is no answer to {factName}; expected {Expected(fact)}.");
        if (fact.Type == FactType.Number && entry.TryGetProperty("unit", out JsonElement unit) && unit.ValueKind == JsonValueKind.String)
            finding = InUnit(finding, unit.GetString()!, where);
        if (finding.Value is NumberValue { Interval: var amount } && fact.Plausible is { } plausible && (amount.High < plausible.Low || amount.Low > plausible.High))
            throw new RecordException($"{where}.value: «{text}» is not possible for {factName}; expected {PlainNumber.Text(plausible.Low, Places)} to {PlainNumber.Text(plausible.High, Places)} {fact.Unit}.");
        if (finding.Value is DateValue { Span.First: var first } && first > asOf && !IsPlan(fact))
            throw new RecordException($"{where}.value: «{text}» lies after the day of the appraisal.");
        return finding;
    }

    private static bool IsPlan(FactDefinition fact) => fact.IsPlanned || fact.Name.EndsWith("Wished", StringComparison.Ordinal);

    private static string[]? Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        JsonValueKind.Array => [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())],
        _ => null,
    };

    // The whole set is answered; what names no member that is known stays as it is written, and is told.
    private static Finding Members(FactDefinition fact, string[] written, CodeBook codes, DateOnly day, string where)
    {
        List<string> members = [], unnamed = [];
        foreach (string one in written)
        {
            if (codes.MembersNamed(fact, one) is { IsEmpty: false } named) members.AddRange(named);
            else if (!fact.Options.IsEmpty) throw new RecordException($"{where}.value: «{one}» is no answer to {fact.Name}; expected {string.Join(", ", fact.Options)}.");
            else unnamed.Add(one);
        }

        return new(fact, SetValue.Of(true, [.. members, .. unnamed]), FindingStatus.Present, DateSpan.On(day), null, day, "answer") { Via = "answer", Unnamed = [.. unnamed] };
    }

    private static Finding InUnit(Finding finding, string unit, string where)
    {
        LinearMap? map = finding.Fact.Units.TryGetValue(UnitOfMeasure.Normal(unit), out LinearMap own) ? own : UnitOfMeasure.Convert(unit, finding.Fact.Unit);
        return map is { } linear
            ? finding with { Value = new NumberValue(((NumberValue)finding.Value!).Interval.Scale(linear.Factor, linear.Offset)) }
            : throw new RecordException($"{where}.unit: «{unit}» is not a unit that converts to {finding.Fact.Unit}.");
    }

    private static string Expected(FactDefinition fact) => fact.Type switch
    {
        FactType.Flag => "true or false",
        FactType.Number => $"a number in {fact.Unit ?? "1"}",
        FactType.Code when !fact.Options.IsEmpty => string.Join(", ", fact.Options),
        FactType.Date => "a date such as 2026-03-01, or never",
        _ => "a text",
    };
}
