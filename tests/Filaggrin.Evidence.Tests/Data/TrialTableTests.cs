namespace Filaggrin.Evidence.Tests.Data;

public class TrialTableTests
{
    [Fact]
    public void One_trial_a_line_says_the_same_as_one_arm_a_line()
    {
        TrialTable wide = Read("trial,treat1,events1,n1,treat2,events2,n2,treat3,events3,n3\nX,A,1,10,B,2,20,,,\nY,A,3,30,B,4,40,C,5,50\n");
        TrialTable tall = Read("Study;Arm;r;Total\nX;A;1;10\nX;B;2;20\nY;A;3;30\nY;B;4;40\nY;C;5;50");
        Assert.Equal(tall.Arms, wide.Arms);
        Assert.Equal(new BinaryArm("Y", "C", 5, 50), wide.Arms[^1]);
        Assert.Equal(EffectMeasure.OddsRatio, wide.Measure);
    }

    [Fact]
    public void Standard_errors_and_intervals_become_standard_deviations()
    {
        Assert.Equal(2, Sd("study,treatment,n,mean,se\nX,A,16,1,0.5"), 1e-12);
        double reach = StudentT.Quantile(0.975, 15) * 0.5;
        Assert.Equal(2, Sd(FormattableString.Invariant($"study,treatment,n,mean,lower,upper\nX,A,16,1,{1 - reach},{1 + reach}")), 1e-9);

        static double Sd(string text) => ((ContinuousArm)Read(text).Arms[0]).Sd;
    }

    [Fact]
    public void Percentages_become_counts_and_say_so()
    {
        TrialTable table = Read("study,treatment,percent,n\nX,A,33.3,30");
        Assert.Equal(new BinaryArm("X", "A", 10, 30), table.Arms[0]);
        Assert.Equal("t.csv:2: trial X, arm «A»: 33.3 % of 30 were taken as 10 events.", Assert.Single(table.Warnings));
    }

    [Fact]
    public void A_missing_standard_deviation_is_never_invented()
    {
        TrialTable table = Read("study,treatment,n,mean,sd\nX,A,16,1,NA\nX,B,16,1,2");
        Assert.Equal("B", Assert.Single(table.Arms).Treatment);
        Assert.Equal("t.csv:2: trial X, arm «A»: no SD, standard error or confidence interval; the arm is left out, nothing was put in its place.", Assert.Single(table.Warnings));
        Assert.Throws<EvidenceException>(() => Network.From(table));
    }

    [Fact]
    public void Labels_may_hold_whatever_a_quoted_field_may()
    {
        TrialTable table = Read("\uFEFFstudy,treatment,events,n\r\n\"Müller, \"\"first\"\"\nline\",\"A + B\",1,10\r\n\"Müller, \"\"first\"\"\nline\",日本,2,10\r\n");
        Assert.Equal("Müller, \"first\"\nline", table.Arms[1].Study);
        Assert.Equal("日本", table.Arms[1].Treatment);
        Assert.Equal(2, Network.From(table).Treatments.Length);
    }

    [Fact]
    public void Ratios_with_limits_become_logarithms_with_errors()
    {
        TrialTable table = Read("study,treat1,treat2,HR,lower,upper\nX,A,B,0.5,0.25,1");
        Assert.Equal(EffectMeasure.HazardRatio, table.Measure);
        Assert.Equal(Math.Log(0.5), table.Contrasts[0].Estimate, 1e-12);
        Assert.Equal(Math.Log(2) / 1.959963984540054, table.Contrasts[0].StandardError, 1e-12);
    }

    [Fact]
    public void Two_by_two_tables_are_two_arms() =>
        Assert.Equal([new BinaryArm("1", "treated", 4, 123), new BinaryArm("1", "control", 11, 139)], Read("trial,tpos,tneg,cpos,cneg\n1,4,119,11,128").Arms);

    [Theory]
    [InlineData("", "t.csv: the file is empty; a header and one line for each arm or contrast are expected.")]
    [InlineData("study,treatment,events,n", "t.csv: there is no trial below the header.")]
    [InlineData("study,treatment,events\nX,A,1", "t.csv:1: there is no column «events» and «n», «percent» and «n», «events» and «time», or «n», «mean» and «sd»; the header has «study», «treatment», «events».")]
    [InlineData("treatment,events,n\nA,1,2", "t.csv:1: there is no column «study»; the header has «treatment», «events», «n».")]
    [InlineData("study,treat1,treat2,TE\nX,A,B,1", "t.csv:1: there is no column «seTE» or «lower» and «upper»; the header has «study», «treat1», «treat2», «TE».")]
    [InlineData("study,treatment,events,n,n\nX,A,1,2,2", "t.csv:1: two columns are called «n».")]
    [InlineData("study,treatment,events,n\nX,A,21,17", "t.csv:2: trial X, arm «A»: events 21 exceed n 17.")]
    [InlineData("study,treatment,events,n\nX,A,-1,17", "t.csv:2: trial X, arm «A»: events -1 are below 0.")]
    [InlineData("study,treatment,events,n\nX,A,1,0", "t.csv:2: trial X, arm «A»: n 0 is not above 0.")]
    [InlineData("study,treatment,events,n\nX,A,one,10", "t.csv:2: trial X, arm «A»: events «one» is not a number.")]
    [InlineData("study,treatment,n,mean,sd\nX,A,10,1,0", "t.csv:2: trial X, arm «A»: sd 0 is not above 0.")]
    [InlineData("study,treatment,events,time\nX,A,1,0", "t.csv:2: trial X, arm «A»: time 0 is not above 0.")]
    [InlineData("study,treatment,percent,n\nX,A,101,10", "t.csv:2: trial X, arm «A»: percent 101 is outside 0 to 100.")]
    [InlineData("study,treatment,events,n\nX,A,1,10\nX,A,2,10", "t.csv:3: trial X, arm «A» stands on line 2 already; pool the two arms or give them different names.")]
    [InlineData("study,treatment,events,n\nX,,1,10", "t.csv:2: trial X has an arm without a treatment.")]
    [InlineData("study,treatment,events,n\n,A,1,10", "t.csv:2: there is no study label.")]
    [InlineData("study,treatment,events,n\n\"X,A,1,10", "t.csv:2: a quoted field that is never closed; the rest of the file was not read.")]
    [InlineData("study,treatment,events,n\nX,\"A\"B,1,10", "t.csv:2: text behind the closing quote of a field; quotes within a field are doubled.")]
    [InlineData("study,treat1,treat2,TE,seTE\nX,A,B,1,0", "t.csv:2: trial X, «A» against «B»: the standard error 0 is not above 0.")]
    [InlineData("study,treat1,treat2,TE,seTE\nX,A,A,1,1", "t.csv:2: trial X: «A» is compared with itself.")]
    [InlineData("study,treat1,treat2,TE,seTE\nX,A,B,1,1\nX,B,A,1,1", "t.csv:3: trial X, «B» against «A» stands on line 2 already.")]
    [InlineData("study,treat1,treat2,OR,lower,upper\nX,A,B,-1,1,2", "t.csv:2: trial X, «A» against «B»: -1 is not a ratio above 0.")]
    [InlineData("study,treatment,n,mean,sd\nX,A,20,1,5,2,1", "t.csv:2: the row has 7 fields; the header has 5.")] // a decimal comma
    [InlineData("study,treatment,events,n\nX,A,20%,50", "t.csv:2: trial X, arm «A»: events «20%» is a percentage, not a count; percentages stand in a column percent.")]
    [InlineData("study,treat1,events1,n1,treat2,events2,n2\nX,A,1,50,B,2,40%", "t.csv:2: trial X, arm «B»: n2 «40%» is a percentage, not a count; percentages stand in a column percent.")]
    [InlineData("trial,tpos,tneg,cpos,cneg\n1,4%,119,11,128", "t.csv:2: trial 1: «4%» is not a count.")]
    [InlineData("study,treatment,events,n\nX,A\u001b[31m,1,10", "t.csv:2: the label «A·[31m» holds the control character U+001B.")]
    public void What_is_wrong_is_told_with_its_line(string text, string message) => Assert.Equal(message, Assert.Throws<EvidenceException>(() => Read(text)).Message);

    [Fact]
    public void A_column_is_a_covariate_with_one_number_for_each_trial()
    {
        TrialTable table = Read("study,treatment,events,n,Year\nX,A,1,10,1990\nX,B,2,10,NA\nY,A,1,10,2000\nY,B,2,10,2000");
        Covariate year = table.Covariate("year");
        Assert.Equal(("Year", 1990.0, 2000.0), (year.Name, year.ByStudy["X"], year.ByStudy["Y"]));
        Assert.Equal("t.csv:1: there is no column «age»; the header has «study», «treatment», «events», «n», «Year».", Assert.Throws<EvidenceException>(() => table.Covariate("age")).Message);
        EvidenceException fault = Assert.Throws<EvidenceException>(() => Read("study,treatment,events,n,year\nX,A,1,10,1990\nX,B,2,10,1991\nY,A,1,10,old").Covariate("year"));
        Assert.Equal(
            ["t.csv:3: trial X: year is 1991 here and 1990 before; a covariate has one value for each trial.", "t.csv:4: trial Y: year «old» is not a number."], fault.Findings);
    }

    [Theory]
    [InlineData("study,treatment,events,n\nX,A,1,10,\nX,B,2,10,,\n")] // separators behind the last value
    [InlineData("study,treatment,events,n\rX,A,1,10\rX,B,2,10\r")] // lines as they ended on old computers
    public void What_a_spreadsheet_leaves_is_no_fault(string text)
    {
        TrialTable table = Read(text);
        Assert.Equal([new BinaryArm("X", "A", 1, 10), new BinaryArm("X", "B", 2, 10)], table.Arms);
        Assert.Empty(table.Warnings);
    }

    [Theory]
    [InlineData("X,placebo,1,10,\nY,Placebo,1,10,\nZ,Placebo,1,10,", "t.csv:3: treatment «Placebo» differs from «placebo» on line 2 in capitals or blanks only; they are taken as two treatments.")]
    [InlineData("X,A  B,1,10,\nX,A B,1,10,", "t.csv:3: treatment «A B» differs from «A  B» on line 2 in capitals or blanks only; they are taken as two treatments.")]
    [InlineData("X,A,30,50,20", "t.csv:2: trial X, arm «A»: events 30 of 50 are 60 %, not the 20 % beside them; the events were taken.")]
    [InlineData("X,M\uFFFDller,1,10,\nY,M\uFFFDller,1,10,", "t.csv:2: the row holds «\uFFFD», which stands for bytes that are not UTF-8; save the file as UTF-8.")]
    public void What_is_doubtful_is_told_once(string rows, string warning) => Assert.Equal(warning, Assert.Single(Read("study,treatment,events,n,percent\n" + rows).Warnings));

    [Theory]
    [InlineData("study,treat1,treat2,TE,seTE\nX,A,B,0.1,0.1\nY,A,C,0.2,1e6\nZ,A,B,0.2,0.1", "t.csv:3: trial Y, «A» against «C»: its standard error 1,000,000 and 0.1 of «A» against «B» in trial X (line 2) span too wide a range to be computed together, more than 1,000,000 to one. Have they one unit?")]
    [InlineData("study,treat1,treat2,TE,seTE\nX,A,B,0,1e-9\nY,A,C,0.2,1e9\nZ,B,C,0.3,1", "t.csv:4: trial Z, «B» against «C»: its standard error 1 and 1E-9 of «A» against «B» in trial X (line 2) span too wide a range to be computed together, more than 1,000,000 to one. Have they one unit?")]
    [InlineData("study,treat1,treat2,TE,seTE\nX,A,B,0.1,1e-300", "t.csv:2: trial X, «A» against «B»: the difference 0.1 with standard error 0 is beyond what can be computed.")]
    [InlineData("study,treat1,treat2,TE,seTE\nX,A,B,0.1,1e300", "t.csv:2: trial X, «A» against «B»: the difference 0.1 with standard error ∞ is beyond what can be computed.")]
    [InlineData("study,treatment,n,mean,sd\nX,A,10,1,1e200\nX,B,20,2,1e200", "t.csv:2: trial X (lines 2, 3), «A» against «B»: the difference -1 with standard error ∞ is beyond what can be computed.")]
    [InlineData("study,treatment,n,mean,sd\nX,A,10,1e308,1\nX,B,20,-1e308,1", "t.csv:2: trial X (lines 2, 3), «A» against «B»: the difference ∞ with standard error 0.387298 is beyond what can be computed.")]
    [InlineData("study,treatment,n,mean,sd\nX,A,10,1e7,1\nX,B,20,0,1", "t.csv:2: trial X (lines 2, 3), «A» against «B»: the difference 10,000,000 is more than 10,000,000 times its standard error, 0.387298; that is beyond what can be computed.")]
    public void Figures_that_span_too_wide_a_range_are_refused(string text, string message) => Assert.Equal(message, Assert.Throws<EvidenceException>(() => Network.From(Read(text))).Message);

    [Fact]
    public void Standard_errors_a_million_apart_are_still_computed()
    {
        Network network = Network.From(Read("study,treat1,treat2,TE,seTE\nX,A,B,0.1,1e-3\nY,A,C,0.2,999\nZ,A,B,0.1,1e-3"));
        foreach (RandomEffects method in (RandomEffects[])[RandomEffects.Reml, RandomEffects.DerSimonianLaird, RandomEffects.MaximumLikelihood, RandomEffects.PauleMandel])
        {
            Effect effect = network.Fit(method).Effect("A", "C");
            Assert.Equal(0.2, effect.Estimate, 1);
            Assert.Equal(999, effect.StandardError, 1.0);
        }
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(2, Assert.Throws<EvidenceException>(() => Read("study,treatment,events,n\nX,A,21,17\nX,B,3,10\nY,A,x,1")).Findings.Length);

    [Theory]
    [InlineData("X,A,B,1,1\nX,A,C,2,1", "t.csv:2: trial X (lines 2, 3) has 3 arms but no contrast of «B» with «C»; all pairs are needed to find how its contrasts correlate.")]
    [InlineData("X,A,B,1,1\nX,A,C,2,1\nX,B,C,1,3", "t.csv:2: trial X (lines 2, 3, 4): the standard errors of its contrasts would give arm «A» a negative variance; they contradict each other.")]
    [InlineData("X,A,B,1,1\nX,A,C,2,1\nX,B,C,3,1", "t.csv:2: trial X (lines 2, 3, 4): «B» against «A» is not the sum of the other contrasts of the trial.")]
    [InlineData("X,A,B,0,1\nX,A,C,0,1\nX,A,D,0,1\nX,B,C,0,1\nX,B,D,0,1\nX,C,D,0,1.2", "t.csv:2: trial X (lines 2, 3, 4, 5, 6, 7): the standard error of «B» against «A» contradicts those of its other contrasts; no variances of arms give them all.")]
    public void Contrasts_of_one_trial_are_never_taken_as_independent(string rows, string message) =>
        Assert.Equal(message, Assert.Throws<EvidenceException>(() => Network.From(Read("study,treat1,treat2,TE,seTE\n" + rows))).Message);

    private static TrialTable Read(string text) => TrialTable.Read(text, "t.csv");
}
