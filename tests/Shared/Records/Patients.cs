using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Tests.Records;

/// <summary>
/// Builds records in memory: <c>Patients.Woman(35).With("EGFR", 80).Listed("Diabetes").Taking("methotrexate", from: "2026-01-05")</c>.
/// <see cref="Woman"/> and <see cref="Man"/> are healthy but for their eczema, with every test on paper, so that each agent in
/// ordinary use stands open for them; <see cref="Bare"/> is a record that holds nothing.
/// </summary>
internal sealed record Patients
{
    /// <summary>The day of every appraisal that names no other.</summary>
    public static readonly DateOnly Day = new(2026, 6, 15);

    private static readonly RecordList[] AllLists = [RecordList.Conditions, RecordList.Medicines, RecordList.Allergies, RecordList.Immunizations, RecordList.Procedures];

    /// <summary>The knowledge of this checkout.</summary>
    public static KnowledgeBase Knowledge => TestKnowledge.Load();

    private ImmutableList<Finding> Findings { get; init; } = [];

    private ImmutableList<MedicineEntry> Medicines { get; init; } = [];

    private ImmutableDictionary<RecordList, DateOnly?> Lists { get; init; } = ImmutableDictionary<RecordList, DateOnly?>.Empty;

    private Subject Subject { get; init; } = new("Patient/p", null, null);

    private int Entries { get; init; }

    /// <summary>The record as the engine takes it.</summary>
    public PatientRecord Record => new() { Subject = Subject, Findings = [.. Findings], Medicines = [.. Medicines], ListsHeld = Lists };

    /// <summary>A record without a single entry, list, sex or birth date.</summary>
    public static Patients Bare() => new();

    /// <summary>A woman with severe eczema, healthy otherwise, on reliable contraception, every test known and normal.</summary>
    public static Patients Woman(int age) => Healthy(age, "female")
        .With("PregnancyTest", "negative", "2026-06-10").With("Pregnant", false, "2026-06-10").With("PlanningPregnancy", false)
        .With("EffectiveContraception", true).With("Breastfeeding", false).With("CervicalScreeningOverdue", false);

    /// <summary>A man with severe eczema, healthy otherwise, every test known and normal.</summary>
    public static Patients Man(int age) => Healthy(age, "male")
        .With("PlanningConception", false).With("PartnerChildbearingPotential", false).With("EBVSeropositive", true);

    /// <summary>A child of six to eleven years with severe eczema, healthy otherwise.</summary>
    public static Patients Child(int age) => Man(age).With("Weight", 30).With("Height", 135).With("BMIPercentile", 50);

    /// <summary>Replaces what the record says of a fact by one entry.</summary>
    /// <param name="fact">Its name.</param>
    /// <param name="value">Yes or no, a number, an interval, an option, the members of a set, or a date as text.</param>
    /// <param name="on">Its day; by default five days ago.</param>
    public Patients With(string fact, object value, string on = "2026-06-10") => Without(fact).Also(fact, value, on);

    /// <summary>Adds an entry beside those that are there.</summary>
    /// <param name="fact">Its name.</param>
    /// <param name="value">The value; null when the entry cannot be read.</param>
    /// <param name="on">Its day, month or year; null: undated.</param>
    /// <param name="known">The day it came to be known.</param>
    /// <param name="status">Present, past or doubtful.</param>
    /// <param name="source">Its reference.</param>
    /// <param name="upper">The upper limit of normal printed with it.</param>
    /// <param name="lower">The lower limit of normal printed with it.</param>
    public Patients Also(
        string fact, object? value, string? on = "2026-06-10", string? known = null, FindingStatus status = FindingStatus.Present, string? source = null,
        decimal? upper = null, decimal? lower = null)
    {
        FactDefinition definition = Knowledge.Facts[fact];
        return Entry(new(definition, value is null ? null : Value(definition, value), status, Span(on), null, DayOf(known), source ?? Reference("Observation"))
        {
            UpperLimit = upper,
            LowerLimit = lower,
            Why = value is null ? "the unit is unknown" : null,
        });
    }

    /// <summary>Adds an entry as it is.</summary>
    public Patients Entry(Finding finding) => this with { Findings = Findings.Add(finding), Entries = Entries + 1 };

    /// <summary>Adds a diagnosis.</summary>
    public Patients Listed(string fact, string? on = "2020-03-01", string code = "test|1", FindingStatus status = FindingStatus.Present, string? end = null, string? known = null) =>
        Entry(new(Knowledge.Facts[fact], FlagValue.Yes, status, Span(on), Span(end), DayOf(known), Reference("Condition")) { Code = code });

    /// <summary>Adds a diagnosis that is over.</summary>
    public Patients Resolved(string fact, string? on = "2020-03-01", string? end = null) => Listed(fact, on, status: FindingStatus.Past, end: end);

    /// <summary>Adds a diagnosis that was refuted.</summary>
    public Patients Refuted(string fact, string on, string code = "test|1") =>
        Entry(new(Knowledge.Facts[fact], FlagValue.No, FindingStatus.Present, Span(on), null, null, Reference("Condition")) { Code = code });

    /// <summary>Adds a text that nobody coded and that may mean the fact.</summary>
    public Patients Doubtful(string fact, string quote, string on = "2026-06-10", object? value = null)
    {
        FactDefinition definition = Knowledge.Facts[fact];
        return Entry(new(definition, value is null ? null : Value(definition, value), FindingStatus.Doubtful, Span(on), null, null, Reference("Condition")) { Quote = quote, Via = "text" });
    }

    /// <summary>Removes every entry of some facts.</summary>
    public Patients Without(params string[] facts) => this with { Findings = Findings.RemoveAll(finding => facts.Contains(finding.Fact.Name, StringComparer.Ordinal)) };

    /// <summary>Holds a list from a day on; by default always.</summary>
    public Patients Holding(RecordList list, string? since = null) => this with { Lists = Lists.SetItem(list, DayOf(since)) };

    /// <summary>Holds every list.</summary>
    public Patients HoldingAll() => this with { Lists = AllLists.ToImmutableDictionary(list => list, _ => (DateOnly?)null) };

    /// <summary>Does not hold a list.</summary>
    public Patients NotHolding(RecordList list) => this with { Lists = Lists.Remove(list) };

    /// <summary>Sets the birth date, as precisely as it is known.</summary>
    public Patients Born(string? birth) => this with { Subject = Subject with { Birth = Span(birth) } };

    /// <summary>Sets the recorded sex.</summary>
    public Patients OfSex(string? sex) => this with { Subject = Subject with { Sex = sex } };

    /// <summary>Marks the patient as deceased.</summary>
    public Patients Died(string? on = null) => this with { Subject = Subject with { Deceased = true, DeceasedOn = Span(on) } };

    /// <summary>Adds a medicine in use, as a statement.</summary>
    public Patients Taking(string medicine, string? from = "2026-01-05", Dose? dose = null, bool systemic = true, params string[] atc) =>
        Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [medicine], entry => entry with { From = Span(from), Dose = dose, Systemic = systemic, AtcCodes = [.. atc] });

    /// <summary>Adds an earlier course of a medicine.</summary>
    public Patients Took(string medicine, string? from, string? to, StopReason reason = StopReason.Unknown, bool severe = false, Dose? dose = null) =>
        Medicine(MedicineEntryKind.Statement, MedicineStatus.Stopped, [medicine], entry => entry with
        {
            From = Span(from),
            To = Span(to),
            StopReason = reason,
            SevereReaction = severe,
            Dose = dose,
        });

    /// <summary>Removes every entry in use that names one of some medicines.</summary>
    public Patients NotTaking(params IEnumerable<string> medicines) =>
        this with { Medicines = Medicines.RemoveAll(entry => entry.Status == MedicineStatus.Active && entry.Ingredients.Any(name => medicines.Contains(name, StringComparer.Ordinal))) };

    /// <summary>Adds any entry of a medicine.</summary>
    public Patients Medicine(MedicineEntryKind kind, MedicineStatus status, ImmutableArray<string> ingredients, Func<MedicineEntry, MedicineEntry>? more = null)
    {
        MedicineEntry entry = new(Reference("Medication" + kind), kind, ingredients, status);
        return this with { Medicines = Medicines.Add(more is null ? entry : more(entry)), Entries = Entries + 1 };
    }

    /// <summary>The same record with its entries in another order.</summary>
    public Patients Reordered(Func<int, int> key) => this with
    {
        Findings = [.. Findings.Select((finding, index) => (finding, index)).OrderBy(pair => key(pair.index)).Select(pair => pair.finding)],
        Medicines = [.. Medicines.Select((entry, index) => (entry, index)).OrderBy(pair => key(pair.index)).Select(pair => pair.entry)],
    };

    /// <summary>The facts as of a day.</summary>
    public PatientSheet Sheet(string region = "EU", DateOnly? asOf = null) => PatientSheet.Of(Knowledge, Record, new(asOf ?? Day, region));

    /// <summary>One fact as of a day.</summary>
    public Fact Fact(string name, DateOnly? asOf = null) => Sheet(asOf: asOf).Facts[name];

    /// <summary>The appraisal.</summary>
    public Appraisal Appraise(string region = "EU", Formulary? formulary = null, DateOnly? asOf = null) =>
        new Advisor(Knowledge).Appraise(Record, new(asOf ?? Day, region) { Formulary = formulary });

    /// <summary>One option of the appraisal.</summary>
    public Option Option(string agent, string region = "EU") => Appraise(region).Options.Single(option => option.Agent.Id == agent);

    /// <summary>One line for a message: sex, birth, entries and medicines.</summary>
    public string Describe()
    {
        IEnumerable<string> facts = Findings.Select(finding => $"{finding.Fact.Name}={finding.Value?.ToString() ?? "?"}@{finding.When?.ToString() ?? "-"}{(finding.Status == FindingStatus.Present ? "" : " " + finding.Status)}");
        IEnumerable<string> medicines = Medicines.Select(entry => $"{string.Join('+', entry.Ingredients)} {entry.Status} {entry.From}..{entry.To} {entry.StopReason}");
        return $"{Subject.Sex ?? "?"} born {Subject.Birth?.ToString() ?? "?"}; lists {string.Join(' ', Lists.Keys.Order())}; {string.Join(", ", facts)}; {string.Join(", ", medicines)}";
    }

    /// <summary>A value in the fact's own unit.</summary>
    public static FactValue Value(FactDefinition fact, object value) => value switch
    {
        FactValue ready => ready,
        bool flag => FlagValue.Of(Kleene.Of(flag)),
        int number => NumberValue.Of(number),
        decimal number => NumberValue.Of(number),
        double number => NumberValue.Of((decimal)number),
        Interval interval => new NumberValue(interval),
        string[] members => SetValue.Of(true, members),
        string text when fact.Type == FactType.Set => SetValue.Of(true, text),
        string text when fact.Type == FactType.Date => new DateValue(DateSpan.Parse(text)),
        string text => CodeValue.Of(text),
        _ => throw new ArgumentException($"«{value}» is no value of {fact.Name}.", nameof(value)),
    };

    private static Patients Healthy(int age, string sex) => new Patients().OfSex(sex).Born(Day.AddYears(-age).AddDays(-40).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        .HoldingAll()
        .Listed("AtopicDermatitis", "2005-01-01", "snomed|24079001")
        .With("EASI", 30).With("IGA", 4).With("DLQI", 15).With("TopicalInadequate", true).With("TopicalOptimised", true)
        .With("Weight", 70).With("Height", 172)
        .With("Haemoglobin", 140).With("Leucocytes", 7).With("Neutrophils", 4).With("Lymphocytes", 2).With("Platelets", 250).With("Eosinophils", 0.3)
        .Also("ALT", 20, upper: 35).Also("AST", 20, upper: 35).Also("Bilirubin", 10, upper: 21).With("Albumin", 42)
        .Also("Creatinine", 70, upper: 100).With("EGFR", 95).With("Potassium", 4.2).With("Magnesium", 0.8)
        .With("TotalCholesterol", 4.5).With("LDL", 2.5).With("HDL", 1.5).With("Triglycerides", 1.2).With("Glucose", 5)
        .With("SystolicBloodPressure", 120).With("DiastolicBloodPressure", 75)
        .With("HBsAg", "negative").With("AntiHBc", "negative").With("HBVDNA", "negative").With("AntiHCV", "negative").With("HIVTest", "negative").With("IGRA", "negative")
        .With("VaricellaImmune", true).With("DocumentedTypeIAllergy", false).With("TPMTActivity", "normal").With("SmokingStatus", "never").With("AlcoholUnitsPerWeek", 2);

    private static DateSpan? Span(string? date) => date is null ? null : DateSpan.Parse(date) ?? throw new ArgumentException($"«{date}» is no date.", nameof(date));

    private static DateOnly? DayOf(string? date) => Span(date)?.First;

    private string Reference(string resource) => string.Create(CultureInfo.InvariantCulture, $"{resource}/{Entries:000}");
}
