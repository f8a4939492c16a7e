using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>The second pass: upadacitinib from 65 years only if no suitable alternative exists (EU).</summary>
public class NoSuitableAlternativeTests
{
    private const string Rule = "upadacitinib-age-65";

    /// <summary>Ciclosporin, dupilumab and upadacitinib alone are licensed.</summary>
    private static readonly KnowledgeBase ThreeLicensed = Editions.ThreeLicensed;

    /// <summary>A fourth one is licensed, and nobody has written its rules.</summary>
    private static readonly KnowledgeBase OneUnwritten = Editions.WithUnwritten;

    private static readonly Patients Old = Patients.Man(70).Also("Creatinine", 150, "2026-06-12", upper: 100).Also("EGFR", 65, "2026-06-12"); // ciclosporin is contraindicated

    private static readonly Patients DupilumabFailed = Old.Took("dupilumab", "2025-01-01", "2025-08-01", StopReason.Ineffective);

    [Fact]
    public void One_suitable_alternative_is_enough_against_it()
    {
        Option option = Of(ThreeLicensed, Old);
        AppraisalAssert.Standing(option, Standing.NotAdvised);
        AppraisalAssert.Fired(option, Rule);
    }

    [Fact]
    public void An_alternative_with_caution_counts_as_one() =>
        AppraisalAssert.Fired(Of(ThreeLicensed, Old.Listed("Conjunctivitis")), Rule);

    [Fact]
    public void With_every_other_one_closed_or_adequately_failed_the_bar_falls()
    {
        Option option = Of(ThreeLicensed, DupilumabFailed);
        AppraisalAssert.Silent(option, Rule);
        AppraisalAssert.Standing(option, Standing.Caution);
        AppraisalAssert.Fired(option, "upadacitinib-age-65-dose");
    }

    [Fact]
    public void Those_of_one_class_that_are_only_for_want_of_another_are_no_alternatives_to_each_other()
    {
        Patients lost = Patients.Man(74);
        foreach (Agent agent in Patients.Knowledge.Agents.Values.Where(agent => agent.Class != "Janus kinase inhibitor"))
        {
            foreach (string medicine in agent.Medicines) lost = lost.Also("HypersensitivityTo", medicine, "2026-01-10");
        }

        foreach (string id in (string[])["abrocitinib", "baricitinib", "upadacitinib"])
        {
            AppraisalAssert.Standing(lost.Option(id), Standing.Caution);
            AppraisalAssert.Silent(lost.Option(id), $"{id}-age-65");
        }

        AppraisalAssert.Fired(lost.Without("HypersensitivityTo").Option("upadacitinib"), Rule);
    }

    [Fact]
    public void A_trial_too_short_to_judge_is_no_failure() =>
        AppraisalAssert.Fired(Of(ThreeLicensed, Old.Took("dupilumab", "2025-01-01", "2025-02-01", StopReason.Ineffective)), Rule);

    [Fact]
    public void An_agent_not_tolerated_with_a_severe_reaction_is_closed() =>
        AppraisalAssert.Silent(Of(ThreeLicensed, Old.Took("dupilumab", "2025-01-01", "2025-02-01", StopReason.NotTolerated, severe: true)), Rule);

    [Fact]
    public void An_alternative_that_the_formulary_excludes_is_none()
    {
        Formulary formulary = Formulary.Read(new("clinic.yaml", "name: Clinic\nagents:\n  dupilumab: { status: not-available }\n"), ThreeLicensed);
        AppraisalAssert.Silent(Of(ThreeLicensed, Old, formulary), Rule);
    }

    [Fact]
    public void An_alternative_that_needs_information_leaves_it_open()
    {
        Option option = Of(ThreeLicensed, DupilumabFailed.Without("Creatinine", "EGFR"));
        AppraisalAssert.Standing(option, Standing.NeedsInformation);
        AppraisalAssert.Silent(option, Rule);
        MissingFact missing = Assert.Single(option.Missing, missing => missing.Decides.Contains(Rule, StringComparer.Ordinal));
        Assert.Equal("whether another licensed option is open is not decided yet", missing.State.Why);
    }

    [Fact]
    public void A_licensed_agent_whose_rules_nobody_wrote_leaves_it_open() =>
        AppraisalAssert.Standing(Of(OneUnwritten, DupilumabFailed), Standing.NeedsInformation);

    [Fact]
    public void An_open_alternative_decides_whatever_the_unwritten_one_is() =>
        AppraisalAssert.Fired(Of(OneUnwritten, Old), Rule);

    [Fact]
    public void An_unwritten_agent_that_the_formulary_excludes_is_closed()
    {
        Formulary formulary = Formulary.Read(new("clinic.yaml", "name: Clinic\nagents:\n  unwritten: { status: not-available }\n"), OneUnwritten);
        AppraisalAssert.Standing(Of(OneUnwritten, DupilumabFailed, formulary), Standing.Caution);
    }

    [Fact]
    public void An_open_off_label_agent_is_no_alternative()
    {
        Appraisal appraisal = Appraise(ThreeLicensed, DupilumabFailed);
        AppraisalAssert.Standing(appraisal, "methotrexate", Standing.Caution);
        AppraisalAssert.Silent(AppraisalAssert.Of(appraisal, "upadacitinib"), Rule);
    }

    private static Option Of(KnowledgeBase knowledge, Patients patient, Formulary? formulary = null) => AppraisalAssert.Of(Appraise(knowledge, patient, formulary), "upadacitinib");

    private static Appraisal Appraise(KnowledgeBase knowledge, Patients patient, Formulary? formulary = null) =>
        new Advisor(knowledge).Appraise(patient.Record, new(Patients.Day, "EU") { Formulary = formulary });
}
