using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests;

/// <summary>Random records: healthy people of any age with a few things wrong, doubtful, out of date or missing.</summary>
internal static class RandomPatients
{
    /// <summary>Every fact of a record that a rule, dose or formula asks, with values on both sides of every limit that they name.</summary>
    public static readonly ImmutableArray<(FactDefinition Fact, ImmutableArray<FactValue> Values)> Choices = [.. Asked().Select(fact => (fact, Values(fact))).Where(choice => !choice.Item2.IsEmpty)];

    private static readonly ImmutableArray<string> Medicines = [.. Patients.Knowledge.Agents.Values.SelectMany(agent => agent.Rules).Select(rule => rule.When).OfType<Expr>()
        .SelectMany(Members).Where(name => Patients.Knowledge.Medicines.ByName(name) is not null).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static readonly ImmutableArray<string> Systemics = [.. Patients.Knowledge.Agents.Values.Where(agent => agent.RulesWritten).SelectMany(agent => agent.Medicines).Order(StringComparer.Ordinal)];

    private static readonly Gen<string> Days = Gen.Frequency((6, Gen.Const("2026-06-10")), (1, Gen.Const("2026-06-01")), (1, Gen.Const("2026-02-20")), (1, Gen.Const("2024-05")));

    private static readonly Gen<Patients> People = Gen.Select(Gen.OneOf(0, 2, 5, 8, 11, 12, 15, 17, 18, 24, 35, 50, 55, 64, 65, 80), Gen.Bool, (age, woman) =>
        age < 12 ? Patients.Child(age) : woman ? Patients.Woman(age) : Patients.Man(age));

    private static readonly Gen<Func<Patients, Patients>> Finding = Gen.Select(Gen.OneOf(Choices.AsSpan().ToArray()), Gen.Int[0, 99], Days, Gen.Bool)
        .Select<((FactDefinition Fact, ImmutableArray<FactValue> Values), int, string, bool), Func<Patients, Patients>>(drawn =>
        {
            ((FactDefinition fact, ImmutableArray<FactValue> values), int pick, string day, bool listed) = drawn;
            FactValue value = values[pick % values.Length];
            return patient => listed && fact.List == RecordList.Conditions && value == FlagValue.Yes ? patient.Listed(fact.Name, day) : patient.With(fact.Name, value, day);
        });

    private static readonly Gen<Func<Patients, Patients>> Doubt = Gen.OneOf(Choices.Where(choice => choice.Fact.Type == FactType.Flag).Select(choice => choice.Fact).ToArray())
        .Select<FactDefinition, Func<Patients, Patients>>(fact => patient => patient.Doubtful(fact.Name, "perhaps"));

    private static readonly Gen<Func<Patients, Patients>> Medicine = Gen.OneOf(Medicines.AsSpan().ToArray())
        .Select<string, Func<Patients, Patients>>(name => patient => patient.Taking(name));

    private static readonly Gen<Func<Patients, Patients>> Course = Gen.Select(
        Gen.OneOf(Systemics.AsSpan().ToArray()), Gen.Int[1, 700], Gen.OneOf(Enum.GetValues<StopReason>()), Gen.Bool, Gen.OneOf(null, new Dose(15, "mg/wk"), new Dose(150, "mg/d")))
        .Select<(string, int, StopReason, bool, Dose?), Func<Patients, Patients>>(drawn =>
            patient => patient.Took(drawn.Item1, "2023-01-01", new DateOnly(2023, 1, 1).AddDays(drawn.Item2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), drawn.Item3, drawn.Item4, drawn.Item5));

    private static readonly Gen<Func<Patients, Patients>> NoList = Gen.OneOf(RecordList.Conditions, RecordList.Medicines, RecordList.Allergies, RecordList.Immunizations, RecordList.Procedures)
        .Select<RecordList, Func<Patients, Patients>>(list => patient => patient.NotHolding(list));

    private static readonly Gen<Func<Patients, Patients>> Unknowns = Gen.Select(Gen.Int[0, 1000], Gen.OneOf(0, 0, 10, 40, 90))
        .Select<(int, int), Func<Patients, Patients>>(drawn => patient => patient.Without(
            [.. Choices.Select(choice => choice.Fact.Name).Where((_, index) => (index * 7919 + drawn.Item1 * 104729) % 97 < drawn.Item2)]));

    private static readonly Gen<Func<Patients, Patients>> Birth = Gen.OneOf<Func<Patients, Patients>>(
        patient => patient, patient => patient, patient => patient, patient => patient.Born("2008"), patient => patient.Born("2014-06"), patient => patient.Born(null), patient => patient.OfSex(null));

    /// <summary>A person with up to six findings, and some facts, lists or dates unknown.</summary>
    public static readonly Gen<Patients> Any = Gen.Select(
        People, Unknowns, Finding.Array[0, 6], Doubt.Array[0, 1], Medicine.Array[0, 2], Course.Array[0, 2], Gen.Select(NoList.Array[0, 1], Birth),
        (person, unknowns, findings, doubts, medicines, courses, last) =>
            Apply(person, [unknowns, .. findings, .. doubts, .. medicines, .. courses, .. last.Item1, last.Item2]));

    /// <summary>A region of the reader.</summary>
    public static readonly Gen<string> Region = Gen.OneOf("EU", "UK", "US");

    /// <summary>So many examples, always the same ones.</summary>
    public static T[] Pinned<T>(this Gen<T> gen, int count, string seed = "0N0XIzNsQ0O2") => gen.Array[count].Single(_ => true, seed);

    private static Patients Apply(Patients person, IEnumerable<Func<Patients, Patients>> changes) => changes.Aggregate(person, (patient, change) => change(patient));

    /// <summary>The facts that a record could hold behind all rules and doses, to the ground.</summary>
    private static IEnumerable<FactDefinition> Asked()
    {
        FactDictionary dictionary = Patients.Knowledge.Facts;
        HashSet<FactDefinition> seen = [];
        Queue<FactDefinition> open = new(Patients.Knowledge.Agents.Values.SelectMany(agent => agent.Rules.Cast<Item>().Concat(agent.Doses)).SelectMany(item => item.When?.Facts() ?? []));
        while (open.TryDequeue(out FactDefinition? fact))
        {
            if (!seen.Add(fact)) continue;
            IEnumerable<FactDefinition> below = [.. fact.Is?.Facts() ?? [], .. fact.YesWhen?.Facts() ?? [], .. fact.NoWhen?.Facts() ?? [], .. fact.Formula?.Facts() ?? [], .. fact.Derive?.Of.Select(dictionary.Find).OfType<FactDefinition>() ?? []];
            foreach (FactDefinition part in below) open.Enqueue(part);
        }

        return seen.Where(fact => fact.IsRecorded && fact.Scope == FactScope.Patient).OrderBy(fact => fact.Name, StringComparer.Ordinal);
    }

    private static ImmutableArray<FactValue> Values(FactDefinition fact)
    {
        switch (fact.Type)
        {
            case FactType.Flag: return [FlagValue.Yes, FlagValue.No];
            case FactType.Code: return [.. fact.Options.Select(CodeValue.Of)];
            case FactType.Set: return [.. fact.Options.Select(option => SetValue.Of(true, option))];
            case FactType.Date: return [.. ((string[])["2026-06-05", "2026-05", "2025-01-01"]).Select(day => Patients.Value(fact, day))];
            default:
                IEnumerable<Expr> formulas = Patients.Knowledge.Agents.Values.SelectMany(agent => agent.Rules.Cast<Item>().Concat(agent.Doses)).Select(item => item.When)
                    .Concat(Patients.Knowledge.Facts.All.SelectMany(other => (Expr?[])[other.Is, other.YesWhen, other.NoWhen])).OfType<Expr>();
                decimal[] limits = [.. formulas.SelectMany(formula => Limits(formula, fact)).Distinct().Order()];
                (decimal low, decimal high) = fact.Plausible ?? (0m, 1000m);
                return [.. limits.SelectMany(limit => (decimal[])[limit - 0.1m, limit, limit + 0.1m]).Append(low).Append(high / 10m).Append(high).Where(value => value >= low && value <= high).Distinct().Select(NumberValue.Of)];
        }
    }

    private static IEnumerable<decimal> Limits(Expr formula, FactDefinition fact) => formula switch
    {
        AndExpr and => and.Parts.SelectMany(part => Limits(part, fact)),
        OrExpr or => or.Parts.SelectMany(part => Limits(part, fact)),
        NotExpr not => Limits(not.Part, fact),
        CompareExpr { Left: FactExpr left, Right: NumberExpr number } when left.Fact == fact => [number.Value],
        _ => [],
    };

    private static IEnumerable<string> Members(Expr formula) => formula switch
    {
        AndExpr and => and.Parts.SelectMany(Members),
        OrExpr or => or.Parts.SelectMany(Members),
        NotExpr not => Members(not.Part),
        InExpr { Fact.Name: "CurrentMedicine" } member => member.Members,
        _ => [],
    };
}
