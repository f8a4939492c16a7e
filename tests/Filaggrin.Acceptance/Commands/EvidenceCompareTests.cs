using System.Text.Json.Nodes;
using Filaggrin.Cli.Commands;
using Filaggrin.Cli.Output.Evidence;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Trials;
using Json.Schema;

namespace Filaggrin.Acceptance.Commands;

public class EvidenceCompareTests
{
    private static readonly string Docs = Examples.Beside("docs");
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Docs, "schema", "comparison.json")));

    [Theory]
    [InlineData("EASI75", "monotherapy", "upadacitinib", "dupilumab")]
    [InlineData("EASI75", "with-topical-steroids", "tralokinumab", "placebo")]
    [InlineData("IGA01", "monotherapy", "abrocitinib", "lebrikizumab")]
    [InlineData("EASI_change", "monotherapy", "tralokinumab", "abrocitinib")]
    [InlineData("SAE", "monotherapy", "dupilumab", "placebo")]
    [InlineData("EASI75", "monotherapy", "methotrexate", "dupilumab")]
    public void A_comparison_is_what_its_schema_says(string outcome, string background, string first, string second)
    {
        JsonNode json = Compare(EvidenceRequest.Of(outcome, background), first, second).Json;
        SchemaAssert.Valid(Schema, json);
    }

    [Theory]
    [InlineData("comparable", "\"yes\"")]
    [InlineData("provisionalShare", "1.5")]
    [InlineData("extra", "1")]
    [InlineData("absolute", "{}")]
    public void The_schema_refuses_what_it_does_not_name(string member, string value)
    {
        JsonNode json = Compare(EvidenceRequest.Of("EASI75"), "upadacitinib", "dupilumab").Json;
        json["pairs"]![0]![member] = JsonNode.Parse(value);
        Assert.False(SchemaAssert.Takes(Schema, json.ToJsonString()));
    }

    [Fact]
    public void The_numbers_are_those_of_the_engine()
    {
        JsonNode pair = Compare(EvidenceRequest.Of("EASI75"), "upadacitinib 30 mg daily", "dupilumab 300 mg q2w").Json["pairs"]!.AsArray().Single()!;
        EvidenceData data = EvidenceData.Open(EvidenceRequest.Of("EASI75"));
        NetworkFit fit = data.Network.Fit(RandomEffects.Reml);
        Effect effect = fit.Effect("upadacitinib 30 mg daily", "dupilumab 300 mg q2w");
        Assert.Equal(effect.Estimate, (double)pair["random"]!["estimate"]!, 12);
        Assert.Equal(effect.PredictionUpper!.Value, (double)pair["random"]!["predictionUpper"]!, 12);
        Assert.Equal(data.Network.FitCommonEffect().Effect("upadacitinib 30 mg daily", "dupilumab 300 mg q2w").Lower, (double)pair["common"]!["lower"]!, 12);
        // Heads Up alone: 247 of 348 and 210 of 344.
        Assert.Equal(Math.Log(247.0 / 101 / (210.0 / 134)), (double)pair["direct"]!["estimate"]!, 10);
        Assert.Equal(1, (int)pair["directTrials"]!);
        Assert.Equal(1, pair["trials"]!.AsArray().Sum(trial => (double)trial!["share"]!), 8);
        JsonNode headsUp = pair["trials"]!.AsArray().Single(trial => (string)trial!["trial"]! == "heads-up")!;
        Assert.True((double)headsUp["share"]! >= (double)pair["provisionalShare"]! - 0.02); // the rest of it is BREEZE, far away
        Assert.Contains(headsUp["sources"]!.AsArray(), source => ((string)source!).Contains("10.1001/jamadermatol.2021.3023", StringComparison.Ordinal));
    }

    [Fact]
    public void The_baseline_is_that_of_the_placebo_arms_unless_stated()
    {
        EvidenceData data = EvidenceData.Open(EvidenceRequest.Of("EASI75"));
        SelectedArm[] placebo = [.. data.Selection.Arms.Where(arm => arm.Treatment == "placebo")];
        JsonNode pooled = Compare(EvidenceRequest.Of("EASI75"), "tralokinumab", "placebo").Json["pairs"]![0]!["absolute"]!;
        Assert.Equal((double)placebo.Sum(arm => arm.Events!.Value) / placebo.Sum(arm => arm.N), (double)pooled["baseline"]!["risk"]!, 12);
        Assert.Equal("pooled", (string)pooled["baseline"]!["origin"]!);

        JsonNode stated = Compare(EvidenceRequest.Of("EASI75"), "tralokinumab", "placebo", baseline: 20).Json["pairs"]![0]!;
        double odds = 0.25 * Math.Exp((double)stated["random"]!["estimate"]!);
        Assert.Equal("stated", (string)stated["absolute"]!["baseline"]!["origin"]!);
        Assert.Equal(odds / (1 + odds), (double)stated["absolute"]!["treatmentRisk"]!["estimate"]!, 10);
        Assert.Equal(odds / (1 + odds) - 0.2, (double)stated["absolute"]!["difference"]!["estimate"]!, 10);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(30.0)]
    public void The_baseline_is_the_risk_with_placebo_whatever_the_reference(double? stated)
    {
        EvidenceRequest request = EvidenceRequest.Of("EASI75");
        JsonNode usual = Compare(request, "upadacitinib", "dupilumab", stated).Json["pairs"]![0]!["absolute"]!, other = Compare(request with { Reference = "tralokinumab 300 mg q2w" }, "upadacitinib", "dupilumab", stated).Json["pairs"]![0]!["absolute"]!;
        Assert.Equal("placebo", (string)other["baseline"]!["treatment"]!);
        Assert.Equal(usual.ToJsonString(), other.ToJsonString());
    }

    [Theory]
    [InlineData("placebo", "dupilumab")]
    [InlineData("upadacitinib", "dupilumab")]
    public void Turning_the_two_round_turns_the_difference_round(string first, string second)
    {
        JsonNode one = Compare(EvidenceRequest.Of("EASI75"), first, second).Json["pairs"]![0]!["absolute"]!["difference"]!, other = Compare(EvidenceRequest.Of("EASI75"), second, first).Json["pairs"]![0]!["absolute"]!["difference"]!;
        Assert.Equal((-(double)one["estimate"]!, -(double)one["upper"]!, -(double)one["lower"]!), ((double)other["estimate"]!, (double)other["lower"]!, (double)other["upper"]!));
    }

    [Fact]
    public void What_only_the_prior_limits_has_no_Bayesian_figures()
    {
        (_, JsonNode json, string page) = Compare(EvidenceRequest.Of("withdrawal_AE", "with-topical-steroids"), "lebrikizumab", "placebo");
        JsonNode pair = Assert.Single(json["pairs"]!.AsArray())!;
        SchemaAssert.Valid(Schema, json);
        Assert.Null(pair["bayesian"]);
        Assert.Null(pair["probabilityBetter"]);
        Assert.Equal("not bounded by the trials: no event with placebo; only the prior limits it", (string)pair["notBounded"]!);
        string flowing = string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Bayesian (median) not bounded by the trials: no event with placebo; only the prior limits it provisional figures", flowing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conventional_drug_is_not_comparable_and_gets_no_rank()
    {
        (int exit, JsonNode json, string page) = Compare(EvidenceRequest.Of("EASI75"), "methotrexate", "dupilumab");
        Assert.Equal(1, exit);
        Assert.Equal("methotrexate", (string)json["withoutTrials"]![0]!);
        Assert.Empty(json["pairs"]!.AsArray());
        Assert.Contains("methotrexate: no randomised evidence in this setting.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("with-topical-steroids", "methotrexate", "dupilumab 300 mg q2w", "adult")]
    [InlineData("monotherapy", "ciclosporin", "dupilumab", "any")] // no trial of adults joins them
    public void What_the_outcome_does_not_join_is_told_by_clinical_signs_on_another_scale(string background, string first, string second, string population)
    {
        (int exit, JsonNode json, string page) = Compare(EvidenceRequest.Of("EASI75", background), first, second);
        JsonNode signs = json["signs"]!, pair = Assert.Single(signs["pairs"]!.AsArray())!;
        Assert.Equal((1, "SMD", "lower", population), (exit, (string)signs["measure"]!, (string)signs["better"]!, (string)signs["population"]!));
        Assert.Equal((first, "dupilumab", true, 0), ((string)pair["treatment"]!, (string)pair["comparator"]!, (bool)pair["comparable"]!, (int)pair["directTrials"]!));
        Assert.Null(pair["absolute"]);
        SchemaAssert.Valid(Schema, json);
        Assert.Contains("On another scale: clinical signs", page, StringComparison.Ordinal);
        Assert.Contains("Not comparable by EASI improved by at least 75%.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EASI75", "upadacitinib", "dupilumab")] // the outcome joins them
    [InlineData("SAE", "ciclosporin", "dupilumab")] // signs say nothing of harm
    [InlineData("EASI75", "mycophenolate-sodium", "dupilumab")] // nothing joins them
    public void Nothing_stands_in_where_the_outcome_tells_or_signs_cannot(string outcome, string first, string second) =>
        Assert.Null(Compare(EvidenceRequest.Of(outcome), first, second).Json["signs"]);

    [Fact]
    public void Parts_without_a_bridge_are_not_comparable()
    {
        EvidenceRequest request = EvidenceRequest.Of("EASI_change", "any", "any");
        TrialQuery query = request.Query with { Outcomes = ["EASI_change", "SCORAD_final"], Level = TreatmentLevel.Agent };
        (int exit, JsonNode json, string page) = Compare(request with { Query = query, Measure = EffectMeasure.StandardizedMeanDifference }, "ciclosporin", "tralokinumab");
        JsonNode pair = Assert.Single(json["pairs"]!.AsArray())!;
        Assert.Equal((1, false), (exit, (bool)pair["comparable"]!));
        Assert.Null(pair["random"]);
        Assert.Contains("Not comparable: no trials join ciclosporin and tralokinumab", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regimen_narrows_both_sides()
    {
        JsonNode json = Compare(EvidenceRequest.Of("EASI75"), "upadacitinib", "dupilumab", regimens: ["30 mg daily", "300 mg q2w"]).Json;
        Assert.Equal(("upadacitinib 30 mg daily", "dupilumab 300 mg q2w"), ((string)json["pairs"]!.AsArray().Single()!["treatment"]!, (string)json["pairs"]![0]!["comparator"]!));
        Assert.Equal(4, Compare(EvidenceRequest.Of("EASI75"), "upadacitinib", "dupilumab").Json["pairs"]!.AsArray().Count);
    }

    [Fact]
    public void The_page_says_what_a_careful_reader_asks()
    {
        string page = Compare(EvidenceRequest.Of("EASI75"), "upadacitinib 30 mg daily", "dupilumab 300 mg q2w").Page;
        string flowing = string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(
            (string[])["One trial compares the two directly", "Direct and indirect evidence disagree", "Turner 2015 (doi:10.1002/sim.6381, Table IV)", "pooled placebo risk of the trials", "NNTB", "Heads Up: the figures of EASI75 were corrected since", "[superseded]"],
            words => Assert.Contains(words, flowing, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "evidence", "compare", "upadacitinib", "dupilumab", "--outcome", "EASI75", "--population", "adult", "--background", "monotherapy")]
    [InlineData(1, "evidence", "compare", "ciclosporin", "dupilumab", "--outcome", "EASI75")]
    [InlineData(2, "evidence", "compare", "upadacitinib", "dupilumap", "--outcome", "EASI75")]
    [InlineData(2, "evidence", "compare", "upadacitinib", "dupilumab", "--outcome", "EASI76")]
    [InlineData(0, "evidence", "compare", "upadacitinib", "dupilumab")]
    [InlineData(1, "evidence", "compare", "ciclosporin", "dupilumab", "--json")]
    [InlineData(0, "evidence", "compare", "ciclosporin", "dupilumab", "--outcome", "signs", "--population", "any", "--background", "any")]
    [InlineData(2, "evidence", "compare", "ciclosporin", "dupilumab", "--outcome", "signs", "EASI75")]
    [InlineData(0, "evidence", "plot", "forest", "--outcome", "signs", "--background", "with-topical-steroids")]
    [InlineData(2, "evidence", "compare", "upadacitinib", "dupilumab", "--outcome", "EASI75", "--baseline", "100")]
    [InlineData(2, "evidence", "compare", "upadacitinib", "dupilumab", "--outcome", "EASI_pct_change", "--baseline", "20")]
    [InlineData(2, "evidence", "compare", "upadacitinib", "dupilumab", "--outcome", "EASI75", "--weeks", "16-12")]
    [InlineData(2, "evidence", "compare", "upadacitinib", "dupilumab", "--outcome", "EASI75", "--measure", "MD")]
    [InlineData(2, "evidence", "compare", "upadacitinib", "dupilumab", "--outcome", "EASI75", "--regimen", "17 mg")]
    [InlineData(2, "evidence", "compare", "upadacitinib", "dupilumab", "--outcome", "EASI75", "SAE")]
    [InlineData(2, "evidence", "plot", "pie", "--outcome", "EASI75")]
    [InlineData(2, "evidence", "plot", "forest")]
    [InlineData(2, "evidence", "plot", "forest", "nowhere.csv")]
    [InlineData(2, "evidence", "plot", "forest", "--outcome", "EASI75", "--bayes", "half-normal:0")]
    [InlineData(2, "evidence", "plot", "forest", "--outcome", "EASI75", "--bayes", "half-normal:1", "--method", "DL")]
    [InlineData(2, "evidence", "plot", "forest", "--outcome", "EASI75", "--reference", "nothing")]
    [InlineData(2, "evidence", "plot", "funnel", "--outcome", "EASI75", "--order", "placebo,nothing")]
    [InlineData(0, "evidence", "plot", "league", "--outcome", "EASI75", "--background", "with-topical-steroids", "--bayes", "half-normal:1", "--reference", "dupilumab 300 mg q2w")]
    public void Exit_codes_tell_how_it_went(int expected, params string[] arguments)
    {
        Outcome outcome = Executable.Run(arguments);
        Assert.Equal(expected, outcome.Exit);
        if (expected != 2) return;
        Assert.Empty(outcome.Output);
        Assert.StartsWith("filaggrin: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forest", "easi75-forest.svg")]
    [InlineData("network", "easi75-network.svg")]
    [InlineData("rankogram", "easi75-rankogram.svg")]
    [InlineData("funnel", "easi75-funnel.svg")]
    public void The_pictures_of_the_methods_are_those_of_the_trials(string kind, string file)
    {
        EvidenceData data = EvidenceData.Open(EvidenceRequest.Of("EASI75"));
        Assert.Equal(File.ReadAllText(Path.Combine(Docs, "images", file)), EvidencePlotCommand.Draw(new(kind), data.Network, data.Subject(), data.SmallValues), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_page_of_atopic_dermatitis_is_that_of_the_trials() => Assert.Equal(
        File.ReadAllText(Path.Combine(Docs, "methods", "atopic-dermatitis.md")), AtopicDermatitisPage.Of(EvidenceCheckCommand.Nearest()), ignoreLineEndingDifferences: true);

    private static (int Exit, JsonNode Json, string Page) Compare(EvidenceRequest request, string first, string second, double? baseline = null, string[]? regimens = null)
    {
        using StringWriter json = new(), page = new();
        int exit = EvidenceCompareCommand.Run(request, first, second, regimens ?? [], baseline, json: true, json, colour: false);
        Assert.Equal(exit, EvidenceCompareCommand.Run(request, first, second, regimens ?? [], baseline, json: false, page, colour: false));
        return (exit, JsonNode.Parse(json.ToString())!, page.ToString());
    }
}
