using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Filaggrin.Evidence.Plots;
using Filaggrin.Evidence.Tests.Oracles;

namespace Filaggrin.Evidence.Tests.Plots;

public partial class PictureTests
{
    private const double CharacterWidth = 0.52; // of the usual sans-serif fonts, on average: what stands outside by this surely does
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string kind in DrawnNetworks.Kinds)
            {
                foreach (string name in DrawnNetworks.Names) all.Add(kind, name);
            }

            return all;
        }
    }

    [Fact]
    public void What_only_the_prior_limits_is_said_in_words_and_not_drawn()
    {
        Network network = Network.From([new BinaryArm("one", "A", 12, 60), new BinaryArm("one", "B", 6, 60), new BinaryArm("two", "A", 5, 40), new BinaryArm("two", "C", 0, 40)], EffectMeasure.OddsRatio, "A");
        PlotModel model = PlotModel.Of(network.FitBayesian(new HalfNormalPrior(1)), SmallValues.Desirable);
        PlotSubject subject = new("Trials", "", "");
        string forest = ForestPlot.Svg(model, subject), league = LeaguePlot.Svg(model, subject);
        Assert.Contains("C not bounded by the trials", forest, StringComparison.Ordinal);
        Assert.Single(XDocument.Parse(forest).Descendants(Svg + "circle"));
        Assert.Equal(4, XDocument.Parse(league).Descendants(Svg + "text").Count(text => text.Value == "not bounded")); // C against A and B, and turned round
        Assert.DoesNotContain("E+", forest + league, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_picture_is_XML_with_title_and_description_and_nothing_that_runs(string kind, string name)
    {
        foreach (bool bayesian in (bool[])[false, true])
        {
            XElement root = XDocument.Parse(DrawnNetworks.Draw(kind, name, bayesian)).Root!;
            Assert.Equal(Svg + "svg", root.Name);
            Assert.Equal("img", root.Attribute("role")?.Value);
            Assert.NotEmpty(root.Element(Svg + "title")!.Value);
            Assert.True(root.Element(Svg + "desc")!.Value.Length > 40);
            string[] allowed = ["svg", "title", "desc", "style", "rect", "circle", "line", "path", "text"];
            Assert.All(root.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, allowed, StringComparer.Ordinal));
            Assert.All(root.DescendantsAndSelf().Attributes(), attribute => Assert.DoesNotContain("on", attribute.Name.LocalName[..Math.Min(2, attribute.Name.LocalName.Length)], StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Everything_stands_within_the_picture(string kind, string name)
    {
        XElement root = XDocument.Parse(DrawnNetworks.Draw(kind, name)).Root!;
        double[] box = [.. root.Attribute("viewBox")!.Value.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        Assert.Equal(800, box[2]);
        foreach (XElement text in root.Elements(Svg + "text"))
        {
            string shown = string.Concat(text.Nodes().OfType<XText>().Select(node => node.Value));
            double width = shown.EnumerateRunes().Count() * CharacterWidth * Size(text), x = Of(text, "x"), y = Of(text, "y");
            double left = text.Attribute("text-anchor")?.Value switch { "end" => x - width, "middle" => x - width / 2, _ => x };
            Assert.True(left >= -1 && left + width <= box[2] + 1, $"{shown} runs from {left:0} to {left + width:0}");
            Assert.InRange(y, 8, box[3] - 2);
        }

        foreach (XElement line in root.Elements(Svg + "line")) Assert.All((string[])["x1", "x2", "y1", "y2"], name => Assert.InRange(Of(line, name), 0, name[0] == 'x' ? box[2] : box[3]));
        foreach (XElement mark in root.Elements(Svg + "circle"))
        {
            Assert.InRange(Of(mark, "cx"), Of(mark, "r"), box[2] - Of(mark, "r"));
            Assert.InRange(Of(mark, "cy"), Of(mark, "r"), box[3] - Of(mark, "r"));
        }
    }

    [Theory]
    [InlineData("synthetic25")]
    [InlineData("EASI75 monotherapy")]
    [InlineData("EASI75 with topical steroids")]
    [InlineData("long names")]
    [InlineData("parts")]
    public void Labels_of_a_network_do_not_overlap(string name)
    {
        XElement root = XDocument.Parse(DrawnNetworks.Draw("network", name)).Root!;
        (double Left, double Right, double Y, string Text)[] texts = [.. root.Elements(Svg + "text").Select(text =>
        {
            string shown = string.Concat(text.Nodes().OfType<XText>().Select(node => node.Value));
            double width = PlotText.Width(shown, Size(text)), x = Of(text, "x");
            double left = text.Attribute("text-anchor")?.Value switch { "end" => x - width, "middle" => x - width / 2, _ => x };
            return (left, left + width, Of(text, "y"), shown);
        })];
        for (int first = 0; first < texts.Length; first++)
        {
            for (int second = first + 1; second < texts.Length; second++)
            {
                bool apart = Math.Abs(texts[first].Y - texts[second].Y) >= 10 || texts[first].Right <= texts[second].Left || texts[second].Right <= texts[first].Left;
                Assert.True(apart, $"«{texts[first].Text}» and «{texts[second].Text}»");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_network_gives_the_same_bytes(string kind, string name) => Assert.Equal(DrawnNetworks.Draw(kind, name), DrawnNetworks.Draw(kind, name));

    [Fact]
    public void Every_treatment_of_a_network_has_its_name()
    {
        (Network network, _) = DrawnNetworks.Of("synthetic25");
        string[] texts = [.. XDocument.Parse(DrawnNetworks.Draw("network", "synthetic25")).Root!.Elements(Svg + "text").Select(text => text.Value)];
        Assert.All(network.Treatments, treatment => Assert.Contains(treatment, texts, StringComparer.Ordinal));
    }

    [Fact]
    public void A_forest_prints_the_estimates_of_the_fit()
    {
        (Network network, _) = DrawnNetworks.Of("EASI75 monotherapy");
        Effect effect = network.Fit(RandomEffects.Reml).Effect("baricitinib 2 mg daily", "placebo");
        string svg = DrawnNetworks.Draw("forest", "EASI75 monotherapy");
        Assert.Contains(FormattableString.Invariant($">{Math.Exp(effect.Estimate):0.00} ({Math.Exp(effect.Lower):0.00} to {Math.Exp(effect.Upper):0.00})<"), svg, StringComparison.Ordinal);
        Assert.Contains("one trial against it", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Provisional_figures_are_marked_with_their_weight()
    {
        string forest = DrawnNetworks.Draw("forest", "EASI75 monotherapy"), network = DrawnNetworks.Draw("network", "EASI75 monotherapy");
        Assert.Contains("baricitinib 4 mg daily †", forest, StringComparison.Ordinal);
        Assert.Contains("† 100%", forest, StringComparison.Ordinal); // both trials of baricitinib 4 mg have a recalled denominator
        Assert.DoesNotContain("abrocitinib 200 mg daily †", forest, StringComparison.Ordinal);
        Assert.Contains("1 † 100%", network, StringComparison.Ordinal); // Heads Up
        Assert.Contains("2 † 100%", network, StringComparison.Ordinal);
        Assert.DoesNotContain("†", DrawnNetworks.Draw("forest", "senn2013"), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_are_said_to_be_not_comparable()
    {
        Assert.Contains("Not comparable", DrawnNetworks.Draw("network", "parts"), StringComparison.Ordinal);
        Assert.DoesNotContain(">x<", DrawnNetworks.Draw("league", "parts"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_comparisons_of_most_trials_have_marks_of_their_own_in_a_funnel()
    {
        (Network network, PlotSubject subject) = DrawnNetworks.Of("senn2013");
        NetworkFit fit = network.Fit(RandomEffects.Reml);
        string svg = FunnelPlot.Svg(fit, subject, network.Treatments);
        Assert.Contains(">rosiglitazone – placebo<", svg, StringComparison.Ordinal); // six trials, the most, and last by name
        Assert.Contains(">4 other comparisons<", svg, StringComparison.Ordinal);
        Assert.All(fit.Funnel(network.Treatments).GroupBy(point => $">{point.Comparator} – {point.Treatment}<", StringComparer.Ordinal).Where(kind => kind.Count() > 1), kind => Assert.Contains(kind.Key, svg, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_better_decides_which_side_is_favoured()
    {
        Assert.Contains("← favours treatment", DrawnNetworks.Draw("forest", "senn2013"), StringComparison.Ordinal);
        Assert.Contains("favours treatment →", DrawnNetworks.Draw("forest", "senn2013", bayesian: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a & b", 100, "a & b")]
    [InlineData("abcdefghij", 30, "ab…")]
    [InlineData("tab\tnull\0end", 200, "tab null end")]
    public void A_text_is_cleaned_and_cut(string text, double width, string expected) => Assert.Equal(expected, PlotText.Fit(text, 12, width));

    [Fact]
    public void Eggers_test_is_that_of_the_pairwise_package()
    {
        Network bcg = Network.From(Oracle.Table("bcg_pairwise"), EffectMeasure.RiskRatio);
        FunnelAsymmetry test = FunnelAsymmetry.Of(bcg.Fit(RandomEffects.Reml).Funnel(bcg.Treatments))!;
        var egger = Oracle.Expected("metafor_bcg_more").GetProperty("egger");
        Oracle.Near(Math.Abs(Oracle.Number(egger, "stat")), Math.Abs(test.Slope / test.StandardError), Oracle.MetaforRelative, "t");
        Oracle.Near(Oracle.Number(egger, "p"), test.PValue, Oracle.MetaforRelative, "p");
        Assert.Equal(11, test.DegreesOfFreedom);
    }

    private static double Of(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static double Size(XElement text) => double.Parse(StyleSize().Match(text.Attribute("class")!.Value).Groups["size"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bt(?<size>\d\d)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex StyleSize();
}
