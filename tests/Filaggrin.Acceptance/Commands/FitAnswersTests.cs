using System.Text.Json;
using System.Text.Json.Nodes;
using Filaggrin.Cli;
using Filaggrin.Cli.Commands;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Comparisons;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

/// <summary>What <c>evidence fit</c> answers beside effects and order.</summary>
public class FitAnswersTests
{
    private static readonly string Data = Path.Combine(Path.GetDirectoryName(TestKnowledge.Folder)!, "tests", "Filaggrin.Evidence.Tests", "Oracles", "data");
    private static readonly FitQuestions All = new(NodeSplit: true, Designs: true, Contributions: true, LeaveOneOut: true, Threshold: true, Funnel: true);

    [Theory]
    [InlineData("senn2013_arms", false)]
    [InlineData("hasselblad1998_arms", false)]
    [InlineData("gurusamy2011_arms", true)]
    public void Every_answer_is_what_the_schema_says(string file, bool common)
    {
        bool counted = file != "senn2013_arms";
        JsonNode json = Fit(file, All with { Baseline = counted ? 20 : null }, common);
        Assert.All(
            (string[])["nodeSplits", "designDecomposition", "contributions", "leaveOneOut", "thresholds", "funnel"],
            member => Assert.NotNull(json[member]));
        Assert.Equal(counted, json["absolute"] is not null);
        Valid(json);
    }

    [Fact]
    public void Nothing_is_answered_that_was_not_asked() => Assert.All(
        (string[])["nodeSplits", "designDecomposition", "contributions", "leaveOneOut", "thresholds", "funnel", "regression", "absolute"],
        member => Assert.Null(Fit("senn2013_arms", new())[member]));

    [Fact]
    public void The_answers_are_those_of_the_engine()
    {
        NetworkFit fit = Network.From(TrialTable.Read(File.ReadAllText(Path.Combine(Data, "senn2013_arms.csv")), "senn2013_arms.csv")).Fit(RandomEffects.Reml);
        JsonNode json = Fit("senn2013_arms", All);
        NodeSplit split = fit.NodeSplits().First(one => one is { Treatment: "metformin", Comparator: "placebo" });
        JsonNode own = json["nodeSplits"]!.AsArray().Single(one => Names(one!) == ("metformin", "placebo"))!;
        Assert.Equal((split.Direct!.Value.Estimate, split.Indirect!.Value.StandardError, split.PValue!.Value), ((double)own["direct"]!["estimate"]!, (double)own["indirect"]!["se"]!, (double)own["p"]!));
        Assert.Equal(fit.NodeSplits().Count(one => one.Trials > 0), json["nodeSplits"]!.AsArray().Count);
        Assert.Equal(DesignDecomposition.Of(fit.Network).Interaction.Q, (double)json["designDecomposition"]!["interaction"]!["q"]!);
        JsonNode row = json["contributions"]!["estimates"]!.AsArray().Single(one => Names(one!) == ("acarbose", "placebo"))!;
        Assert.Equal(fit.Contributions().Row("acarbose", "placebo"), row["shares"]!.AsArray().Select(share => (double)share!));
        Assert.Equal(fit.Network.Trials.Length, json["leaveOneOut"]!.AsArray().Count);
        Omission omission = fit.LeaveOneOut().First();
        Assert.Equal(omission.Fit!.Effect("acarbose", "placebo").Estimate, (double)json["leaveOneOut"]![0]!["effects"]!.AsArray().Single(effect => (string)effect!["treatment"]! == "acarbose")!["estimate"]!);
        Threshold threshold = fit.Thresholds(SmallValues.Desirable).First(one => one.Upper is not null);
        Assert.Contains(json["thresholds"]!.AsArray(), one => (string)one!["study"]! == threshold.Study && (double?)one["upper"] == threshold.Upper && (string?)one["firstAbove"] == threshold.FirstAbove);
    }

    [Fact]
    public void A_column_of_the_table_is_regressed_on()
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "..", "expected", "metafor_bcg_more.json")));
        JsonNode json = Fit("bcg_pairwise", new(Regress: ["latitude"]), measure: "RR");
        Valid(json);
        JsonNode slope = json["regression"]!["coefficients"]!.AsArray().Single(coefficient => (string)coefficient!["name"]! == "latitude")!;
        JsonElement metafor = expected.RootElement.GetProperty("regression").GetProperty("REML_z_latitude");
        Assert.Equal(metafor.GetProperty("b")[1].GetDouble(), (double)slope["estimate"]!, 6);
        Assert.Equal(metafor.GetProperty("se")[1].GetDouble(), (double)slope["se"]!, 5); // Fisher scoring stops at about 1e-5 of τ²
        Assert.Contains("META-REGRESSION", Page("bcg_pairwise", new(Regress: ["latitude"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stated_risk_gives_effects_per_hundred()
    {
        JsonNode json = Fit("hasselblad1998_arms", new(Baseline: 10));
        double effect = (double)json["effects"]!.AsArray().Single(one => Names(one!) == ("no_contact", (string)json["reference"]!))!["estimate"]!;
        JsonNode own = json["absolute"]!.AsArray().Single(row => (string)row!["treatment"]! == "no_contact")!;
        Assert.Equal(AbsoluteRisk.Of(0.1, effect, EffectMeasure.OddsRatio), (double)own["risk"]!["estimate"]!, 12);
    }

    [Fact]
    public void A_posterior_tells_what_each_trial_does()
    {
        JsonNode json = Fit("franchini2012_arms", new(LeaveOneOut: true), bayes: "half-normal:1");
        Valid(json);
        Assert.Equal(7, json["leaveOneOut"]!.AsArray().Count);
        Assert.Equal("binomial", (string)Fit("hasselblad1998_arms", new(), bayes: "half-normal:1")["likelihood"]!);
        Assert.Equal("normal", (string)json["likelihood"]!);
    }

    [Fact]
    public void The_page_tells_every_answer_in_lines_of_a_hundred()
    {
        string page = Page("dogliotti2014_arms", All with { Baseline = 5 });
        Assert.All(
            (string[])["DIRECT AND INDIRECT", "DESIGNS", "CONTRIBUTIONS", "WITHOUT EACH TRIAL", "THRESHOLDS", "FUNNEL", "PER 100 PATIENTS"],
            heading => Assert.Contains(heading, page, StringComparison.Ordinal));
        Assert.All(page.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Theory]
    [InlineData("senn2013_arms", "--bayes", "half-normal:1", "--node-split", "--node-split is answered from estimates with confidence limits; leave --bayes out.")]
    [InlineData("senn2013_arms", "--baseline", "10", "--json", "--baseline: MD has no absolute risk; OR, RR, RD and HR have.")]
    [InlineData("hasselblad1998_arms", "--baseline", "0", "--json", "--baseline 0: a risk in percent lies between 0 and 100.")]
    [InlineData("bcg_pairwise", "--regress", "altitude", "--json", "bcg_pairwise.csv:1: there is no column «altitude»; the header has «trial», «author», «year», «tpos», «tneg», «cpos», «cneg», «latitude».")]
    [InlineData("bcg_pairwise", "--regress", "author", "--json", "bcg_pairwise.csv:2: trial 1: author «Aronson» is not a number.")]
    public void What_cannot_be_answered_is_said(string file, string option, string value, string more, string message)
    {
        Outcome outcome = Executable.Run("evidence", "fit", Path.Combine(Data, file + ".csv"), option, value, more);
        Assert.Equal((ExitCode.BadInput, ""), (outcome.Exit, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    private static (string, string) Names(JsonNode pair) => ((string)pair["treatment"]!, (string)pair["comparator"]!);

    private static void Valid(JsonNode json) => SchemaAssert.Valid(EvidenceFitCommandTests.Schema, json);

    private static JsonNode Fit(string file, FitQuestions asked, bool common = false, string? measure = null, string? bayes = null) => JsonNode.Parse(Run(file, asked, json: true, common, measure, bayes))!;

    private static string Page(string file, FitQuestions asked) => Run(file, asked, json: false, common: false, measure: null, bayes: null);

    private static string Run(string file, FitQuestions asked, bool json, bool common, string? measure, string? bayes)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(ExitCode.Ok, EvidenceFitCommand.Run(new(Path.Combine(Data, file + ".csv"), measure, common, null, bayes, null, SmallValues.Desirable, json, asked), output, error));
        return output.ToString();
    }
}
