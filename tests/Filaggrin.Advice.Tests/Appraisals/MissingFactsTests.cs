using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>Which facts are named as missing, over random partial records.</summary>
public class MissingFactsTests
{
    private static readonly Advisor Advisor = new(Editions.FirstPassAlone);

    private static readonly HashSet<string> DerivedFrom = new(Patients.Knowledge.Facts.All.SelectMany(fact => fact.Derive?.Of ?? []), StringComparer.Ordinal);

    [Fact]
    public void Missing_facts_fit_the_standing_and_are_open()
    {
        foreach ((Patients patient, string region) in Gen.Select(RandomPatients.Any, RandomPatients.Region).Pinned(80))
        {
            foreach (Option option in patient.Appraise(region).Options)
            {
                bool fits = option.Standing switch
                {
                    Standing.Contraindicated or Standing.Unavailable => option.Missing.IsEmpty,
                    Standing.NeedsInformation => option.Missing.Any(missing => missing.Blocks),
                    Standing.NotAdvised => option.Missing.All(missing => missing.Blocks),
                    _ => !option.Missing.Any(missing => missing.Blocks),
                };
                Assert.True(fits, $"{AppraisalAssert.Tell(option)}; {region}, {patient.Describe()}");
                Assert.True(option.Missing.All(missing => missing.Decides.Length > 0), $"a missing fact decides nothing: {AppraisalAssert.Tell(option)}; {region}, {patient.Describe()}");
                foreach (MissingFact missing in option.Missing)
                {
                    // A single raised reading is known and another one is missing.
                    bool open = DerivedFrom.Contains(missing.Fact.Name) || missing.State.Value.IsUnknown
                        || missing.State.Value is NumberValue { Interval.Exact: null } or SetValue { Complete: false } or SetValue { Possible.Count: > 0 };
                    Assert.True(open, $"{missing.Fact.Name} is {missing.State.Value}; {patient.Describe()}");
                }
            }
        }
    }

    [Fact]
    public void Every_reason_that_fired_is_shown_whatever_is_missing()
    {
        foreach (Patients patient in RandomPatients.Any.Pinned(25))
        {
            foreach (Option option in patient.Appraise().Options.Where((_, index) => index % 6 == 0))
            {
                HashSet<string> fired = new(new Advisor(Patients.Knowledge).Explain(patient.Record, new(Patients.Day, "EU"), option.Agent.Id)
                    .Where(rule => rule is { Speaks: true, Explanation.Truth: Truth.True }).Select(rule => rule.Rule.Id), StringComparer.Ordinal);
                fired.ExceptWith(option.Reasons.Select(reason => reason.Rule));
                Assert.True(fired.Count == 0, $"{string.Join(", ", fired)} fired and is not shown: {AppraisalAssert.Tell(option)}; {patient.Describe()}");
            }
        }
    }

    [Fact]
    public void What_blocks_can_be_asked_of_somebody()
    {
        SortedSet<string> mute = new(StringComparer.Ordinal);
        foreach (Patients patient in RandomPatients.Any.Pinned(60).Append(Patients.Bare()))
        {
            foreach (MissingFact missing in patient.Appraise().Options.SelectMany(option => option.Missing).Where(missing => missing is { Blocks: true, Fact: { Ask: null, LooksAtOptions: false, Name: not "Age" } }))
                mute.Add($"{missing.Fact.Name} ({string.Join(", ", missing.Decides)})");
        }

        Assert.True(mute.Count == 0, $"no question is written for {string.Join("; ", mute)}");
    }

    [Theory]
    [InlineData("acetylsalicylic acid")]
    [InlineData("pravastatin and acetylsalicylic acid")] // how much of it a combination holds nobody tells
    public void The_dose_of_a_medicine_whose_entry_gives_none_can_be_told(string medicine)
    {
        Patients patient = Patients.Woman(35).Taking(medicine);
        Assert.Contains(patient.Option("abrocitinib", "US").Missing, missing => missing is { Fact.Name: "AspirinDose", Blocks: true });
        Assert.NotEqual(Standing.NeedsInformation, patient.Also("AspirinDose", 75, "2026-06-15", source: "answer").Option("abrocitinib", "US").Standing);
    }

    [Fact]
    public void When_all_missing_facts_are_answered_nothing_needs_information()
    {
        AppraisalRequest request = new(Patients.Day, "EU");
        foreach ((Patients patient, string region, int pick) in Gen.Select(RandomPatients.Any, RandomPatients.Region, Gen.Int[0, 1000]).Pinned(70))
        {
            request = request with { Region = region };
            FactDefinition[] asked = Asked(patient);
            Patients answered = asked.Aggregate(patient, (record, fact) => Answered(record, fact, pick));
            // A raised creatinine makes an older eGFR worthless, and a liver of which an answer tells that it fails is to be graded.
            answered = Asked(answered).Where(fact => fact.Name is "EGFR" or "ChildPughClass").Aggregate(answered, (record, fact) => Answered(record, fact, pick));
            foreach (Option option in Advisor.Appraise(answered.Record, request).Options.Where(option => option.Standing == Standing.NeedsInformation && !option.Missing.Any(missing => IsSpoilt(missing) || IsVague(missing, answered))))
                Assert.Fail($"{AppraisalAssert.Tell(option)}; after {string.Join(", ", asked.Select(fact => fact.Name))} in {region}: {answered.Describe()}");
        }

        // Soon after a transfusion no answer tells the enzyme of red cells.
        static bool IsSpoilt(MissingFact missing) => missing is { Blocks: true, Fact.UnreliableAfter: not null, State.State: FactState.OutOfDate or FactState.Doubtful };

        // An older day that somebody tells does not say when in a month that the record names it was.
        static bool IsVague(MissingFact missing, Patients patient) => missing is { Blocks: true, Fact.Type: FactType.Date }
            && patient.Record.Findings.Any(finding => finding.Fact == missing.Fact && finding.Value is DateValue { Span: not { IsExact: true } });

        FactDefinition[] Asked(Patients patient) =>
            [.. Advisor.Appraise(patient.Record, request).Options.SelectMany(option => option.Missing).Where(missing => missing.Blocks).Select(missing => missing.Fact).Distinct()];
    }

    /// <summary>The record once somebody has told the fact, whatever the answer.</summary>
    private static Patients Answered(Patients patient, FactDefinition fact, int pick)
    {
        switch (fact.Name)
        {
            case "Age": return patient.Born(patient.Record.Subject.Birth is { } span ? DateSpan.Iso(span.Last) : "1990-01-01");
            case "Sex": return patient.OfSex(pick % 2 == 0 ? "female" : "male");
            case "CurrentMedicine" or "CurrentMedicineClass" or "CumulativeCiclosporinDuration": return patient.Holding(RecordList.Medicines);
        }

        ImmutableArray<FactValue> values = RandomPatients.Choices.FirstOrDefault(choice => choice.Fact.Name == fact.Name).Values;
        if (values.IsDefault) values = [fact.Type == FactType.Flag ? FlagValue.No : NumberValue.Of(75)];
        values = values.RemoveAll(value => value is DateValue { Span: not { IsExact: true } });
        if (DerivedFrom.Contains(fact.Name)) patient = patient.Also(fact.Name, values[pick % values.Length], "2026-06-14", source: "answer"); // blood pressure asks for two days
        return patient.Also(fact.Name, values[pick % values.Length], DateSpan.Iso(Patients.Day), source: "answer", upper: 100m, lower: 1m); // a report prints its limits
    }
}
