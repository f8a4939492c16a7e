using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>How rules, availability and unknown facts add up to a standing.</summary>
public class AdvisorTests
{
    private static readonly string[] Ordinary = [.. Patients.Knowledge.Agents.Values.Where(agent => agent.OrdinaryUse).Select(agent => agent.Id)];

    [Theory]
    [InlineData("EU")]
    [InlineData("UK")]
    [InlineData("US")]
    public void A_healthy_adult_on_a_complete_record_has_every_agent_in_ordinary_use_open(string region)
    {
        Assert.Superset(new HashSet<string>(["azathioprine", "ciclosporin", "dupilumab", "methotrexate", "mycophenolate-mofetil", "upadacitinib"], StringComparer.Ordinal), new HashSet<string>(Ordinary, StringComparer.Ordinal));
        foreach (Patients patient in (Patients[])[Patients.Woman(35), Patients.Man(40)])
        {
            Appraisal appraisal = patient.Appraise(region);
            foreach (string agent in Ordinary) AppraisalAssert.Standing(appraisal, agent, Standing.Suitable);
        }
    }

    [Fact]
    public void Every_agent_of_the_knowledge_is_listed_exactly_once() =>
        Assert.Equal(Patients.Knowledge.Agents.Keys, Patients.Bare().Appraise().Options.Select(option => option.Agent.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    [Fact]
    public void Options_stand_best_first()
    {
        Standing[] standings = [.. Patients.Woman(35).With("EGFR", 45).Taking("ibuprofen").With("Pregnant", true).Without("VaricellaImmune").Appraise().Options.Select(option => option.Standing)];
        Assert.Equal(standings.OrderDescending(), standings);
    }

    [Fact]
    public void Standings_are_ordered_worst_first() =>
        Assert.Equal(
            ["contraindicated", "unavailable", "not-advised", "needs-information", "caution", "suitable"],
            Enum.GetValues<Standing>().Order().Select(Words.Of), StringComparer.Ordinal);

    [Fact]
    public void A_rule_that_forbids_outweighs_everything()
    {
        Option option = Patients.Woman(35).With("EGFR", 20).Taking("leflunomide").Taking("ibuprofen").Without("Bilirubin").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Contraindicated);
        AppraisalAssert.Fired(option, "methotrexate-severe-renal-impairment");
        AppraisalAssert.Fired(option, "methotrexate-leflunomide");
        AppraisalAssert.Fired(option, "methotrexate-nsaid");
        Assert.Empty(option.Missing);
    }

    [Fact]
    public void Not_advised_outweighs_an_undecided_rule()
    {
        Option option = Patients.Woman(35).Taking("leflunomide").Without("EGFR").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.NotAdvised);
        Assert.Contains(option.Missing, missing => missing is { Fact.Name: "EGFR", Blocks: true });
    }

    [Fact]
    public void Not_advised_asks_only_for_what_could_still_forbid()
    {
        // Another not-advised rule (its weekly dose) or caution (alcohol) could not make it worse.
        Option option = Patients.Woman(35).Taking("leflunomide").Without("AlcoholUnitsPerWeek").Doubtful("CannotFollowWeeklyDosing", "forgets tablets").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.NotAdvised);
        Assert.Empty(option.Missing);
    }

    [Fact]
    public void An_undecided_hard_rule_makes_needs_information_and_hides_no_caution()
    {
        Option option = Patients.Woman(35).Taking("ibuprofen").Without("EGFR").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.NeedsInformation);
        AppraisalAssert.Fired(option, "methotrexate-nsaid");
        MissingFact missing = Assert.Single(option.Missing);
        Assert.Equal(("EGFR", true), (missing.Fact.Name, missing.Blocks));
        Assert.Contains("methotrexate-severe-renal-impairment", missing.Decides, StringComparer.Ordinal);
    }

    [Fact]
    public void An_undecided_caution_never_makes_needs_information()
    {
        Option option = Patients.Woman(35).Without("AlcoholUnitsPerWeek").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Suitable);
        MissingFact missing = Assert.Single(option.Missing);
        Assert.Equal(("AlcoholUnitsPerWeek", false), (missing.Fact.Name, missing.Blocks));
        Assert.Equal(["methotrexate-alcohol-intake"], missing.Decides, StringComparer.Ordinal);
    }

    [Fact]
    public void A_fact_is_not_missing_where_no_answer_could_change_the_standing()
    {
        Option option = Patients.Woman(35).Without("AlcoholUnitsPerWeek").Taking("ibuprofen").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Caution);
        Assert.Empty(option.Missing);
    }

    [Fact]
    public void A_fact_that_a_false_part_makes_idle_is_not_missing()
    {
        // Cervical screening, breast-feeding and contraception are no questions in a man.
        Option option = Patients.Man(40).Without("EBVSeropositive").Option("azathioprine");
        AppraisalAssert.Standing(option, Standing.Suitable);
        Assert.Empty(option.Missing);
    }

    [Fact]
    public void A_text_that_may_mean_a_forbidding_medicine_blocks_and_is_quoted()
    {
        Option option = Patients.Woman(35).Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [],
            entry => entry with { PossibleIngredients = ["trimethoprim"], Quote = "TMP" }).Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.NeedsInformation);
        MissingFact missing = Assert.Single(option.Missing, missing => missing.Blocks);
        Assert.Equal("CurrentMedicine", missing.Fact.Name);
        Assert.Contains("«TMP»", missing.State.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_assumed_to_be_absent_is_named()
    {
        Option option = Patients.Woman(35).Option("methotrexate");
        Assert.Contains("ActiveTuberculosis", option.Assumed.Select(fact => fact.Name), StringComparer.Ordinal);
        Assert.DoesNotContain("EGFR", option.Assumed.Select(fact => fact.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void A_reason_names_the_facts_that_made_it_fire_down_to_the_record()
    {
        Reason reason = AppraisalAssert.Fired(Patients.Woman(35).With("Leucocytes", 2).Option("methotrexate"), "methotrexate-blood-dyscrasia");
        Assert.Contains(reason.Facts, fact => fact.Name == "Leucopenia");
        Assert.Contains(reason.Facts, fact => fact is { Name: "Leucocytes", Evidence: [{ Source: not "" }, ..] });
        Assert.DoesNotContain(reason.Facts, fact => fact.Name == "Platelets");
    }

    [Fact]
    public void A_reason_names_the_entry_of_the_medicine_that_made_it_fire()
    {
        Patients patient = Patients.Woman(35).Taking("amlodipine").Taking("trimethoprim").Taking("simvastatin");
        string entry = patient.Record.Medicines.Single(entry => entry.Ingredients.Contains("trimethoprim", StringComparer.Ordinal)).Source;
        Fact fact = Assert.Single(AppraisalAssert.Fired(patient.Option("methotrexate"), "methotrexate-trimethoprim").Facts);
        Assert.Equal(entry, fact.Evidence[0].Source);
    }

    [Fact]
    public void A_live_vaccine_bars_the_start_until_its_day()
    {
        Option option = Patients.Woman(35).Also("LiveVaccine", "2026-06-05", "2026-06-05").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.NotAdvised);
        Assert.Equal(new DateOnly(2026, 7, 3), AppraisalAssert.Fired(option, "methotrexate-live-vaccine-given").Until);
        AppraisalAssert.Standing(Patients.Woman(35).Also("LiveVaccine", "2026-05-18", "2026-05-18").Option("methotrexate"), Standing.Suitable);
    }

    [Fact]
    public void A_vaccine_that_is_due_is_a_plan_item_and_no_bar()
    {
        Option option = Patients.Woman(35).With("LiveVaccinePlanned", true).Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.Suitable);
        Assert.Contains(option.Plan.Vaccines, vaccine => vaccine.Due);
    }

    [Fact]
    public void A_text_that_may_mean_a_live_vaccine_of_late_is_asked_about()
    {
        Option option = Patients.Woman(35).Doubtful("LiveVaccine", "mmr", "2026-06-05", "2026-06-05").Option("methotrexate");
        AppraisalAssert.Standing(option, Standing.NeedsInformation);
        Assert.Contains(option.Missing, missing => missing is { Fact.Name: "LiveVaccine", Blocks: true });
    }

    [Fact]
    public void An_agent_in_use_is_judged_for_going_on()
    {
        Patients low = Patients.Woman(35).With("Leucocytes", 3.2).Also("LiveVaccine", "2026-06-05", "2026-06-05");
        AppraisalAssert.Standing(low.Option("methotrexate"), Standing.NotAdvised);
        Option running = low.Taking("methotrexate").Option("methotrexate");
        AppraisalAssert.Silent(running, "methotrexate-low-counts-at-start");
        AppraisalAssert.Silent(running, "methotrexate-live-vaccine-given");
        AppraisalAssert.Standing(running, Standing.NotAdvised);
        Assert.Equal("methotrexate-interrupt-leucocytes", Assert.Single(running.Reasons, reason => reason.Verdict != Verdict.Note).Rule);
    }

    [Fact]
    public void A_rule_of_treatment_speaks_only_of_an_agent_in_use()
    {
        Patients pregnant = Patients.Woman(35).With("Pregnant", true).With("PregnancyTest", "positive");
        AppraisalAssert.Fired(pregnant.Option("azathioprine"), "azathioprine-pregnancy-start");
        Option running = pregnant.Taking("azathioprine").Option("azathioprine");
        AppraisalAssert.Silent(running, "azathioprine-pregnancy-start");
        AppraisalAssert.Fired(running, "azathioprine-pregnancy-on-treatment");
        AppraisalAssert.Standing(running, Standing.Caution);
    }

    [Fact]
    public void A_rule_without_condition_always_speaks() =>
        AppraisalAssert.Fired(Patients.Bare().Option("upadacitinib"), "upadacitinib-class-warning");

    [Fact]
    public void An_agent_whose_rules_are_not_written_is_unavailable_and_says_so()
    {
        Option option = AppraisalAssert.Of(new Advisor(Editions.WithUnwritten).Appraise(Patients.Woman(35).Record, new(Patients.Day, "EU")), "unwritten");
        AppraisalAssert.Standing(option, Standing.Unavailable);
        AppraisalAssert.Fired(option, "unwritten-rules");
        Assert.Empty(option.Plan.Doses);
    }

    [Fact]
    public void An_agent_off_the_market_is_unavailable()
    {
        Option option = Patients.Woman(35).Option("alefacept");
        AppraisalAssert.Standing(option, Standing.Unavailable);
        Assert.Equal("not-marketed", option.Licence.Status);
        Assert.Equal("withdrawn", Patients.Woman(35).Option("alefacept", "US").Licence.Status);
    }

    [Fact]
    public void Results_under_an_agent_in_use_ask_for_action_and_others_do_not()
    {
        Patients low = Patients.Woman(35).With("Neutrophils", 1.2);
        Assert.Empty(low.Appraise().Safety);
        CourseAction entry = low.Taking("azathioprine").Appraise().Safety[0];
        Assert.Equal(("azathioprine-action-neutrophils", ActionKind.Interrupt), (entry.Rule, entry.Kind));
    }

    [Fact]
    public void The_deceased_are_told_apart_and_appraised_all_the_same()
    {
        Appraisal appraisal = Patients.Woman(35).Died("2026-06-01").Appraise();
        Assert.True(appraisal.Deceased);
        Assert.Equal(Patients.Knowledge.Agents.Count, appraisal.Options.Length);
        Assert.True(Patients.Woman(35).Died().Appraise().Deceased);
        Assert.False(Patients.Woman(35).Died("2026-06-16").Appraise().Deceased, "the day of death lies ahead");
    }

    [Fact]
    public void The_dead_grow_no_older()
    {
        Assert.Equal(79, decimal.Truncate(Patients.Bare().Born("1940-09-01").Died("2020-04-02").Appraise(asOf: new DateOnly(2026, 11, 1)).Age.Low!.Value));
        Assert.Equal(79, decimal.Truncate(Patients.Bare().Born("1940-09-01").Died("2020-04-02").Appraise(asOf: new DateOnly(2020, 3, 20)).Age.Low!.Value));
    }

    [Fact]
    public void A_single_raised_blood_pressure_says_that_a_second_reading_is_needed()
    {
        MissingFact missing = Patients.Man(40).With("SystolicBloodPressure", 152).Option("ciclosporin").Missing.Single(missing => missing.Fact.Name == "SystolicBloodPressure");
        Assert.Equal("a single raised reading; a second one on another day is needed", missing.State.Why);
    }

    [Fact]
    public void What_is_assumed_for_all_options_is_said_once()
    {
        Assert.DoesNotContain(Patients.Woman(35).Appraise().Assumptions, text => text.Contains("list", StringComparison.Ordinal));
        Assert.Equal(3, Patients.Bare().Appraise().Assumptions.Count(text => text.Contains("list", StringComparison.Ordinal)));
    }
}
