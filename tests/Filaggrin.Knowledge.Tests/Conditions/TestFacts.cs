using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Tests.Conditions;

/// <summary>A small dictionary of every type of fact, and sheets over it.</summary>
internal static class TestFacts
{
    public static readonly FactDictionary Dictionary = new(
    [
        .. "ABCDEF".Select(letter => Define(letter.ToString(), FactType.Flag)),
        Define("Pregnant", FactType.Flag),
        new() { Name = "VaricellaImmune", Type = FactType.Flag, Place = default, Aliases = ["ChickenpoxImmune"], NegatedAliases = ["VaricellaNonImmune"] },
        new() { Name = "Creatinine", Type = FactType.Number, Unit = "umol/L", Place = default, Units = Map("mg/dL", 88.42m) },
        Define("CreatinineAtStart", FactType.Number, "umol/L"),
        Define("ALT", FactType.Number, "U/L"),
        Define("ALTLowerLimit", FactType.Number, "U/L"),
        Define("ALTUpperLimit", FactType.Number, "U/L"),
        new() { Name = "HbA1c", Type = FactType.Number, Unit = "mmol/mol", Place = default, Units = Map("%", 10.93m, -23.5m) },
        Define("Age", FactType.Number, "a"),
        Define("Weight", FactType.Number, "kg"),
        Define("EASI", FactType.Number, "{score}"),
        Define("Ratio", FactType.Number),
        Define("X", FactType.Number),
        Define("Y", FactType.Number),
        new() { Name = "TPMTActivity", Type = FactType.Code, Place = default, Options = ["deficient", "intermediate", "normal"] },
        new() { Name = "OtherActivity", Type = FactType.Code, Place = default, Options = ["deficient", "intermediate", "normal"] },
        Define("Colour", FactType.Code),
        Define("CurrentMedicine", FactType.Set),
        Define("Seen", FactType.Date),
        Define("Stopped", FactType.Date),
    ]);

    public static readonly Dictionary<string, MedicineGroup> Groups = new(StringComparer.Ordinal)
    {
        ["StrongInhibitors"] = new("StrongInhibitors", ["ketoconazole", "ritonavir"], []),
    };

    public static Expr Parse(string text) => ConditionParser.Parse(text, Dictionary, Groups);

    public static string Error(string text) => Assert.Throws<ConditionException>(() => Parse(text)).Message;

    public static Truth Truth(string text, params (string Name, object? Value)[] known) => Parse(text).Truth(Sheet(known));

    public static FactSheet Sheet(params IEnumerable<(string Name, object? Value)> known) => Sheet(Dictionary, known);

    public static FactSheet Sheet(FactDictionary dictionary, params IEnumerable<(string Name, object? Value)> known) =>
        new(dictionary, known.Select(fact => Given(dictionary[fact.Name], fact.Value)), listsHeld: null);

    public static Fact Given(FactDefinition definition, object? value, FactState state = FactState.Given) => new(definition, Value(definition, value), state, []);

    /// <summary>true, 3, "3 to 5" as an interval, "deficient", [ "methotrexate" ] for a list that is held, a date as text; null for unknown.</summary>
    public static FactValue Value(FactDefinition definition, object? value) => (definition.Type, value) switch
    {
        (_, null) => FactValue.Unknown(definition.Type),
        (_, FactValue ready) => ready,
        (FactType.Flag, bool yes) => yes ? FlagValue.Yes : FlagValue.No,
        (FactType.Flag, Truth truth) => FlagValue.Of(truth),
        (FactType.Number, Interval interval) => new NumberValue(interval),
        (FactType.Number, IConvertible number) => NumberValue.Of(number.ToDecimal(System.Globalization.CultureInfo.InvariantCulture)),
        (FactType.Code, string code) => CodeValue.Of(code),
        (FactType.Set, string[] members) => SetValue.Of(true, members),
        (FactType.Date, string text) => new DateValue(DateSpan.Parse(text)),
        _ => throw new ArgumentException($"{definition.Name} has no value like {value}.", nameof(value)),
    };

    private static FactDefinition Define(string name, FactType type, string? unit = null) => new() { Name = name, Type = type, Unit = unit, Place = default };

    private static System.Collections.Immutable.ImmutableDictionary<string, LinearMap> Map(string unit, decimal factor, decimal offset = 0m) =>
        System.Collections.Immutable.ImmutableDictionary<string, LinearMap>.Empty.Add(unit, new(factor, offset));
}
