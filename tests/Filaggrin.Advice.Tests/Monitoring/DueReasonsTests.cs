using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>The agent in use is judged for going on: what its monitoring asks for is a reason, and it never stands better than that.</summary>
public class DueReasonsTests
{
    private static readonly Patients OnAbrocitinib = Patients.Man(40).Taking("abrocitinib", "2026-01-05", new Dose(200, "mg/d"));

    [Fact]
    public void An_agent_that_is_to_be_stopped_is_not_advised()
    {
        Option abrocitinib = OnAbrocitinib.With("Platelets", 45).Option("abrocitinib");
        Reason stop = Assert.Single(abrocitinib.Reasons, reason => reason.Rule == "abrocitinib-action-thrombocytopenia");
        Assert.Equal((Standing.NotAdvised, Verdict.NotAdvised), (abrocitinib.Standing, stop.Verdict));
        Assert.StartsWith("Monitoring asks to stop it. ", stop.Text, StringComparison.Ordinal);
        Assert.Contains(stop.Facts, fact => fact.Name == "Platelets" && !fact.Evidence.IsEmpty);
        Assert.NotEmpty(stop.Sources);
        Assert.Equal((false, "stays closed: its monitoring asks to stop or pause it"), (abrocitinib.Opens!.Possible, abrocitinib.Opens.Text));
        Assert.Equal(Standing.NotAdvised, Assert.Single(OnAbrocitinib.With("Platelets", 45).Appraise().Current).Standing);
    }

    [Fact]
    public void An_agent_that_is_to_be_paused_is_not_advised_until_that_is_resolved()
    {
        Option upadacitinib = Patients.Man(40).Taking("upadacitinib", "2026-01-05", new Dose(15, "mg/d")).With("Lymphocytes", 0.4).Option("upadacitinib");
        Reason pause = Assert.Single(upadacitinib.Reasons, reason => reason.Rule == "upadacitinib-action-lymphopenia");
        Assert.Equal((Standing.NotAdvised, Verdict.NotAdvised), (upadacitinib.Standing, pause.Verdict));
        Assert.StartsWith("Monitoring asks to pause it until this is resolved. ", pause.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(111, Standing.Caution)] // 58 % above the start
    [InlineData(72, Standing.Suitable)]
    public void An_agent_whose_dose_is_to_be_lowered_is_one_with_care(int creatinine, Standing expected)
    {
        Patients treated = Patients.Man(40).Without("Creatinine", "EGFR").Also("Creatinine", 70, "2025-12-20", upper: 120).Also("Creatinine", creatinine, upper: 120).Also("EGFR", 95, "2025-12-20").Also("EGFR", 95)
            .Taking("ciclosporin", "2026-01-05", new Dose(200, "mg/d"));
        Option ciclosporin = treated.Option("ciclosporin");
        Assert.Equal(expected, ciclosporin.Standing);
        Assert.Equal(expected == Standing.Caution, ciclosporin.Reasons.Any(reason => reason is { Rule: "ciclosporin-creatinine-50", Verdict: Verdict.Caution } && reason.Facts.Any(fact => fact.Name == "CreatinineAtStart")));
    }

    [Fact]
    public void Less_of_what_works_is_no_reason_against_it()
    {
        Patients controlled = OnAbrocitinib.Without("EASI").Also("EASI", 30, "2026-01-02").Also("EASI", 2).With("IGA", 1).With("DLQI", 2).With("PPNRS", 1);
        Assert.Contains(controlled.Appraise().Safety, action => action.Rule == "abrocitinib-action-controlled");
        Assert.Equal(Standing.Suitable, controlled.Option("abrocitinib").Standing);
    }

    [Theory]
    [InlineData(null, Standing.NotAdvised)] // abnormal now, and nobody knows that it was not so at the start
    [InlineData("2025-12-20", Standing.Suitable)]
    public void A_kidney_that_was_not_known_to_be_sound_speaks_against_ciclosporin_under_treatment_too(string? before, Standing expected)
    {
        Patients treated = Patients.Man(40).With("EGFR", 58).Taking("ciclosporin", "2026-01-05", new Dose(200, "mg/d"));
        if (before is not null) treated = treated.Also("EGFR", 62, before).Also("Creatinine", 72, before, upper: 100);
        Assert.Equal(expected, treated.Option("ciclosporin").Standing);
    }

    [Fact]
    public void Other_options_stand_as_they_did()
    {
        ImmutableDictionary<string, Standing> before = Standings(OnAbrocitinib), then = Standings(OnAbrocitinib.With("Lymphocytes", 0.9).With("Haemoglobin", 79));
        Assert.Equal(Standing.NotAdvised, then["abrocitinib"]);
        Assert.Equal(before["dupilumab"], then["dupilumab"]);
        Assert.Equal(before["ciclosporin"], then["ciclosporin"]);
    }

    [Fact]
    public void No_agent_stands_better_than_its_monitoring_asks_for()
    {
        int asked = 0;
        foreach (Patients patient in RandomCourses.Any.Pinned(300))
        {
            Appraisal appraisal = patient.Appraise();
            ImmutableDictionary<string, Standing> standings = new Advisor(Patients.Knowledge).Standings(patient.Record, new(Patients.Day, "EU"));
            foreach (CourseAction action in appraisal.Safety.Where(action => action.Kind is ActionKind.Stop or ActionKind.Interrupt || (action.Kind == ActionKind.Reduce && !action.Rule.EndsWith("control", StringComparison.Ordinal) && !action.Rule.EndsWith("controlled", StringComparison.Ordinal))))
            {
                asked++;
                Option option = appraisal.Options.Single(option => option.Agent.Id == action.Agent.Id);
                Assert.True(option.Standing <= (action.Kind == ActionKind.Reduce ? Standing.Caution : Standing.NotAdvised), $"{option.Agent.Id} is {option.Standing}, {action.Rule} asks to {action.Word}: {patient.Describe()}");
                Assert.Contains(option.Reasons, reason => reason.Rule == action.Rule);
            }

            Assert.All(appraisal.Options, option => Assert.Equal(option.Standing, standings[option.Agent.Id]));
        }

        Assert.True(asked > 50, $"{asked} actions");
    }

    private static ImmutableDictionary<string, Standing> Standings(Patients patient) => new Advisor(Patients.Knowledge).Standings(patient.Record, new(Patients.Day, "EU"));
}
