using System.Collections.Immutable;
using Filaggrin.Evidence.Plots;
using Filaggrin.Evidence.Tests.Oracles;
using Filaggrin.Evidence.Tests.Trials;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Plots;

/// <summary>Networks of many shapes, and every picture of each.</summary>
internal static class DrawnNetworks
{
    public static readonly string[] Names =
    [
        "senn2013", "hasselblad1998", "dong2013", "franchini2012", "synthetic25", "two treatments", "hostile names", "long names", "parts",
        "EASI75 monotherapy", "EASI75 with topical steroids", "unconfirmed", "EASI change",
    ];

    public static readonly string[] Kinds = ["forest", "network", "rankogram", "league", "funnel"];

    public static string Draw(string kind, string name, bool bayesian = false)
    {
        (Network network, PlotSubject subject) = Of(name);
        if (kind == "network") return NetworkPlot.Svg(network, subject);
        Network part = network.Subnetworks().First(part => part.Treatments.Contains(network.Reference, StringComparer.Ordinal));
        if (kind == "funnel") return FunnelPlot.Svg(part.Fit(RandomEffects.Reml), subject, bayesian ? part.Treatments : null);
        PlotModel model = bayesian ? PlotModel.Of(part.FitBayesian(new HalfNormalPrior(1)), SmallValues.Undesirable) : PlotModel.Of(part.Fit(RandomEffects.Reml), SmallValues.Desirable);
        return kind switch { "forest" => ForestPlot.Svg(model, subject), "rankogram" => Rankogram.Svg(model, subject), _ => LeaguePlot.Svg(model, subject) };
    }

    public static (Network Network, PlotSubject Subject) Of(string name) => name switch
    {
        "senn2013" or "franchini2012" or "synthetic25" => (Oracle.Arms(name, EffectMeasure.MeanDifference), new PlotSubject(name, "", "")),
        "hasselblad1998" or "dong2013" => (Oracle.Arms(name, EffectMeasure.OddsRatio), new PlotSubject(name, "all", "event")),
        "two treatments" => (Network.From([new BinaryArm("one", "a", 3, 20), new BinaryArm("one", "b", 9, 20)], EffectMeasure.RiskRatio), new PlotSubject("Two", "", "event")),
        "hostile names" => Renamed("senn2013", ["<script>alert(1)</script>", "a & b \"c\" 'd' ]]>", "\u202Eright to left\u0000\u0007", "😀 \uD800 emoji", "--> &amp; &#0;", "日本語の薬の名前はとても長いことがあります", new string('W', 300), " ", "</title></svg>", "é̂"]),
        "long names" => Renamed("senn2013", [.. Enumerable.Range(0, 10).Select(i => $"{i} an antibody with quite a long name, 600 mg then 300 mg every other week, with a topical steroid of medium potency as needed")]),
        "parts" => (Network.From([.. Pair("t1", "placebo", "a"), .. Pair("t2", "a", "b"), .. Pair("t3", "x", "y"), .. Pair("t4", "p", "q"), .. Pair("t5", "placebo", "a")], EffectMeasure.OddsRatio), new PlotSubject("Parts", "", "event")),
        "EASI75 monotherapy" => Chosen(new TrialQuery("EASI75"), EffectMeasure.OddsRatio),
        "EASI75 with topical steroids" => Chosen(new TrialQuery("EASI75") { Backgrounds = [Background.TopicalSteroids] }, EffectMeasure.OddsRatio),
        "unconfirmed" => Chosen(new TrialQuery("EASI75") { IncludeUnconfirmed = true }, EffectMeasure.RiskRatio),
        "EASI change" => Chosen(new TrialQuery("EASI_change"), EffectMeasure.MeanDifference),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static (Network, PlotSubject) Chosen(TrialQuery query, EffectMeasure measure)
    {
        SelectedNetwork selected = SelectedNetwork.Of(EvidenceFolder.Library, TrialSelection.Of(EvidenceFolder.Library, query), measure);
        return (selected.Network, new PlotSubject(query.Outcomes[0], "adults", "the outcome") { Provisional = selected.Provisional, Unit = "points", Notes = selected.Network.Warnings });
    }

    private static (Network, PlotSubject) Renamed(string set, string[] names)
    {
        Network network = Oracle.Arms(set, EffectMeasure.MeanDifference);
        Arm[] arms = [.. network.Trials.SelectMany(trial => trial.Arms).Select(arm => (ContinuousArm)arm.Data! with { Treatment = names[network.IndexOf(arm.Treatment)] })];
        ImmutableArray<string> notes = [.. names];
        return (Network.From(arms, EffectMeasure.MeanDifference), new PlotSubject(names[0] + names[6], names[1], names[2]) { Notes = notes, Unit = names[4] });
    }

    private static Arm[] Pair(string study, string first, string second) =>
        [new BinaryArm(study, first, 5 + study[^1] % 3, 40), new BinaryArm(study, second, 14, 40)];
}
