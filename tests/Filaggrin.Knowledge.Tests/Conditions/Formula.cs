using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Conditions;

/// <summary>A random condition with its text and, apart from the engine, what it means for a patient of whom everything is known.</summary>
internal sealed record Formula(string Text, Func<IReadOnlyDictionary<string, object>, bool> Holds)
{
    public static readonly string[] Flags = ["A", "B", "C", "D", "E", "F"];

    private static readonly Gen<Formula> Flag = Gen.OneOf(Flags).Select(name => new Formula(name, patient => (bool)patient[name]));

    private static readonly Gen<Formula> Number = Gen.Select(
        Gen.OneOf<(string, Func<decimal, decimal, decimal>)>(
            ("X", (x, _) => x), ("Y", (_, y) => y), ("X + Y", (x, y) => x + y), ("(X - Y)", (x, y) => x - y), ("2 * X - Y", (x, y) => 2 * x - y),
            ("X * Y", (x, y) => x * y), ("(X + Y) / 2", (x, y) => (x + y) / 2), ("-1 * X", (x, _) => -x)),
        Gen.OneOf<(string, Func<decimal, decimal, bool>)>(
            ("<", (a, b) => a < b), ("<=", (a, b) => a <= b), (">", (a, b) => a > b), (">=", (a, b) => a >= b), ("=", (a, b) => a == b), ("!=", (a, b) => a != b)),
        Gen.Int[-2, 12],
        (value, comparison, halves) =>
        {
            decimal limit = halves / 2m;
            return new Formula(
                string.Create(CultureInfo.InvariantCulture, $"{value.Item1} {comparison.Item1} {limit}"),
                patient => comparison.Item2(value.Item2((decimal)patient["X"], (decimal)patient["Y"]), limit));
        });

    private static readonly Gen<Formula> Between = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], (low, high) =>
        new Formula($"X between {low} and {high}", patient => (decimal)patient["X"] >= low && (decimal)patient["X"] <= high));

    private static readonly Gen<Formula> Code = Gen.Select(Gen.OneOf("=", "!="), Gen.OneOf(Patients.Codes), (sign, code) =>
        new Formula($"TPMTActivity {sign} '{code}'", patient => (string)patient["TPMTActivity"] == code == (sign == "=")));

    private static readonly Gen<Formula> Member = Gen.Select(Gen.OneOf("TPMTActivity", "CurrentMedicine"), Gen.Int[1, 7], (fact, bits) =>
    {
        string[] names = Patients.Subset(fact == "TPMTActivity" ? Patients.Codes : Patients.Medicines, bits);
        return new Formula(
            $"{fact} in {{ {string.Join(", ", names.Select(name => $"'{name}'"))} }}",
            patient => patient[fact] is string[] set ? set.Intersect(names, StringComparer.Ordinal).Any() : names.Contains((string)patient[fact], StringComparer.Ordinal));
    });

    private static readonly Gen<Formula> Date = Gen.Select(Gen.OneOf("<", "<=", ">", ">=", "="), Gen.OneOf(Patients.Days), (sign, day) =>
        new Formula($"Seen {sign} @{DateSpan.Iso(day)}", patient => ((DateOnly)patient["Seen"]).CompareTo(day) is var order && sign switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => order == 0,
        }));

    /// <summary>Formulas over facts of every type.</summary>
    public static Gen<Formula> Any { get; } =
        Combined(Gen.Frequency<Formula>((4, Flag), (4, Number), (1, Between), (2, Code), (2, Member), (1, Date)), depth: 3);

    /// <summary>Formulas over flags alone.</summary>
    public static Gen<Formula> OfFlags { get; } = Combined(Flag, depth: 4);

    private static Gen<Formula> Combined(Gen<Formula> leaf, int depth)
    {
        if (depth == 0) return leaf;
        Gen<Formula> part = Combined(leaf, depth - 1);
        return Gen.Frequency<Formula>(
            (2, leaf),
            (1, part.Select(inner => new Formula($"not ({inner.Text})", patient => !inner.Holds(patient)))),
            (3, Gen.Select(part, part, (left, right) => new Formula($"({left.Text}) and ({right.Text})", patient => left.Holds(patient) && right.Holds(patient)))),
            (3, Gen.Select(part, part, (left, right) => new Formula($"({left.Text}) or ({right.Text})", patient => left.Holds(patient) || right.Holds(patient)))),
            (1, Gen.Select(part, part, (left, right) => new Formula($"({left.Text}) xor ({right.Text})", patient => left.Holds(patient) != right.Holds(patient)))),
            (1, Gen.Select(part, part, (left, right) => new Formula($"({left.Text}) implies ({right.Text})", patient => !left.Holds(patient) || right.Holds(patient)))));
    }
}

/// <summary>Patients of whom everything is known, and sheets that know a part of it.</summary>
internal static class Patients
{
    public static readonly string[] Codes = ["deficient", "intermediate", "normal"];
    public static readonly string[] Medicines = ["p", "q", "r"];
    public static readonly DateOnly[] Days = [new(2025, 12, 31), new(2026, 3, 1), new(2026, 3, 9), new(2026, 4, 1)];

    private static readonly Gen<object>[] Values =
    [
        .. Formula.Flags.Select(_ => Gen.Bool.Select(value => (object)value)),
        Gen.Int[0, 10].Select(value => (object)(value / 2m)),
        Gen.Int[0, 10].Select(value => (object)(value / 2m)),
        Gen.OneOf(Codes).Select(value => (object)value),
        Gen.Int[0, 7].Select(value => (object)Subset(Medicines, value)),
        Gen.OneOf(Days).Select(value => (object)value),
    ];

    private static readonly string[] Names = [.. Formula.Flags, "X", "Y", "TPMTActivity", "CurrentMedicine", "Seen"];

    public static Gen<IReadOnlyDictionary<string, object>> Any { get; } =
        Gen.Int[0, int.MaxValue - 1].Select(seed =>
        {
            PCG pcg = new(2, (ulong)seed);
            return (IReadOnlyDictionary<string, object>)Names.Zip(Values).ToDictionary(pair => pair.First, pair => pair.Second.Generate(pcg, null, out _), StringComparer.Ordinal);
        });

    /// <summary>What may be known of a patient: each fact exactly, in part or not at all.</summary>
    public static IReadOnlyDictionary<string, FactValue> Veil(IReadOnlyDictionary<string, object> patient, int seed)
    {
        PCG pcg = new(3, (ulong)seed);
        return patient.ToDictionary(fact => fact.Key, fact => Veil(fact.Value, (int)pcg.Next(4), (int)pcg.Next(8)), StringComparer.Ordinal);
    }

    public static bool Fits(FactValue known, object value) => (known, value) switch
    {
        ({ IsUnknown: true }, _) => value is not string[] || known is SetValue,
        (FlagValue flag, bool yes) => flag.Truth == Kleene.Of(yes),
        (NumberValue number, decimal exact) => Logic.Ranges.Contains(number.Interval, exact),
        (CodeValue code, string exact) => code.Possible.Contains(exact, StringComparer.Ordinal),
        (SetValue set, string[] members) => set.Present.IsSubsetOf(members)
            && (!set.Complete || set.Present.Union(set.Possible).IsSupersetOf(members)),
        (DateValue { Span: { } span }, DateOnly day) => day >= span.First && day <= span.Last,
        _ => false,
    };

    public static FactSheet Sheet(IReadOnlyDictionary<string, FactValue> known) => TestFacts.Sheet(known.Select(fact => (fact.Key, (object?)fact.Value)));

    public static FactValue Exactly(object value) => Veil(value, 0, 0);

    public static string[] Subset(string[] names, int bits) => [.. names.Where((_, index) => (bits >> index & 1) == 1)];

    public static string Text(IReadOnlyDictionary<string, FactValue> known) => string.Join(", ", known.Select(fact => $"{fact.Key}: {fact.Value}"));

    private static FactValue Veil(object value, int kind, int more) => (value, kind) switch
    {
        (bool yes, 0 or 1) => FlagValue.Of(Kleene.Of(yes)),
        (bool, _) => FlagValue.Unknown,
        (decimal exact, 0) => NumberValue.Of(exact),
        (decimal exact, 1) => new NumberValue(new(exact - more / 4m, more == 3, exact + (7 - more) / 4m, more == 4)),
        (decimal exact, 2) => new NumberValue(more < 4 ? new(null, false, exact + more / 2m, more > 0) : new(exact - more / 2m, more > 5, null, false)),
        (decimal, _) => NumberValue.Unknown,
        (string code, 0 or 1) => CodeValue.Of(code),
        (string code, 2) => new CodeValue([.. Codes.Where((other, index) => other == code || index == more % 3)]),
        (string, _) => CodeValue.Unknown,
        (string[] set, 0) => SetValue.Of(true, set),
        (string[] set, 1) => SetValue.Of(false, Subset(set, more)),
        (string[] set, 2) => new SetValue(
            ImmutableSortedSet.Create(StringComparer.Ordinal, Subset(set, more)), ImmutableSortedSet.Create(StringComparer.Ordinal, [.. set, "p"]), true),
        (string[], _) => SetValue.Unknown,
        (DateOnly day, 0) => new DateValue(DateSpan.On(day)),
        (DateOnly day, 1) => new DateValue(DateSpan.Parse(DateSpan.Iso(day)[..7])),
        (DateOnly day, 2) => new DateValue(DateSpan.Parse(DateSpan.Iso(day)[..4])),
        _ => DateValue.Unknown,
    };
}
