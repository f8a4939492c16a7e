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

    /// <summary>Reads a file of answers.</summary>
    /// <param name="json">The file.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="facts">What may be answered.</param>
    /// <param name="asOf">The day of an answer that names none.</param>
    /// <exception cref="RecordException">An answer cannot be read; the message names its place and what was expected.</exception>
    public static ImmutableArray<Finding> Read(Stream json, string name, FactDictionary facts, DateOnly asOf)
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
            foreach (JsonElement entry in document.RootElement.EnumerateArray()) answers.Add(Answer(entry, $"{name}: [{(index++).ToString(CultureInfo.InvariantCulture)}]", facts, asOf));
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

    private static Finding Answer(JsonElement entry, string where, FactDictionary facts, DateOnly asOf)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("fact", out JsonElement named) || named.ValueKind != JsonValueKind.String)
            throw new RecordException($"{where}: an answer names its «fact».");
        string factName = named.GetString()!;
        if (facts.FindAny(factName, out bool negated) is not { } fact)
        {
            string hint = facts.Nearest(factName) is { } near ? $"; did you mean «{near}»?" : ".";
            throw new RecordException($"{where}: fact «{factName}» is not defined{hint}");
        }

        if (!entry.TryGetProperty("value", out JsonElement value)) throw new RecordException($"{where}: the answer to «{factName}» has no «value».");
        DateOnly day = asOf;
        if (entry.TryGetProperty("date", out JsonElement dated) && dated.ValueKind == JsonValueKind.String)
        {
            day = DateSpan.Parse(dated.GetString()) is { IsExact: true } span ? span.First
                : throw new RecordException($"{where}.date: «{dated.GetString()}» is no day; write 2026-03-01.");
        }

        string? text = value.ValueKind switch
        {
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText())),
            _ => null,
        };
        if (text is null || FromText(fact, negated, text, day) is not { } finding)
            throw new RecordException($"{where}.value: «{text ?? value.ValueKind.ToString()}» is no answer to {factName}; expected {Expected(fact)}.");
        if (fact.Type == FactType.Number && entry.TryGetProperty("unit", out JsonElement unit) && unit.ValueKind == JsonValueKind.String)
            finding = InUnit(finding, unit.GetString()!, where);
        return finding;
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
