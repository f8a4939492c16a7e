using System.Globalization;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>Writes the record of one patient of the cohort: a work-up, visits with results within limits but for what was planted, scores.</summary>
internal sealed class CohortRecord(CohortAgent agent, Random random, DateOnly start, int? end, bool woman, int age)
{
    // Mean and coefficient of variation; the noise stays within one and a half of it, well inside every limit.
    private static readonly Dictionary<string, (decimal Mean, decimal Variation)> Normal = new(StringComparer.Ordinal)
    {
        ["Haemoglobin"] = (140, 0.02m),
        ["Leucocytes"] = (7, 0.04m),
        ["Neutrophils"] = (4, 0.04m),
        ["Lymphocytes"] = (2, 0.05m),
        ["Platelets"] = (250, 0.03m),
        ["ALT"] = (24, 0.1m),
        ["AST"] = (24, 0.1m),
        ["Bilirubin"] = (10, 0.1m),
        ["Albumin"] = (42, 0.02m),
        ["Creatinine"] = (80, 0.03m),
        ["EGFR"] = (95, 0.03m),
        ["Potassium"] = (4.2m, 0.02m),
        ["Magnesium"] = (0.8m, 0.02m),
        ["Urate"] = (300, 0.05m),
        ["Glucose"] = (5, 0.03m),
        ["LDL"] = (2.5m, 0.05m),
        ["TotalCholesterol"] = (4.5m, 0.05m),
        ["Triglycerides"] = (1.3m, 0.1m),
        ["SystolicBloodPressure"] = (122, 0.03m),
        ["DiastolicBloodPressure"] = (76, 0.03m),
        ["UrineProteinDipstick"] = (0, 0),
    };

    private static readonly Dictionary<string, decimal> UpperLimits = new(StringComparer.Ordinal) { ["ALT"] = 40, ["AST"] = 40, ["Bilirubin"] = 21, ["Creatinine"] = 106 };

    private readonly string[] _measured = agent.Measured.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private readonly List<Finding> _findings = [];
    private readonly List<MedicineEntry> _medicines = [];
    private int _entries;

    /// <summary>The record.</summary>
    /// <param name="visits">The visits with the values that were planted.</param>
    /// <param name="outcome">The effect.</param>
    /// <param name="happened">What happened, or null.</param>
    /// <param name="on">Its day.</param>
    public PatientRecord Of(IReadOnlyDictionary<int, Dictionary<string, decimal>> visits, string outcome, CohortEvent? happened, int on)
    {
        Add("AtopicDermatitis", FlagValue.Yes, -4000, "Condition");
        Add("Weight", NumberValue.Of(70), -10);
        Add("Height", NumberValue.Of(172), -10);
        Add("TPMTActivity", CodeValue.Of("normal"), -10);
        decimal creatinine = 0;
        foreach (int day in (int[])[-10, -3]) creatinine += Visit(day, []).GetValueOrDefault("Creatinine") / 2m;
        foreach ((int day, Dictionary<string, decimal> planted) in visits)
            Visit(day, planted.ToDictionary(pair => pair.Key, pair => pair.Key == "Creatinine" ? decimal.Ceiling(pair.Value * creatinine * 10m) / 10m : pair.Value, StringComparer.Ordinal));
        Scores(outcome);
        Medicine(agent.Medicine, 0, end, agent.Dose);
        switch (happened)
        {
            case { IsMedicine: true }: Medicine(happened.Fact, on, null, null); break;
            case not null: Add(happened.Fact, FlagValue.Yes, on, happened.Fact is "EczemaHerpeticum" or "HerpesZoster" or "ActiveSevereInfection" or "ActiveMalignancy" or "HistoryOfVTE" or "Keratitis" or "Conjunctivitis" ? "Condition" : "Observation"); break;
        }

        RecordList[] lists = [RecordList.Conditions, RecordList.Medicines, RecordList.Allergies, RecordList.Immunizations, RecordList.Procedures];
        return new()
        {
            Subject = new("Patient/p", woman ? "female" : "male", DateSpan.On(start.AddYears(-age).AddDays(-100))),
            Findings = [.. _findings],
            Medicines = [.. _medicines],
            ListsHeld = lists.ToDictionary(list => list, _ => (DateOnly?)null),
        };
    }

    private Dictionary<string, decimal> Visit(int day, Dictionary<string, decimal> planted)
    {
        Dictionary<string, decimal> values = new(StringComparer.Ordinal);
        foreach (string fact in _measured)
        {
            switch (fact)
            {
                case "IGRA": Add(fact, CodeValue.Of("negative"), day); break;
                case "UncontrolledAsthma": Add(fact, FlagValue.No, day); break;
                case "SkinCheckDone" or "EyesReviewed" or "ImmunoglobulinsMeasured": Add(fact, FlagValue.Yes, day); break;
                default:
                    (decimal mean, decimal variation) = Normal[fact];
                    decimal value = planted.TryGetValue(fact, out decimal known) ? known : decimal.Round(mean * (1m + variation * (decimal)(3 * random.NextDouble() - 1.5)), 2);
                    Add(fact, NumberValue.Of(values[fact] = value), day);
                    break;
            }
        }

        return values;
    }

    private void Scores(string outcome)
    {
        Add("EASI", NumberValue.Of(24), -2);
        Add("DLQI", NumberValue.Of(15), -2);
        if (agent.Trial is not { } trial) return;
        (int easi, int dlqi) = outcome switch { "response" => (4, 4), "partial" => (10, 8), _ => (21, 14) };
        for (int day = trial + 1; day < (end ?? 730); day += 84)
        {
            Add("EASI", NumberValue.Of(easi), day);
            Add("DLQI", NumberValue.Of(dlqi), day);
        }
    }

    private void Add(string fact, FactValue value, int day, string resource = "Observation") =>
        _findings.Add(new(Patients.Knowledge.Facts[fact], value, FindingStatus.Present, DateSpan.On(start.AddDays(day)), null, null, Reference(resource))
        {
            UpperLimit = UpperLimits.TryGetValue(fact, out decimal upper) ? upper : null,
            Code = resource == "Condition" ? $"test|{fact}" : null,
        });

    private void Medicine(string name, int from, int? to, Dose? dose) =>
        _medicines.Add(new(Reference("MedicationStatement"), MedicineEntryKind.Statement, [name], to is null ? MedicineStatus.Active : MedicineStatus.Stopped)
        {
            From = DateSpan.On(start.AddDays(from)),
            To = to is { } last ? DateSpan.On(start.AddDays(last)) : null,
            Dose = dose,
        });

    private string Reference(string resource) => string.Create(CultureInfo.InvariantCulture, $"{resource}/{_entries++:0000}");
}
