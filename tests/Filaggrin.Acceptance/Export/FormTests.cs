using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Export;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Export;

/// <summary>Each form of a condition with nothing known, a known value and the edge, as another engine runs it.</summary>
public class FormTests
{
    /// <summary>The name of the library that says each form.</summary>
    public const string Library = "Forms";

    private static Agent Scope => Engine.Knowledge.Agents["methotrexate"];

    private const Truth Yes = Truth.True, No = Truth.False, Open = Truth.Unknown;

    private static readonly Interval Below30 = new(null, false, 30m, true), UpTo30 = new(null, false, 30m, false), Above30 = new(30m, true, null, false);

    private static readonly string[] Units = ["umol/L", "mg/dL", "1"];

    // A condition, what is known of the first fact that it names, and its truth.
    private static readonly (string Condition, FactValue? Known, Truth Expected)[] Forms =
    [
        ("Pregnant", null, Open), ("Pregnant", FlagValue.Yes, Yes), ("Pregnant", FlagValue.No, No),
        ("not Pregnant", null, Open), ("not Pregnant", FlagValue.No, Yes), ("not Pregnant", FlagValue.Yes, No),
        ("Pregnant or Asthma", null, Open), ("Pregnant or Asthma", FlagValue.Yes, Yes), ("Pregnant or Asthma", FlagValue.No, Open),
        ("Pregnant and Asthma", null, Open), ("Pregnant and Asthma", FlagValue.Yes, Open), ("Pregnant and Asthma", FlagValue.No, No),
        ("Pregnant xor Asthma", FlagValue.Yes, Open), ("Pregnant implies Asthma", FlagValue.No, Yes), ("Pregnant implies Asthma", FlagValue.Yes, Open),
        ("Pregnant is null", null, Yes), ("Pregnant is null", FlagValue.No, No), ("Pregnant is not null", null, No), ("TPMTActivity is null", null, Yes),
        ("TPMTActivity is null", CodeValue.Of("normal"), No),

        // A set: exists alone would make a no of what nobody listed.
        ("CurrentMedicine in { 'allopurinol', 'febuxostat' }", null, Open), ("CurrentMedicine in { 'allopurinol', 'febuxostat' }", SetValue.Of(true), No),
        ("CurrentMedicine in { 'allopurinol', 'febuxostat' }", SetValue.Of(true, "febuxostat", "aspirin"), Yes),
        ("CurrentMedicine in { 'allopurinol', 'febuxostat' }", SetValue.Of(true, "aspirin"), No),
        ("CurrentMedicine in { 'allopurinol', 'febuxostat' }", SetValue.Of(false, "aspirin"), Open), ("CurrentMedicine in { 'allopurinol' }", SetValue.Of(false, "allopurinol"), Yes),
        ("CurrentMedicine in { 'allopurinol' }", SetValue.Of(true, "aspirin") with { Possible = ["allopurinol"] }, Open),
        ("CurrentMedicine in { 'allopurinol' }", SetValue.Of(true, "aspirin") with { Possible = ["warfarin"] }, No),
        ("not (CurrentMedicine in { 'allopurinol' })", null, Open), ("not (CurrentMedicine in { 'allopurinol' })", SetValue.Of(true), Yes),

        // A code: «in» of CQL says false of null.
        ("TPMTActivity in { 'deficient', 'intermediate' }", null, Open), ("TPMTActivity in { 'deficient', 'intermediate' }", CodeValue.Of("intermediate"), Yes),
        ("TPMTActivity in { 'deficient', 'intermediate' }", CodeValue.Of("normal"), No),
        ("TPMTActivity in { 'deficient', 'intermediate' }", new CodeValue(["deficient", "intermediate"]), Yes),
        ("TPMTActivity in { 'deficient', 'intermediate' }", new CodeValue(["deficient", "normal"]), Open),
        ("TPMTActivity = 'normal'", null, Open), ("TPMTActivity = 'normal'", CodeValue.Of("normal"), Yes), ("TPMTActivity != 'normal'", CodeValue.Of("normal"), No),
        ("TPMTActivity != 'normal'", null, Open), ("TPMTActivity != 'normal'", CodeValue.Of("deficient"), Yes),

        // Age in completed years and its edge: 12 years of CQL are not more than 12 'a'.
        ("Age >= 12 'a'", null, Open), ("Age >= 12 'a'", NumberValue.Of(12m), Yes), ("Age >= 12 'a'", NumberValue.Of(143m / 12m), No),
        ("Age < 12 'a'", NumberValue.Of(12m), No), ("Age < 12 'a'", new NumberValue(Interval.Closed(11.5m, 12.5m)), Open), ("Age < 6 'mo'", NumberValue.Of(0.5m), No),
        ("Age < 6 'mo'", NumberValue.Of(0.4m), Yes),

        // Numbers with a unit, at the limit and as intervals.
        ("EGFR < 30 'mL/min/{1.73_m2}'", null, Open), ("EGFR < 30 'mL/min/{1.73_m2}'", NumberValue.Of(30m), No), ("EGFR <= 30 'mL/min/{1.73_m2}'", NumberValue.Of(30m), Yes),
        ("EGFR < 30 'mL/min/{1.73_m2}'", NumberValue.Of(29.99m), Yes), ("EGFR < 30 'mL/min/{1.73_m2}'", new NumberValue(Below30), Yes),
        ("EGFR < 30 'mL/min/{1.73_m2}'", new NumberValue(UpTo30), Open), ("EGFR <= 30 'mL/min/{1.73_m2}'", new NumberValue(UpTo30), Yes),
        ("EGFR <= 30 'mL/min/{1.73_m2}'", new NumberValue(Above30), No), ("EGFR > 30 'mL/min/{1.73_m2}'", new NumberValue(Above30), Yes),
        ("EGFR >= 60 'mL/min/{1.73_m2}'", new NumberValue(Above30), Open), ("EGFR = 30 'mL/min/{1.73_m2}'", NumberValue.Of(30m), Yes),
        ("EGFR = 30 'mL/min/{1.73_m2}'", new NumberValue(Below30), No), ("EGFR != 30 'mL/min/{1.73_m2}'", new NumberValue(UpTo30), Open),
        ("EGFR between 30 'mL/min/{1.73_m2}' and 60 'mL/min/{1.73_m2}'", NumberValue.Of(60m), Yes), ("EGFR between 30 'mL/min/{1.73_m2}' and 60 'mL/min/{1.73_m2}'", NumberValue.Of(60.1m), No),

        // Mass to molar: 2 mg/dL of bilirubin are 34.208 umol/L.
        ("Bilirubin > 2 'mg/dL'", null, Open), ("Bilirubin > 2 'mg/dL'", NumberValue.Of(34.208m), No), ("Bilirubin >= 2 'mg/dL'", NumberValue.Of(34.208m), Yes), ("Bilirubin > 2 'mg/dL'", NumberValue.Of(34.21m), Yes),

        // Without unit: a score takes a plain number.
        ("EASI > 7", null, Open), ("EASI > 7", NumberValue.Of(7m), No), ("EASI >= 7", NumberValue.Of(7m), Yes),

        // Binary engines make 120.30000000000001 of 3 * 40.1.
        ("ALT > 3 * ALTUpperLimit", null, Open), ("ALT >= 3 * 40.1 'U/L'", NumberValue.Of(120.3m), Yes), ("ALT > 3 * 40.1 'U/L'", NumberValue.Of(120.3m), No),

        // The question does not arise: no comparison holds, and neither does its contrary.
        ("PregnancyTest = 'positive'", FactValue.NotApplicable, No), ("PregnancyTest != 'positive'", FactValue.NotApplicable, No), ("PregnancyTest is null", FactValue.NotApplicable, No),

        ("LiveVaccine > @2026-01-01", null, Open), ("LiveVaccine > @2026-01-01", new DateValue(DateSpan.On(new(2026, 1, 1))), No),
        ("LiveVaccine >= @2026-01-01", new DateValue(DateSpan.On(new(2026, 1, 1))), Yes), ("LiveVaccine > @2026-01-10", new DateValue(DateSpan.Parse("2026-01")), Open),
        ("LiveVaccine < @2026-02-01", new DateValue(DateSpan.Parse("2026-01")), Yes),
    ];

    private static readonly (string Cql, Truth Expected)[] Ends =
    [
        ("Facts.IsLess(Interval[1.0, 5.0), Interval[5.0, 5.0])", Yes), ("Facts.IsLess(Interval[1.0, 5.0], Interval[5.0, 5.0])", Open),
        ("Facts.IsMore(Interval(5.0, 9.0], Interval[5.0, 5.0])", Yes), ("Facts.IsMore(Interval[5.0, 9.0], Interval[5.0, 5.0])", Open),
    ];

    [Fact]
    public void Every_form_says_true_false_or_unknown_as_it_should()
    {
        FactSheet[] sheets = [.. Forms.Select(form => new FactSheet(Engine.Knowledge.Facts, Known(Read(form.Condition), form.Known), []))];
        JsonNode[] answers = CqlEngine.Run(
            CqlEngine.Elm.Where(file => file.Key is Library + ".json" or CqlScope.FactLibrary + ".json"),
            [.. sheets.Select(sheet => CqlEngine.Sheet([(Scope, sheet)], "EU")), .. Units.Select(InUnit)]);
        Assert.All(Forms.Zip(sheets, answers), form =>
        {
            ((string condition, FactValue? known, Truth expected), FactSheet sheet, JsonNode answer) = form;
            Truth theirs = answer[Library]![condition] is { } found ? Kleene.Of(found.GetValue<bool>()) : Truth.Unknown;
            Assert.True(Read(condition).Truth(sheet) == expected, $"ours: {condition} on {known}: {Read(condition).Truth(sheet)}");
            Assert.True(theirs == expected, $"theirs: {condition} on {known}: {theirs}");
        });

        // A number in another unit than its fact's, or without one, is not known.
        JsonNode?[] numbers = [.. answers[Forms.Length..].Select(answer => answer[CqlScope.FactLibrary]!["Bilirubin"])];
        Assert.Equal(20m, numbers[0]!["low"]!.GetValue<decimal>());
        Assert.All(numbers[1..], Assert.Null);

        // An end that does not belong to its interval; a sheet has none such.
        Assert.All(Ends, end => Assert.Equal(end.Expected, SecondOpinion.TruthOf(answers[0][Library]![end.Cql])));
    }

    /// <summary>The text of the library that says each form.</summary>
    public static string Cql()
    {
        ConditionCql writer = new(new(Scope, []));
        StringBuilder cql = new($"library {Library}\nusing FHIR version '4.0.1'\ninclude {CqlScope.FactLibrary} called {CqlScope.Facts}\ncontext Patient\n");
        foreach (string condition in Forms.Select(form => form.Condition).Distinct(StringComparer.Ordinal))
            cql.Append("define ").Append(CqlText.Identifier(condition)).Append(":\n  ").Append(writer.Of(Read(condition))).Append('\n');
        foreach ((string end, _) in Ends) cql.Append("define ").Append(CqlText.Identifier(end)).Append(":\n  ").Append(end).Append('\n');
        return cql.ToString();
    }

    private static Expr Read(string condition) => ConditionParser.Parse(condition, Engine.Knowledge.Facts, Engine.Knowledge.Medicines.Groups);

    private static JsonObject InUnit(string unit) => new()
    {
        ["libraries"] = new JsonArray(CqlScope.FactLibrary),
        ["parameters"] = JsonNode.Parse($$"""
            {"resourceType":"Parameters","parameter":[{"name":"SheetLists","valueString":"none"},
             {"name":"SheetBilirubin","valueRange":{"low":{"value":20,"code":"{{unit}}"},"high":{"value":20,"code":"{{unit}}"} } }]}
            """),
    };

    private static ImmutableArray<Fact> Known(Expr condition, FactValue? value) => value is null ? [] : [new(condition.Facts().First(), value, FactState.Known, [])];
}
