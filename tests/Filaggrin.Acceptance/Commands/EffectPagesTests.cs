using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Cli.Output;
using Filaggrin.Cli.Output.Report;

namespace Filaggrin.Acceptance.Commands;

/// <summary>Effects on another scale, and of thin networks, wherever an option is shown.</summary>
public partial class EffectPagesTests
{
    [Fact]
    public void An_option_that_nothing_joins_by_the_outcome_shows_signs_as_another_scale()
    {
        Appraisal appraisal = Examples.Appraise("complete-man-46");
        string page = Html(appraisal);
        Assert.Contains("Another scale, clinical signs, negative is better: -0.71 (-1.2 to -0.17) SD against placebo; adults, with topical steroids", page, StringComparison.Ordinal); // the column
        Assert.Contains("against placebo: SMD -0.71 (-1.2 to -0.17), further trial -1.9 to 0.48; 1 trial, 63 patients, reported 2006; adults, with topical steroids.", page, StringComparison.Ordinal); // the details
        JsonNode signs = Option(appraisal, "azathioprine")["effects"]!["signs"]!, one = Assert.Single(signs["comparisons"]!.AsArray())!;
        Assert.Equal(("adult", "with-topical-steroids", 0), ((string)one["population"]!, (string)one["background"]!, one["borrowed"]!.AsArray().Count));
        Assert.Equal(("SMD", -0.71, 63, 2006), ((string)one["estimate"]!["measure"]!, (double)one["estimate"]!["estimate"]!, (int)one["estimate"]!["patients"]!, (int)one["estimate"]!["reported"]!["from"]!));
        Assert.Equal(("any", "any"), ((string)Option(appraisal, "ciclosporin")["effects"]!["signs"]!["comparisons"]![0]!["population"]!, (string)Option(appraisal, "ciclosporin")["effects"]!["signs"]!["comparisons"]![0]!["background"]!));
        Assert.Equal(["placebo"], Option(appraisal, "mycophenolate-sodium")["effects"]!["signs"]!["notComparable"]!.AsArray().Select(other => (string)other!), StringComparer.Ordinal);
        Assert.Null(Option(appraisal, "dupilumab")["effects"]!["signs"]);
    }

    [Fact]
    public void A_thin_network_shows_its_prior_with_the_source_and_the_common_effect()
    {
        Appraisal appraisal = Examples.Appraise("girl-4");
        JsonNode estimate = Option(appraisal, "dupilumab")["effects"]!["estimates"]![0]!, informed = estimate["informed"]!;
        Assert.Equal("log-normal:-2.06:1.51", (string)informed["prior"]!);
        Assert.Contains("doi:10.1002/sim.6381", (string)informed["source"]!, StringComparison.Ordinal);
        Assert.InRange((double)estimate["common"]!["estimate"]!, (double)informed["effect"]!["lower"]!, (double)informed["effect"]!["upper"]!);
        Assert.Contains("an informative prior of τ² (log-normal, -2.06 and 1.51, drug against placebo; Turner 2015, doi:10.1002/sim.6381, Table IV)", Html(appraisal), StringComparison.Ordinal);
        using StringWriter console = new();
        ConsolePage.Write(appraisal, console, colour: false);
        Assert.Contains("few trials", console.ToString(), StringComparison.Ordinal);
        Assert.Null(Option(Examples.Appraise("complete-man-46"), "dupilumab")["effects"]!["estimates"]![0]!["informed"]);
    }

    private static JsonNode Option(Appraisal appraisal, string agent) => JsonNode.Parse(Examples.Json(appraisal))!["options"]!.AsArray().Single(option => (string)option!["agent"]! == agent)!;

    private static string Html(Appraisal appraisal) => WebUtility.HtmlDecode(Tag().Replace(ReportPage.Write(new(appraisal, [], Examples.Knowledge.Pathway.Tests)), " "));

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Tag();
}
