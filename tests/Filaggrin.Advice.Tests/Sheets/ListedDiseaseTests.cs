using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>What entries of the problem list, of other lists and of free text say of a flag.</summary>
public class ListedDiseaseTests
{
    private static readonly Patients Adult = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll();

    [Fact]
    public void What_a_held_list_leaves_out_is_assumed_to_be_absent()
    {
        Assert.Equal((Truth.False, FactState.Assumed), State(Adult, "Psoriasis"));
        Assert.Equal((Truth.Unknown, FactState.Absent), State(Adult.NotHolding(RecordList.Conditions), "Psoriasis"));
    }

    [Fact]
    public void A_list_counts_from_the_day_on_which_it_was_known()
    {
        Patients later = Adult.Holding(RecordList.Conditions, "2026-06-16");
        Assert.Equal(Truth.Unknown, later.Fact("Psoriasis").Truth);
        Assert.Equal(Truth.False, later.Fact("Psoriasis", new DateOnly(2026, 6, 16)).Truth);
    }

    [Theory]
    [InlineData("Diabetes", Truth.True)] // reads: ever
    [InlineData("Hypertension", Truth.False)] // reads: now
    public void What_is_over_counts_for_ever_and_not_for_now(string fact, Truth expected) =>
        Assert.Equal(expected, Adult.Resolved(fact, end: "2024-01-01").Fact(fact).Truth);

    [Theory]
    [InlineData("2025-06-15", Truth.True)] // reads: within 12 mo
    [InlineData("2025-06-14", Truth.False)]
    [InlineData(null, Truth.False)] // without an end the onset counts
    public void What_is_over_counts_within_its_period(string? end, Truth expected) =>
        Assert.Equal(expected, Adult.Resolved("AlcoholMisuse", "2019-01-01", end).Fact("AlcoholMisuse").Truth);

    [Fact]
    public void What_goes_on_counts_within_its_period_however_old_it_is() =>
        Assert.Equal(Truth.True, Adult.Listed("AlcoholMisuse", "2010-01-01").Fact("AlcoholMisuse").Truth);

    [Fact]
    public void A_disease_that_ends_after_the_day_is_still_there()
    {
        foreach (FindingStatus status in (FindingStatus[])[FindingStatus.Present, FindingStatus.Past])
        {
            Patients patient = Adult.Listed("Hypertension", status: status, end: "2026-07-01");
            Assert.Equal(Truth.True, patient.Fact("Hypertension").Truth);
            Assert.Equal(Truth.False, patient.Fact("Hypertension", new DateOnly(2026, 7, 2)).Truth);
        }
    }

    [Fact]
    public void A_refutation_clears_an_earlier_entry_of_the_same_code()
    {
        Fact fact = Adult.Listed("Psoriasis", "2020-03-01", "icd-10|L40").Refuted("Psoriasis", "2024-01-01", "icd-10|L40").Fact("Psoriasis");
        Assert.Equal(Truth.False, fact.Truth);
        Assert.Equal(2, fact.Evidence.Length);
    }

    [Fact]
    public void A_refutation_does_not_clear_another_disease_behind_the_same_fact() =>
        Assert.Equal(Truth.True, Adult.Listed("Psoriasis", "2020-03-01", "icd-10|L40.5").Refuted("Psoriasis", "2024-01-01", "icd-10|L40.1").Fact("Psoriasis").Truth);

    [Fact]
    public void A_disease_recorded_after_its_refutation_stands() =>
        Assert.Equal(Truth.True, Adult.Refuted("Psoriasis", "2020-03-01").Listed("Psoriasis", "2024-01-01").Fact("Psoriasis").Truth);

    [Fact]
    public void A_negative_test_does_not_undo_a_past_disease() =>
        Assert.Equal(Truth.True, Adult.Listed("Diabetes").Also("Diabetes", false, "2026-06-01").Fact("Diabetes").Truth);

    [Fact]
    public void A_text_that_nobody_coded_leaves_doubt_and_is_quoted()
    {
        Fact fact = Adult.Doubtful("Psoriasis", "psoriasis?").Fact("Psoriasis");
        Assert.Equal((Truth.Unknown, FactState.Doubtful), (fact.Truth, fact.State));
        Assert.Contains("«psoriasis?»", fact.Why, StringComparison.Ordinal);
        Assert.Equal("psoriasis?", fact.Evidence[0].Quote);
    }

    [Theory]
    [InlineData("2026-06-10", Truth.False)] // of the same day
    [InlineData("2026-06-12", Truth.False)]
    [InlineData("2026-06-09", Truth.Unknown)] // older than the text
    [InlineData(null, Truth.Unknown)] // undated
    public void Only_a_dated_no_that_is_not_older_clears_a_text(string? no, Truth expected) =>
        Assert.Equal(expected, Adult.Doubtful("Psoriasis", "psoriasis?", "2026-06-10").Also("Psoriasis", false, no).Fact("Psoriasis").Truth);

    [Fact]
    public void A_text_does_not_take_a_coded_disease_away() =>
        Assert.Equal(Truth.True, Adult.Listed("Psoriasis", "2020-03-01").Doubtful("Psoriasis", "psoriasis?").Fact("Psoriasis").Truth);

    [Fact]
    public void A_text_keeps_doubt_alive_that_a_list_leaves_out() =>
        Assert.Equal(Truth.Unknown, Adult.Doubtful("HIV", "hiv screening").Fact("HIV").Truth);

    [Fact]
    public void Two_vaccinations_on_two_days_are_needed_where_the_fact_asks_for_two()
    {
        Patients once = Adult.Also("ZosterRecombinantVaccine", true, "2025-01-01", source: "Immunization/1");
        Assert.Equal(Truth.False, once.Fact("ZosterRecombinantVaccine").Truth);
        Assert.Equal(Truth.False, once.Also("ZosterRecombinantVaccine", true, "2025-01-01", source: "Immunization/2").Fact("ZosterRecombinantVaccine").Truth);
        Assert.Equal(Truth.True, once.Also("ZosterRecombinantVaccine", true, "2025-03-01", source: "Immunization/2").Fact("ZosterRecombinantVaccine").Truth);
    }

    [Fact]
    public void A_sufficient_condition_is_not_hidden_by_an_older_no() =>
        Assert.Equal(Truth.True, Adult.Also("HepatitisC", false, "2026-01-10").Also("HCVRNA", "positive", "2026-06-01").Fact("HepatitisC").Truth);

    [Theory]
    [InlineData("2026-05-01", Truth.False)]
    [InlineData("2019-05-01", Truth.Unknown)] // it ended then; whether it came back nobody knows
    [InlineData("2014-05-01", Truth.True)] // found since
    public void A_cure_that_the_list_does_not_tell_is_told_by_the_result(string negative, Truth expected) =>
        Assert.Equal(expected, Adult.Listed("HepatitisC", "2015-01-01").Also("HCVRNA", "negative", negative).Fact("HepatitisC").Truth);

    [Fact]
    public void A_virus_that_came_back_is_not_cured() =>
        Assert.Equal(Truth.True, Adult.Listed("HepatitisC", "2015-01-01").Also("HCVRNA", "negative", "2025-11-01").Also("HCVRNA", "positive", "2026-05-01").Fact("HepatitisC").Truth);

    [Fact]
    public void A_list_without_a_day_is_not_ended() =>
        Assert.Equal(Truth.True, Adult.Listed("HepatitisC", on: null).Also("HCVRNA", "negative", "2026-05-01").Fact("HepatitisC").Truth);

    [Fact]
    public void A_doubt_by_text_ends_with_the_result() =>
        Assert.Equal(Truth.False, Adult.Doubtful("HepatitisC", "Hepatitis C, cured", "2020-05-01").Also("HCVRNA", "negative", "2026-05-01").Fact("HepatitisC").Truth);

    [Fact]
    public void Under_treatment_a_negative_result_proves_no_cure()
    {
        Patients treated = Adult.Listed("HepatitisC", "2015-01-01").Also("HCVRNA", "negative", "2026-05-01").Taking("sofosbuvir", "2026-03-01");
        Assert.Equal(Truth.Unknown, treated.Fact("HepatitisC").Truth);
        Assert.Contains(treated.Option("methotrexate").Reasons, reason => reason.Rule == "methotrexate-chronic-liver-disease");
    }

    [Fact]
    public void A_cured_hepatitis_C_is_no_chronic_liver_disease()
    {
        Patients listed = Adult.Listed("ChronicHepatitisC", "2015-01-01"), resolved = Adult.Resolved("ChronicHepatitisC", "2015-01-01", "2019-01-01");
        Assert.Equal((Truth.True, Truth.False), (listed.Fact("ChronicLiverDisease").Truth, resolved.Fact("ChronicLiverDisease").Truth));
        Assert.Equal(Truth.False, listed.Also("HCVRNA", "negative", "2026-05-01").Fact("ChronicLiverDisease").Truth);
        Assert.Equal(Truth.False, resolved.Also("HCVRNA", "negative", "2020-05-01").Fact("ChronicLiverDisease").Truth);
        Assert.Equal(Truth.True, listed.Listed("Cirrhosis", "2018-01-01").Also("HCVRNA", "negative", "2026-05-01").Fact("ChronicLiverDisease").Truth);
    }

    [Theory]
    [InlineData("ChronicHepatitisC")]
    [InlineData("ChronicViralHepatitis")]
    public void A_viral_hepatitis_that_is_over_is_no_chronic_liver_disease_and_its_cirrhosis_is(string hepatitis)
    {
        Patients over = Adult.Resolved(hepatitis, "2010-01-01", "2019-01-01");
        Assert.Equal((Truth.False, Truth.False), (over.Fact("ChronicLiverDisease").Truth, over.Fact("LiverDisease").Truth));
        Assert.Equal(Truth.True, Adult.Listed(hepatitis, "2010-01-01").Fact("ChronicLiverDisease").Truth);
        Assert.Equal(Truth.True, over.Listed("Cirrhosis", "2018-01-01").Fact("ChronicLiverDisease").Truth);
    }

    [Fact]
    public void Treatment_sessions_that_ended_long_ago_are_not_running()
    {
        FactDefinition procedure = Patients.Knowledge.Facts["CurrentProcedure"];
        Patients treated = Adult.Entry(new(procedure, SetValue.Of(true, "narrowband UVB"), FindingStatus.Present, DateSpan.Parse("2023-01-10"), DateSpan.Parse("2023-03-10"), null, "Procedure/1"));
        Assert.Empty(((SetValue)treated.Fact("CurrentProcedure").Value).Present);
    }

    [Fact]
    public void Treatment_sessions_of_late_are_running() =>
        Assert.Contains("narrowband UVB", ((SetValue)Adult.Also("CurrentProcedure", "narrowband UVB", "2026-06-01").Fact("CurrentProcedure").Value).Present);

    private static (Truth, FactState) State(Patients patient, string name) => patient.Fact(name) is var fact ? (fact.Truth, fact.State) : default;
}
