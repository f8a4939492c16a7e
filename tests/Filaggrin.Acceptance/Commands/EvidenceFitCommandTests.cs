using System.Text.Json;
using System.Text.Json.Nodes;
using Filaggrin.Cli;
using Filaggrin.Cli.Commands;
using Filaggrin.Evidence;
using Filaggrin.Tests;
using Json.Schema;

namespace Filaggrin.Acceptance.Commands;

public class EvidenceFitCommandTests
{
    private static readonly string Root = Path.GetDirectoryName(TestKnowledge.Folder)!;
    private static readonly string Data = Path.Combine(Root, "tests", "Filaggrin.Evidence.Tests", "Oracles", "data");
    internal static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Root, "docs", "schema", "network.json")));

    [Theory]
    [InlineData("senn2013_contrasts", null, false, null, null)]
    [InlineData("senn2013_arms", "SMD", false, "DL", null)]
    [InlineData("hasselblad1998_arms", "RR", true, null, null)]
    [InlineData("dietaryfat_arms", null, false, "PM", null)]
    [InlineData("bcg_pairwise", "RR", false, "ML", null)]
    [InlineData("franchini2012_arms", null, false, null, "half-normal:1")]
    public void A_fit_is_what_its_schema_says(string file, string? measure, bool common, string? method, string? bayes)
    {
        (int code, string output, _) = Run(Request(file) with { Measure = measure, Common = common, Method = method, Bayes = bayes });
        Assert.Equal(ExitCode.Ok, code);
        SchemaAssert.Valid(Schema, output);
        JsonNode json = JsonNode.Parse(output)!;
        int treatments = json["treatments"]!.AsArray().Count;
        Assert.Equal(treatments * (treatments - 1), json["effects"]!.AsArray().Count);
        Assert.Equal(bayes is null ? common ? null : method ?? "REML" : "Bayes", json["method"]?.GetValue<string>());
        Assert.Equal(output, Run(Request(file) with { Measure = measure, Common = common, Method = method, Bayes = bayes }).Output);
    }

    [Fact]
    public void The_certainty_of_the_heterogeneity_and_the_log_likelihoods_are_told()
    {
        JsonNode json = JsonNode.Parse(Run(Request("bcg_pairwise") with { Measure = "RR", Method = "DL", Questions = new(Regress: ["latitude"]) }).Output)!;
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "..", "expected", "metafor_bcg_more.json")));
        JsonElement metafor = expected.RootElement.GetProperty("regression").GetProperty("DL_z_latitude");
        Assert.Equal(metafor.GetProperty("seTau2").GetDouble(), (double)json["regression"]!["seTau2"]!, 8);
        Assert.True((double)json["seTau2"]! > 0);
        Assert.True((double)json["restrictedLogLikelihood"]! < 0 && (double)json["logLikelihood"]! < 0);
        Assert.Null(JsonNode.Parse(Run(Request("franchini2012_arms") with { Bayes = "half-normal:1" }).Output)!["logLikelihood"]);
    }

    [Fact]
    public void The_page_tells_estimates_agreement_and_order()
    {
        (int code, string output, string error) = Run(Request("senn2013_contrasts") with { Json = false, Measure = "MD" });
        Assert.Equal(ExitCode.Ok, code);
        Assert.Empty(error);
        Assert.Contains("MD, random effects by REML: 26 trials, 10 treatments, 28 comparisons.", output, StringComparison.Ordinal);
        Assert.Contains("AGAINST placebo", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Trials_that_are_left_out_are_named_on_standard_error()
    {
        (_, _, string error) = Run(Request("gurusamy2011_arms"));
        Assert.Contains("filaggrin: trial Pugliese 2007 was left out: no event, or nothing but events, in all arms.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_cannot_be_compared_stand_apart()
    {
        string file = Path.Combine(Path.GetTempPath(), $"two-parts-{nameof(EvidenceFitCommandTests)}.csv");
        File.WriteAllText(file, "study,treatment,events,n\n1,A,1,10\n1,B,2,10\n2,C,3,10\n2,D,4,10\n3,D,4,12\n3,E,4,10\n");
        (int code, string output, string error) = Run(Request("") with { Data = file });
        JsonNode json = JsonNode.Parse(output)!;
        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal(["C", "D", "E"], json["treatments"]!.AsArray().Select(label => label!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Equal(["A", "B"], json["otherSubnetworks"]![0]!["treatments"]!.AsArray().Select(label => label!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Contains("not comparable", error, StringComparison.Ordinal);
        Assert.Contains("NOT COMPARABLE", Run(Request("") with { Data = file, Json = false }).Output, StringComparison.Ordinal);
        Assert.Equal("A", JsonNode.Parse(Run(Request("") with { Data = file, Reference = "A" }).Output)!["treatments"]![0]!.GetValue<string>());
        SchemaAssert.Valid(Schema, output);
        File.Delete(file);
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_two_and_the_reason()
    {
        Refused(Request("no-such"), "filaggrin: no-such.csv: there is no such file.\n");
        Refused(Request("senn2013_arms") with { Reference = "nothing" }, "filaggrin: senn2013_arms.csv: «nothing» is not a treatment of the network; it has «acarbose»");
        Refused(Request("senn2013_arms") with { Measure = "OR" }, "filaggrin: senn2013_arms.csv:2: trial De Fronzo (1995) (lines 2, 3), arm «metformin»: OR needs events and n.\n");
        Refused(Request("senn2013_arms") with { Measure = "XX" }, "filaggrin: senn2013_arms.csv: «XX» is not an effect measure; expected one of OR, RR, RD, MD, SMD, IRR, HR.\n");
        Refused(Request("senn2013_arms") with { Bayes = "flat" }, "filaggrin: senn2013_arms.csv: «flat» is not a prior of tau;");
        Refused(Request("senn2013_arms") with { Bayes = "half-normal:1", Method = "DL" }, "filaggrin: --bayes estimates tau itself; leave --model common and --method out.\n");
    }

    [Theory]
    [InlineData("study,treat1,treat2,TE,seTE\ns1,A,B,0.1,0.1\ns2,A,C,0.2,1e6\ns3,A,B,0.2,0.1")]
    [InlineData("study,treat1,treat2,TE,seTE\ns1,A,B,0.1,1e-9\ns2,A,C,0.2,1e9\ns3,B,C,0.3,1")]
    [InlineData("study,treat1,treat2,TE,seTE\ns1,A,B,0.1,1e-300\ns2,A,B,0.2,.1")]
    [InlineData("study,treat1,treat2,TE,seTE\ns1,A,B,0.1,1e300\ns2,A,B,0.2,.1")]
    [InlineData("study,treatment,n,mean,sd\ns1,A,10,1,1e200\ns1,B,20,2,1e200")]
    [InlineData("study,treatment,n,mean,sd\ns1,A,10,1e308,1\ns1,B,20,-1e308,1")]
    public void Figures_beyond_computing_are_refused_with_file_and_line_by_every_method(string text)
    {
        string file = Path.Combine(Path.GetTempPath(), $"beyond-{nameof(EvidenceFitCommandTests)}.csv");
        File.WriteAllText(file, text);
        foreach ((string? method, string? bayes) in ((string?, string?)[])[(null, null), ("DL", null), ("PM", null), ("ML", null), (null, "half-normal:1")])
        {
            (int code, string output, string error) = Run(Request("") with { Data = file, Method = method, Bayes = bayes });
            Assert.Equal((ExitCode.BadInput, ""), (code, output));
            Assert.Matches($@"^filaggrin: {Path.GetFileName(file)}:[234]: trial s[123]", error);
        }

        Outcome drawn = Executable.Run("evidence", "plot", "forest", file);
        Assert.Equal((ExitCode.BadInput, ""), (drawn.Exit, drawn.Output));
        Assert.StartsWith("filaggrin: beyond-", drawn.Error, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static void Refused(EvidenceFitCommand.Request request, string message)
    {
        (int code, string output, string error) = Run(request);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Empty(output);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    private static EvidenceFitCommand.Request Request(string file) =>
        new(Path.Combine(Data, file + ".csv"), null, Common: false, null, null, null, SmallValues.Desirable, Json: true, new());

    private static (int Code, string Output, string Error) Run(EvidenceFitCommand.Request request)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = EvidenceFitCommand.Run(request, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
