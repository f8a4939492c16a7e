using Filaggrin.Acceptance.Commands;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using static Filaggrin.Acceptance.Records.CompleteWoman;

namespace Filaggrin.Acceptance.Records;

/// <summary>What entries say that tell a disease by halves: suspected, refuted, over, or how far it has gone, with the knowledge as it is.</summary>
public class TellingEntriesTests
{
    [Theory]
    [InlineData("provisional", Truth.True)]
    [InlineData("differential", Truth.True)]
    [InlineData("refuted", Truth.False)]
    [InlineData("confirmed", Truth.False)] // then it is no suspicion
    public void A_lymphoma_of_the_skin_that_is_not_confirmed_is_suspected(string verification, Truth suspected)
    {
        string entry = Verified(Coded(Icd10, "C84.0"), verification);
        Assert.Equal(suspected, Facts(entry)["SuspectedCTCL"].Truth);
        Assert.Equal(verification != "refuted", Option("ciclosporin", Appraised(entry)).Standing == Standing.Contraindicated);
        if (verification == "refuted") Assert.DoesNotContain(Option("ciclosporin", Appraised(entry)).Missing, missing => missing.Blocks);
        Assert.Equal(suspected == Truth.True, Option("dupilumab", Appraised(entry)).Reasons.Any(reason => reason.Verdict == Filaggrin.Knowledge.Agents.Verdict.Caution && reason.Facts.Any(fact => fact.Name == "SuspectedCTCL")));
    }

    [Fact]
    public void A_lymphoma_of_the_skin_in_german_words_is_asked_about() =>
        Assert.Contains(Option("ciclosporin", Appraised(Listed("""{"text":"V.a. kutanes T-Zell-Lymphom"}"""))).Missing, missing => missing is { Fact.Name: "SuspectedCTCL", Blocks: true });

    [Theory]
    [InlineData("provisional", "baricitinib-action-thrombosis", true)]
    [InlineData("confirmed", "baricitinib-action-thrombosis-recorded", true)]
    [InlineData("refuted", "baricitinib-action-thrombosis", false)]
    public void A_thrombosis_that_is_not_confirmed_is_a_suspicion_that_stops_a_JAK_inhibitor(string verification, string rule, bool stops) =>
        Assert.Equal(stops, Under("L04AF02", Verified(Coded(Icd10, "I26.9"), verification)).Actions.Any(action => action.Kind == ActionKind.Stop && action.Rule == rule));

    [Theory]
    [InlineData("Leberzirrhose Child C")]
    [InlineData("Cirrhosis, Child-Pugh class C")]
    [InlineData("Decompensated cirrhosis of liver")]
    public void How_far_a_coded_cirrhosis_has_gone_is_read_beside_the_code(string text)
    {
        string entry = Listed($$"""{"coding":[{"system":"{{Icd10}}","code":"K74.6"}],"text":"{{text}}"}""");
        foreach (string agent in (string[])["upadacitinib", "abrocitinib", "baricitinib", "azathioprine"])
            Assert.True(Option(agent, Appraised(entry)).Standing <= Standing.NeedsInformation, agent);
        Assert.Equal(Standing.Suitable, Option("dupilumab", Appraised(entry)).Standing);
    }

    [Theory]
    [InlineData("""{"text":"Child-Pugh score"}""", "\"valueInteger\":11", true)]
    [InlineData("""{"text":"Child-Pugh score"}""", "\"valueQuantity\":{\"value\":10,\"unit\":\"{score}\"}", true)]
    [InlineData("""{"text":"Child-Pugh-Stadium"}""", "\"valueString\":\"C\"", true)]
    [InlineData("""{"text":"Child-Pugh score"}""", "\"valueInteger\":5", false)]
    public void A_Child_Pugh_score_tells_the_class(string code, string value, bool closed)
    {
        Appraisal appraisal = Appraised(Listed(Coded(Icd10, "K74.6"), "2020-01-01"), $$"""{"resourceType":"Observation","status":"final","code":{{code}},"effectiveDateTime":"2026-10-28",{{value}} }""");
        Assert.Equal(closed, Option("upadacitinib", appraisal).Standing == Standing.Contraindicated);
    }

    [Theory]
    [InlineData("O80", "2026-08-02", false)]
    [InlineData("Z37.0", "2026-08-02", false)]
    [InlineData("O80", "2025-08-02", true)] // of the child before
    public void A_birth_ends_the_pregnancy_that_was_recorded_before(string code, string day, bool pregnant)
    {
        string[] entries = [Listed(Coded(Snomed, "77386006"), "2026-03-10"), Listed(Coded(Icd10, code), day, "resolved")];
        Option methotrexate = Option("methotrexate", new Advisor(Engine.Knowledge).Appraise(Record(entries, Dropping("82810-3", "2106-3", "2118-8")), Examples.Request));
        Assert.Equal(pregnant, methotrexate.Reasons.Any(reason => reason.Facts.Any(fact => fact.Name == "Pregnant" && fact.Truth == Truth.True)));
    }

    [Theory]
    [InlineData("Kinderwunsch")]
    [InlineData("wish to conceive")]
    public void A_wish_for_a_child_in_words_is_asked_about(string text) =>
        Assert.Contains(Option("methotrexate", Appraised(Listed($$"""{"text":"{{text}}"}"""))).Missing, missing => missing.Fact.Name == "PlanningPregnancy");

    [Fact]
    public void A_newer_answer_on_smoking_that_cannot_be_read_leaves_it_open() =>
        Assert.Equal(Truth.Unknown, Facts($$"""{"resourceType":"Observation","status":"final","code":{{Coded(Loinc, "72166-2")}},"effectiveDateTime":"2026-10-31","valueString":"raucht 20 Zig/Tag"}""")["CurrentSmoker"].Truth);

    [Theory]
    [InlineData("B02.9", true)]
    [InlineData("B02.22", false)]
    [InlineData("B02.29", false)]
    public void Pain_after_shingles_is_no_shingles_of_today(string code, bool now)
    {
        FactSheet facts = Facts(Listed(Coded(Icd10, code)));
        Assert.Equal((now ? Truth.True : Truth.False, Truth.True), (facts["HerpesZoster"].Truth, facts["HistoryOfHerpesZoster"].Truth));
    }

    [Theory]
    [InlineData("positive", "POS", "positive")]
    [InlineData("nicht nachweisbar", "NEG", "negative")]
    [InlineData("positive", "NEG", null)] // they contradict each other
    [InlineData("see comment", "POS", null)]
    [InlineData("positive", null, null)] // words alone are no result
    public void Words_and_a_flag_that_say_the_same_are_a_result(string text, string? flag, string? expected)
    {
        string interpretation = flag is null ? "" : $$""","interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"{{flag}}"}]}]""";
        Fact igra = Facts($$"""{"resourceType":"Observation","status":"final","code":{{Coded(Loinc, "71773-6")}},"effectiveDateTime":"2026-10-31","valueString":"{{text}}"{{interpretation}} }""")["IGRA"];
        Assert.Equal(expected ?? "", igra.Value.IsUnknown ? "" : igra.Value.ToString());
    }

    [Theory]
    [InlineData("7", null, false)]
    [InlineData("7", "3", true)] // it may be filled again
    [InlineData("28", null, true)]
    public void A_short_course_that_was_ordered_once_is_over(string days, string? repeats, bool runs)
    {
        string refills = repeats is null ? "" : $",\"numberOfRepeatsAllowed\":{repeats}";
        string order = $$"""{"resourceType":"MedicationRequest","status":"active","intent":"order","medicationCodeableConcept":{{Coded(Atc, "J01EA01")}},"authoredOn":"2026-08-01","dispenseRequest":{"expectedSupplyDuration":{"value":{{days}},"unit":"d","system":"http://unitsofmeasure.org","code":"d"}{{refills}} } }""";
        Appraisal appraisal = Appraised(order);
        Assert.Equal(runs, Option("methotrexate", appraisal).Reasons.Any(reason => reason.Rule == "methotrexate-trimethoprim"));
        Assert.Equal(!runs, appraisal.AssumedEnded.Any(ended => ended.Medicine == "trimethoprim"));
        Assert.Equal(runs, appraisal.Medicines.Any(entry => entry.Ingredients.Contains("trimethoprim", StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("41291007", Snomed)]
    [InlineData("T80.69XA", Icd10)]
    [InlineData("T78.3", Icd10)]
    public void Angioedema_and_serum_sickness_under_an_antibody_are_urgent(string code, string system) =>
        Assert.Contains(Under("D11AH05", Listed(Coded(system, code))).Actions, action => action is { Kind: ActionKind.UrgentReview, Rule: "dupilumab-action-allergic-reaction" });

    [Fact]
    public void What_was_written_later_is_not_known_yet()
    {
        string later = $$"""{"resourceType":"Observation","status":"preliminary","code":{{Coded(Loinc, "1742-6")}},"effectiveDateTime":"2026-11-20","valueQuantity":{"value":20,"unit":"U/L"} }""";
        Assert.DoesNotContain(Appraised(later).NotUnderstood, entry => entry.Source == "Observation/x0");
        AppraisalRequest then = new(new(2026, 11, 20), "EU");
        Assert.Contains(new Advisor(Engine.Knowledge).Appraise(Record([later]), then).NotUnderstood, entry => entry.Source == "Observation/x0");
        Assert.Contains(new TreatmentMonitor(Engine.Knowledge).Report(Record([later]), then).NotUnderstood, entry => entry.Source == "Observation/x0");
    }

    private static FactSheet Facts(params string[] entries) => PatientSheet.Of(Engine.Knowledge, Record(entries), Examples.Request).Facts;

    private static MonitoringReport Under(string atc, params string[] entries) => new TreatmentMonitor(Engine.Knowledge).Report(
        Record([$$"""{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{{Coded(Atc, atc)}},"effectivePeriod":{"start":"2026-08-10"} }""", .. entries]), Examples.Request);

    private static string Verified(string concept, string verification) =>
        $$"""{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"{{verification}}"}]},"onsetDateTime":"2026-10-30","recordedDate":"2026-10-30","code":{{concept}} }""";
}
