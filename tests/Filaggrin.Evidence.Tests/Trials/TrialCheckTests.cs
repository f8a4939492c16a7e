using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Trials;

public class TrialCheckTests
{
    private const string Dupi = "alpha,dupi,dupilumab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,";
    private const string Pbo = "alpha,pbo,placebo,,,q2w,sc,";

    [Fact]
    public void The_folder_of_the_repository_is_clean() => Assert.Empty(TrialCheck.All(EvidenceFolder.Library));

    [Fact]
    public void The_small_tables_are_clean() => Assert.Empty(SmallTables.Findings(SmallTables.Files));

    [Theory]
    [InlineData("EASI75,16,100,20,20.0", "EASI75,16,15,20,", "arms.csv:4: trial alpha, arm «pbo»: events 20 exceed n 15.")]
    [InlineData("EASI_change,16,100,,,-15", "EASI_change,16,0,,,-15", "arms.csv:7: trial alpha, arm «dupi»: n is 0; expected more than 0.")]
    [InlineData("-5,10,,-7,-3", "-5,0,,-7,-3", "arms.csv:6: trial alpha, arm «pbo»: SD is 0; expected more than 0.")]
    [InlineData("-15,,1,,", "-15,,-1,,", "arms.csv:7: trial alpha, arm «dupi»: SE is -1; expected more than 0.")]
    [InlineData("-5,10,,-7,-3", "-8,10,,-7,-3", "arms.csv:6: trial alpha, arm «pbo»: the interval -7 to -3 does not contain the mean -8.")]
    [InlineData("-5,10,,-7,-3", "-5,10,,-3,-7", "arms.csv:6: trial alpha, arm «pbo»: the interval -3 to -7 is upside down.")]
    [InlineData("-5,10,,-7,-3", "-5,10,,-7,", "arms.csv:6: trial alpha, arm «pbo»: the interval has one limit only.")]
    [InlineData("EASI75,16,100,20,20.0", "EASI75,16,100,20,20.1", "arms.csv:4: trial alpha, arm «pbo»: 20 of 100 are 20.0 %, not 20.1 %.")]
    [InlineData("EASI75,16,100,50,49.8", "EASI75,16,100,50,49.4", "arms.csv:5: trial alpha, arm «dupi»: 50 of 100 are 50.0 %, not 49.4 %.")]
    [InlineData("EASI75,16,100,20,20.0", "EASI75,16,100,-1,", "arms.csv:4: trial alpha, arm «pbo»: events are -1; expected 0 or more.")]
    [InlineData("EASI75,16,100,20,20.0", "EASI75,16,211,20,", "arms.csv:4: trial alpha, arm «pbo»: n 211 exceeds the 210 randomised.")]
    [InlineData("EASI75,16,100,20,20.0", "EASI75,16,111,20,", "arms.csv:5: trial alpha, arm «dupi»: EASI75 at week 16: the arms together have 211 patients; 210 were randomised.")]
    [InlineData(Dupi + "EASI75,16,100,50,49.8", Dupi + "EASI75,16,100,71,71.0", "arms.csv:5: trial alpha, arm «dupi»: EASI75 at week 16 is met more often than EASI50.")]
    [InlineData(Dupi + "EASI_change,16", Dupi + "EASI_change,12", "arms.csv:6: trial alpha, arm «pbo»: EASI_change at week 16 has no other arm to compare with.")]
    [InlineData("EASI_change,16,100,,,-5,10,,-7,-3,unknown,read,read,,read,confirmed,", "EASI_change,16,100,,,-5,10,,-7,-3,unknown,read,read,,read,confirmed,alone", "arms.csv:6: trial alpha, arm «pbo»: EASI_change at week 16 is flagged alone, but has company.")]
    [InlineData(Dupi + "EASI75,", Dupi + "EASI50,", "arms.csv:5: trial alpha, arm «dupi»: EASI50 at week 16 is there twice.")]
    [InlineData(Pbo + "EASI75,", Pbo + "EASI80,", "arms.csv:4: trial alpha, arm «pbo»: outcome «EASI80» is not in outcomes.csv.")]
    [InlineData("alpha,dupi,dupilumab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,EASI75", "alpha,dupi,dupilimab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,EASI75", "arms.csv:5: trial alpha, arm «dupi»: agent «dupilimab» is not in agents.csv.")]
    [InlineData("alpha,dupi,dupilumab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,EASI75", "alpha,dupi,dupilumab,,600 mg,600 mg then 300 mg q2w,sc,EASI75", "arms.csv:5: trial alpha, arm «dupi»: dupilumab has no regimen.")]
    [InlineData("alpha,pbo,placebo,,,q2w,sc,EASI75", "alpha,pbo,placebo,q2w,,q2w,sc,EASI75", "arms.csv:4: trial alpha, arm «pbo»: regimen «q2w»: placebo has none, or it would not pool across trials.")]
    [InlineData("20,20.0,,,,,,nri,read,read,read,read,confirmed", "20,20.0,,,,,,nri,read,recalled,read,read,confirmed", "arms.csv:4: trial alpha, arm «pbo»: tier «confirmed» does not follow from its origins; «provisional» does.")]
    [InlineData("20,20.0,,,,,,nri,read,read,read,read,confirmed", "20,20.0,,,,,,nri,recalled,read,read,read,provisional", "arms.csv:4: trial alpha, arm «pbo»: tier «provisional» does not follow from its origins; «recalled» does.")]
    [InlineData("20,20.0,,,,,,nri,read,read,read,read,confirmed", "20,20.0,,,,,,nri,read,read,read,inferred,confirmed", "arms.csv:4: trial alpha, arm «pbo»: tier «confirmed» does not follow from its origins; «provisional» does.")]
    [InlineData("20,20.0,,,,,,nri,read,read,read,read,confirmed", "20,20.0,,,,,,nri,read,read,,read,confirmed", "arms.csv:4: trial alpha, arm «pbo»: events and events_origin belong together; one of them is empty.")]
    [InlineData("EASI_change,16,100,,,-15,,1", "EASI_change,16,100,,,,,1", "arms.csv:7: trial alpha, arm «dupi»: EASI_change is measured; a mean was expected, and no events.")]
    [InlineData("EASI75,16,100,50,49.8,,", "EASI75,16,100,50,49.8,3,", "arms.csv:5: trial alpha, arm «dupi»: EASI75 is counted; events were expected, and no mean.")]
    [InlineData("EASI75,16,100,50,49.8,,", "EASI75,16,100,50,149.8,,", "arms.csv:5: trial alpha, arm «dupi»: 149.8 % lies outside 0 to 100.")]
    [InlineData("alpha,dupi,dupilumab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,EASI75", "alpha,dupi,placebo,,600 mg,600 mg then 300 mg q2w,sc,EASI75", "arms.csv:5: trial alpha, arm «dupi»: «placebo» here, «dupilumab 300 mg q2w» on line 3; one arm has one agent and one regimen.")]
    [InlineData("alpha,dupi,dupilumab,300 mg q2w,600 mg,600 mg then 300 mg q2w,sc,EASI75", "alpha,dupi,dupilumab,300 mg q4w,600 mg,600 mg then 300 mg q2w,sc,EASI75", "arms.csv:5: trial alpha, arm «dupi»: «dupilumab 300 mg q4w» here, «dupilumab 300 mg q2w» on line 3; one arm has one agent and one regimen.")]
    [InlineData("beta,dupi,dupilumab,300 mg q4w", "beta,dupi,dupilumab,300MG q2w", "arms.csv:9: trial beta, arm «dupi»: regimen «300MG q2w» is spelt «300 mg q2w» on line 3; spelt differently, it does not pool across trials.")]
    [InlineData("EASI_change,16,100,,,-15,,1", "EASI_change,16,100,,,15,,1", "arms.csv:7: trial alpha, arm «dupi»: the mean 15 of EASI_change is a change for the worse, since negative is better; turn the sign, or say in the note that it is positive.")]
    public void A_fault_of_an_arm_is_named(string text, string planted, string expected) => Assert.Contains(expected, SmallTables.Findings(SmallTables.With("arms.csv", text, planted)), StringComparer.Ordinal);

    [Theory]
    [InlineData("beta,BETA,NCT02", "beta,BETA,NCT01", "trials.csv:3: trial beta: has the registry number NCT01 of trial alpha; one trial would count twice.")]
    [InlineData("beta,BETA,NCT02", "alpha,BETA,NCT02", "trials.csv:3: trial alpha: is there twice.")]
    [InlineData("beta,BETA,NCT02", "gamma,BETA,NCT02", "arms.csv:8: trial beta, arm «pbo»: the trial is not in trials.csv.")]
    [InlineData("no-arm-figures,16,16,50", "no-arm-figures,16,16,0", "trials.csv:3: trial beta: 0 patients randomised; expected more than 0.")]
    [InlineData("parallel,induction", "parallel,no-arm-figures", "trials.csv:2: trial alpha: the analysis set says no-arm-figures, but arms.csv has outcomes of it.")]
    public void A_fault_of_a_trial_is_named(string text, string planted, string expected) => Assert.Contains(expected, SmallTables.Findings(SmallTables.With("trials.csv", text, planted)), StringComparer.Ordinal);

    [Fact]
    public void Two_trials_with_one_report_and_the_same_arms_are_one()
    {
        TrialLibrary library = SmallTables.Read(SmallTables.Files);
        Evidence.Trials.Trial alpha = library.Trials[0];
        TrialLibrary doubled = library with
        {
            Trials = [alpha, alpha with { Id = "alpha-again", Registry = "", Line = 4 }],
            Arms = [.. library.Arms.Where(row => row.Trial == "alpha").SelectMany(row => new[] { row, row with { Trial = "alpha-again" } })],
        };
        Assert.Contains("trials.csv:4: trial alpha-again: has the DOI and the arms of trial alpha; one trial would count twice.", TrialCheck.All(doubled).Select(finding => finding.ToString()), StringComparer.Ordinal);
        // Two registry numbers are two trials, even if one paper tells of both.
        Assert.DoesNotContain(TrialCheck.All(doubled with { Trials = doubled.Trials.SetItem(1, doubled.Trials[1] with { Registry = "NCT03" }) }), finding => finding.File == "trials.csv");
    }

    [Theory]
    [InlineData("RD,percentage-points,30", "RD,percentage-points,50", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: the interval 18 to 42 does not contain the estimate 50.")]
    [InlineData("18,42,95", "42,18,95", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: the interval 42 to 18 is upside down.")]
    [InlineData("18,42,95", "18,42,0.95", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: ci_level is 0.95; expected percent, such as 95.")]
    [InlineData("RD,percentage-points,30,18", "OR,,30,-1", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: OR with a lower limit of -1; a ratio is more than 0.")]
    [InlineData("RD,percentage-points", "XX,percentage-points", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: measure «XX» is not known; expected RD, MD, SMD, OR, RR.")]
    [InlineData("dupi,pbo,RD", "dupi,plac,RD", "contrasts.csv:2: trial alpha, «dupi» against «plac»: arm «plac» is not in arms.csv.")]
    [InlineData("dupi,pbo,RD", "dupi,dupi,RD", "contrasts.csv:2: trial alpha, «dupi» against «dupi»: an arm is compared with itself.")]
    [InlineData("alpha,EASI75", "delta,EASI75", "contrasts.csv:2: trial delta, «dupi» against «pbo»: the trial is not in trials.csv.")]
    [InlineData("alpha,EASI75", "alpha,EASI80", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: outcome «EASI80» is not in outcomes.csv.")]
    [InlineData("read,confirmed", "recalled,confirmed", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: tier «confirmed» does not follow from its origin; «recalled» does.")]
    [InlineData("dupi,pbo,RD", "pbo,dupi,RD", "contrasts.csv:2: trial alpha, «pbo» against «dupi»: RD 30 of EASI75 at week 16 says the opposite of the arms, 0.2 against 0.5.")]
    [InlineData("dupi,pbo,RD,percentage-points,30,18,42", "dupi,pbo,OR,,0.25,0.1,0.5", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: OR 0.25 of EASI75 at week 16 says the opposite of the arms, 0.5 against 0.2.")]
    [InlineData("alpha,EASI75,16,dupi,pbo,RD,percentage-points,30,18,42", "alpha,EASI_change,16,dupi,pbo,MD,points,10,7,13", "contrasts.csv:2: trial alpha, «dupi» against «pbo»: MD 10 of EASI_change at week 16 says the opposite of the arms, -15 against -5.")]
    public void A_fault_of_a_contrast_is_named(string text, string planted, string expected) => Assert.Contains(expected, SmallTables.Findings(SmallTables.With("contrasts.csv", text, planted)), StringComparer.Ordinal);

    [Theory]
    [InlineData("agents.csv", "placebo,Placebo", "dupilumab,Placebo", "agents.csv:3: agent dupilumab is there twice.")]
    [InlineData("outcomes.csv", "EASI75,EASI improved by three", "EASI50,EASI improved by three", "outcomes.csv:3: outcome EASI50 is there twice.")]
    [InlineData("published_nma.csv", "2.5,2.0,3.1", "3.5,2.0,3.1", "published_nma.csv:2: Author 2022, dupilumab: the interval 2 to 3.1 does not contain 3.5.")]
    public void A_fault_of_a_list_is_named(string file, string text, string planted, string expected) => Assert.Contains(expected, SmallTables.Findings(SmallTables.With(file, text, planted)), StringComparer.Ordinal);

    [Fact]
    public void An_active_arm_that_does_worse_than_placebo_is_a_note_and_no_fault()
    {
        List<TrialFinding> findings = [.. TrialCheck.All(SmallTables.Read(SmallTables.With("arms.csv", "EASI75,16,100,50,49.8", "EASI75,16,100,19,19.0")))];
        TrialFinding note = Assert.Single(findings, finding => finding.File == "arms.csv");
        Assert.Equal("arms.csv:5: note: trial alpha, arm «dupi»: EASI75 at week 16 is worse than with placebo.", note.ToString());
        Assert.True(note.IsNote);
    }

    [Fact]
    public void A_change_for_the_worse_that_its_note_explains_is_no_fault() => Assert.DoesNotContain(
        TrialCheck.All(SmallTables.Read(SmallTables.With("arms.csv", "EASI_change,16,100,,,-15,,1,,,unknown,read,read,,read,confirmed,,10.1/a,", "EASI_change,16,100,,,15,,1,,,unknown,read,read,,read,confirmed,,10.1/a,positive: it got worse"))),
        finding => finding.Message.Contains("for the worse", StringComparison.Ordinal));

    [Fact]
    public void Patients_of_a_crossover_may_stand_in_both_arms()
    {
        TrialLibrary library = SmallTables.Read(SmallTables.With("trials.csv", "induction,16,16,210", "crossover,16,16,110"));
        Assert.Empty(TrialCheck.All(library));
        Assert.NotEmpty(TrialCheck.All(library with { Trials = library.Trials.SetItem(0, library.Trials[0] with { AnalysisSet = AnalysisSet.Maintenance }) }));
    }
}
