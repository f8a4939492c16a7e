using System.Globalization;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>Random people under treatment: several results of one fact, corrected, doubtful and partly dated ones, courses that begin, pause, end and overlap.</summary>
internal static class RandomCourses
{
    private static readonly FactDefinition[] Measured = [.. Patients.Knowledge.Agents.Values.SelectMany(agent => agent.Actions).SelectMany(action => action.When?.Facts() ?? [])
        .Concat(Patients.Knowledge.Pathway.Tests.Values.SelectMany(test => test.Facts)).Concat(Patients.Knowledge.Pathway.Measures.Select(measure => measure.Measure))
        .Where(fact => fact.IsRecorded && fact.Type is FactType.Number or FactType.Flag).Distinct().OrderBy(fact => fact.Name, StringComparer.Ordinal)];

    private static readonly string[] Medicines = [.. Patients.Knowledge.Agents.Values.SelectMany(agent => agent.Medicines).Order(StringComparer.Ordinal), "trimethoprim", "allopurinol", "simvastatin", "ritonavir", "clarithromycin", "ibuprofen"];

    private static readonly Gen<string?> Days = Gen.Frequency(
        (12, Gen.Int[-500, 0].Select(day => (string?)Patients.Day.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        (1, Gen.OneOf<string?>("2026-06", "2026", "2025-11", null)));

    private static readonly Gen<Dose?> Doses = Gen.OneOf<Dose?>(null, new Dose(10, "mg/d"), new Dose(15, "mg/wk"), new Dose(30, "mg/d"), new Dose(150, "mg/d"));

    private static readonly Gen<Func<Patients, Patients>> Result = Gen.Select(Gen.OneOf(Measured), Gen.Int[0, 1000], Days, Gen.Int[0, 11]).Select<(FactDefinition, int, string?, int), Func<Patients, Patients>>(drawn =>
    {
        (FactDefinition fact, int pick, string? day, int kind) = drawn;
        FactValue value = Value(fact, pick);
        DateSpan? when = day is null ? null : DateSpan.Parse(day);
        return patient => kind switch
        {
            0 => patient.Doubtful(fact.Name, "perhaps", day ?? "2026-06-10"),
            1 => patient.Also(fact.Name, null, day),
            2 when when is { } on => patient.Also(fact.Name, value, day, known: DateSpan.Iso(on.First.AddDays(pick % 20))),
            3 when when is { } on => patient.Entry(new(fact, value, FindingStatus.Present, on, null, on.First.AddDays(2), $"Observation/c{pick}") { Corrects = true }),
            _ => patient.Also(fact.Name, value, day, upper: Upper(fact)),
        };
    });

    private static readonly Gen<Func<Patients, Patients>> Course = Gen.Select(Gen.OneOf(Medicines), Days, Gen.Int[1, 300], Gen.Int[0, 9], Doses, Gen.OneOf(Enum.GetValues<StopReason>()))
        .Select<(string, string?, int, int, Dose?, StopReason), Func<Patients, Patients>>(drawn =>
        {
            (string medicine, string? from, int days, int kind, Dose? dose, StopReason reason) = drawn;
            DateSpan? start = from is null ? null : DateSpan.Parse(from);
            string? to = start is { } on ? DateSpan.Iso(on.Last.AddDays(days)) : null;
            return patient => kind switch
            {
                < 3 => patient.Taking(medicine, from, dose),
                < 5 => patient.Took(medicine, from, to, reason, dose: dose),
                5 => patient.Took(medicine, from, to, dose: dose).Taking(medicine, to, dose),
                6 => patient.Medicine(MedicineEntryKind.Statement, MedicineStatus.OnHold, [medicine], entry => entry with { From = start, Dose = dose }),
                7 => patient.Medicine(MedicineEntryKind.Dispense, MedicineStatus.Completed, [medicine], entry => entry with { Authored = start, DaysSupply = days, Dose = dose }),
                8 => patient.Medicine(MedicineEntryKind.Administration, MedicineStatus.Completed, [medicine], entry => entry with { From = start, To = start }),
                _ => patient.Medicine(MedicineEntryKind.Request, MedicineStatus.Active, [medicine], entry => entry with { Authored = start, Dose = dose }),
            };
        });

    private static readonly Gen<Func<Patients, Patients>> Disease = Gen.Select(Gen.OneOf("EczemaHerpeticum", "HerpesZoster", "ActiveMalignancy", "HistoryOfVTE", "Cirrhosis", "Keratitis", "ActiveSevereInfection"), Days)
        .Select<(string, string?), Func<Patients, Patients>>(drawn => patient => patient.Listed(drawn.Item1, drawn.Item2));

    /// <summary>A healthy man with every test normal before treatment that began on 5 January 2026.</summary>
    public static Patients Healthy { get; } = ((string Fact, decimal Value)[])
        [
            ("Haemoglobin", 140), ("Leucocytes", 7), ("Neutrophils", 4), ("Lymphocytes", 2), ("Platelets", 250), ("ALT", 20), ("AST", 20), ("Bilirubin", 10), ("Creatinine", 80), ("EGFR", 90), ("Albumin", 42),
            ("Potassium", 4.2m), ("Magnesium", 0.8m), ("Triglycerides", 1.2m), ("Eosinophils", 0.3m), ("SystolicBloodPressure", 120), ("DiastolicBloodPressure", 75), ("Weight", 70),
        ] is var values ? values.Aggregate(Monitored.Man, (so, pair) => so.Also(pair.Fact, pair.Value, "2026-01-02", upper: Limit(pair.Fact))) : Monitored.Man;

    /// <summary>Somebody under treatment.</summary>
    public static Gen<Patients> Any { get; } = Gen.Select(Gen.Bool, Gen.OneOf(9, 15, 25, 40, 70), Course.Array[1, 4], Result.Array[0, 25], Disease.Array[0, 2], Gen.Int[0, 9], (woman, age, courses, results, diseases, bare) =>
    {
        Patients person = (woman ? Monitored.Woman : Monitored.Man).Born(Patients.Day.AddYears(-age).AddDays(-40).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (bare == 0) person = person.Born(null).NotHolding(RecordList.Medicines).NotHolding(RecordList.Conditions);
        return ((IEnumerable<Func<Patients, Patients>>)[.. courses, .. results, .. diseases]).Aggregate(person, (so, change) => change(so));
    });

    /// <summary>An entry that is dated or came to be known after the day.</summary>
    public static Gen<Func<Patients, Patients>> Later { get; } = Gen.Select(Gen.OneOf(Measured), Gen.OneOf(Medicines), Gen.Int[0, 1000], Gen.Int[1, 200], Doses).Select<(FactDefinition, string, int, int, Dose?), Func<Patients, Patients>>(drawn =>
    {
        (FactDefinition fact, string medicine, int pick, int days, Dose? dose) = drawn;
        DateOnly later = Patients.Day.AddDays(days), before = Patients.Day.AddDays(-pick % 300);
        FactValue value = Value(fact, pick);
        return patient => (pick % 6) switch
        {
            0 => patient.Entry(new(fact, value, FindingStatus.Present, DateSpan.On(before), null, later, "Observation/late")),
            1 => patient.Entry(new(fact, value, FindingStatus.Present, DateSpan.On(before), null, later, "Observation/late") { Corrects = true }),
            2 => patient.Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [medicine], entry => entry with { From = DateSpan.On(later), Dose = dose }),
            3 => patient.Medicine(MedicineEntryKind.Statement, MedicineStatus.Stopped, [medicine], entry => entry with { From = DateSpan.On(before), To = DateSpan.On(later), Known = later, Dose = dose }),
            _ => patient.Entry(new(fact, value, FindingStatus.Present, DateSpan.On(later), null, null, "Observation/late")),
        };
    });

    /// <summary>The limits that an agent's actions and rules name for a fact, with values on both sides, and its extremes.</summary>
    public static IEnumerable<decimal> Values(Agent agent, FactDefinition fact)
    {
        (decimal low, decimal high) = fact.Plausible ?? (0m, 1000m);
        IEnumerable<decimal> limits = agent.Items.SelectMany(item => item.Conditions).Concat(Patients.Knowledge.Facts.All.SelectMany(other => (Expr?[])[other.Is, other.YesWhen, other.NoWhen]).OfType<Expr>()).SelectMany(expr => Limits(expr, fact));
        decimal upper = Upper(fact) ?? 0m, start = Healthy.Record.Findings.FirstOrDefault(finding => finding.Fact == fact)?.Value is NumberValue { Interval.Exact: { } exact } ? exact : 0m;
        return limits.Concat([upper, 2 * upper, 3 * upper, 5 * upper, 0.65m * start, 0.75m * start, start, 1.25m * start, 1.3m * start, 1.5m * start]).Where(limit => limit > 0m)
            .SelectMany(limit => (decimal[])[limit * 0.99m, limit, limit * 1.01m]).Append(low).Append(high).Where(value => value >= low && value <= high).Distinct();
    }

    /// <summary>The printed limit of a fact, or null.</summary>
    public static decimal? Upper(FactDefinition fact) => Limit(fact.Name);

    private static decimal? Limit(string fact) => fact switch { "ALT" or "AST" => 40m, "Bilirubin" => 21m, _ => null };

    private static FactValue Value(FactDefinition fact, int pick)
    {
        if (fact.Type == FactType.Flag) return pick % 3 == 0 ? FlagValue.No : FlagValue.Yes;
        (decimal low, decimal high) = fact.Plausible ?? (0m, 100m);
        decimal typical = Healthy.Record.Findings.FirstOrDefault(finding => finding.Fact == fact)?.Value is NumberValue { Interval.Exact: { } exact } ? exact : (low + high) / 4m;
        return NumberValue.Of(Math.Clamp(decimal.Round(typical * (0.2m + pick % 40 / 20m), 2), low, high));
    }

    private static IEnumerable<decimal> Limits(Expr formula, FactDefinition fact) => formula switch
    {
        AndExpr and => and.Parts.SelectMany(part => Limits(part, fact)),
        OrExpr or => or.Parts.SelectMany(part => Limits(part, fact)),
        NotExpr not => Limits(not.Part, fact),
        CompareExpr { Left: FactExpr left, Right: NumberExpr number } when left.Fact == fact => [number.Value],
        _ => [],
    };
}
