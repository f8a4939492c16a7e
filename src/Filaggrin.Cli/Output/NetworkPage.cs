using System.Globalization;
using Filaggrin.Cli.Output.Evidence;
using Filaggrin.Evidence;

namespace Filaggrin.Cli.Output;

/// <summary>A fit for a terminal: what was fitted, how far trials agree, effects against the reference, order.</summary>
internal sealed class NetworkPage(Page page)
{
    private const int Indent = 2;

    private string _digits = "0.00";

    /// <summary>Writes the page.</summary>
    public static void Write(EvidenceReport report, TextWriter output)
    {
        NetworkPage writer = new(new Page(output, Terminal.UsesColour && ReferenceEquals(output, Console.Out)));
        writer.Write(report);
        foreach (EvidenceReport other in report.Others)
        {
            writer.Part(other);
            writer.Write(other);
        }
    }

    private void Write(EvidenceReport report)
    {
        Network network = report.Network;
        _digits = Digits(report);
        page.Write($"{network.Measure.Symbol()}, {Model(report)}: {Count(network.Trials.Length, "trial")}, {Count(network.Treatments.Length, "treatment")}, {Count(network.Comparisons, "comparison")}.");
        Agreement(report);
        page.Heading($"AGAINST {network.Reference}");
        page.Write(network.Measure.IsRatio() ? $"{network.Measure.Symbol()} (95 % limits); prediction: limits for a further trial." : $"{network.Measure.Symbol()}, treatment minus {network.Reference} (95 % limits); prediction: limits for a further trial.", Indent, Indent, Ink.Dim);
        int column = Math.Clamp(network.Treatments.Max(treatment => treatment.Length) + 4, 12, 40);
        foreach (EvidenceEffect effect in report.Effects.Where(effect => effect.Comparator == network.Reference))
            page.Labelled(effect.Treatment, effect.WithoutBounds is { } why ? ComparisonPage.PriorOnly(why) : $"{Show(effect.Estimate, network)} ({Show(effect.Lower, network)} to {Show(effect.Upper, network)}){Prediction(effect, network)}", Indent, column);
        page.Heading("ORDER");
        page.Write($"{(report.TauPosterior is null ? "P-score" : "SUCRA")}, 0 to 1: how surely a treatment is better than another; {(report.SmallValues == SmallValues.Desirable ? "small" : "large")} values are better. A score says nothing of how much better.", Indent, Indent, Ink.Dim);
        foreach (EvidenceRank rank in report.Ranking)
            page.Labelled(rank.Treatment, $"{rank.PScore.ToString("0.000", CultureInfo.InvariantCulture)}, first with probability {rank.RankProbabilities[0].ToString("0.00", CultureInfo.InvariantCulture)}", Indent, column);
        new FitAnswersPage(page, network, value => Show(value, network), column).Write(report.Answers);
    }

    private void Part(EvidenceReport other)
    {
        page.Heading("NOT COMPARABLE WITH THE ABOVE", Ink.Yellow);
        page.Write($"No trial joins these treatments to the ones above: {string.Join(", ", other.Network.Treatments)}.", Indent, Indent);
    }

    private void Agreement(EvidenceReport report)
    {
        Heterogeneity q = report.Heterogeneity;
        page.Heading("AGREEMENT OF THE TRIALS");
        if (report.TauPosterior is { } tau) page.Labelled("tau", $"{Tau(tau.Mean)} (95 % limits {Tau(tau.Lower)} to {Tau(tau.Upper)}), posterior mean", Indent, 20);
        else if (report.Model != "common") page.Labelled("tau", Tau(report.Tau), Indent, 20);
        page.Labelled("I²", $"{(100 * q.ISquared).ToString("0", CultureInfo.InvariantCulture)} %", Indent, 20);
        page.Labelled("Q", Text(q.Total), Indent, 20);
        page.Labelled("within designs", Text(q.WithinDesigns), Indent, 20);
        page.Labelled("between designs", Text(q.BetweenDesigns), Indent, 20);
        if (report.Quadrature is { } quadrature)
            page.Labelled("quadrature", $"{quadrature.Nodes.ToString(CultureInfo.InvariantCulture)} values of tau, relative error about {quadrature.Error.ToString("0e+0", CultureInfo.InvariantCulture)}", Indent, 20);
    }

    private static string Model(EvidenceReport report) => report switch
    {
        { Quadrature: { } quadrature } => $"random effects, Bayesian, {(report.Likelihood == Likelihood.Binomial ? "binomial" : "normal")} likelihood, prior of tau {quadrature.Prior}",
        { Method: { } method } => $"random effects by {method}",
        _ => "common effect",
    };

    private static string Text(QStatistic q) => q.DegreesOfFreedom == 0 ? "no degrees of freedom" : $"{q.Q.ToString("0.00", CultureInfo.InvariantCulture)}, {Count(q.DegreesOfFreedom, "degree")} of freedom, p {P(q.PValue)}";

    private static string Tau(double value) => value.ToString(value >= 0.1 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    private static string P(double p) => p < 0.001 ? "below 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    private string Prediction(EvidenceEffect effect, Network network) =>
        effect is { PredictionLower: { } lower, PredictionUpper: { } upper } ? $", prediction {Show(lower, network)} to {Show(upper, network)}" : "";

    private string Show(double value, Network network) => Number(network.Measure.IsRatio() ? Math.Exp(value) : value);

    private string Number(double value) => value.ToString(_digits, CultureInfo.InvariantCulture);

    /// <summary>Two digits of the smallest standard error; ratios have two decimals.</summary>
    private static string Digits(EvidenceReport report)
    {
        double smallest = report.Effects.Where(effect => effect.Comparator == report.Network.Reference).Min(effect => effect.Se);
        int decimals = report.Network.Measure.IsRatio() ? 2 : Math.Clamp((int)Math.Ceiling(-Math.Log10(smallest)) + 1, 0, 6);
        return decimals == 0 ? "0" : "0." + new string('0', decimals);
    }

    private static string Count(int number, string word) => $"{number.ToString(CultureInfo.InvariantCulture)} {word}{(number == 1 ? "" : "s")}";
}
