using System.Collections.Immutable;
using System.CommandLine;

namespace Filaggrin.Cli.Commands;

/// <summary>What is asked of a fit beside effects and order.</summary>
/// <param name="NodeSplit">Direct against indirect evidence of every comparison.</param>
/// <param name="Designs">Q design by design, and the test of the design-by-treatment interaction.</param>
/// <param name="Contributions">What each direct comparison gives to each estimate.</param>
/// <param name="LeaveOneOut">The network without each trial in turn.</param>
/// <param name="Threshold">How far each datum may move before another treatment comes first.</param>
/// <param name="Funnel">The comparison-adjusted funnel and its asymmetry.</param>
/// <param name="Regress">Columns of the table that effects may depend on.</param>
/// <param name="Baseline">Risk with the reference for absolute effects, above 0 and below 100 percent.</param>
internal sealed record FitQuestions(bool NodeSplit = false, bool Designs = false, bool Contributions = false, bool LeaveOneOut = false, bool Threshold = false, bool Funnel = false, ImmutableArray<string> Regress = default, double? Baseline = null)
{
    /// <summary>What only estimates with confidence limits answer.</summary>
    public IEnumerable<string> OfEstimates => new (bool Asked, string Option)[]
    {
        (NodeSplit, "--node-split"), (Designs, "--designs"), (Contributions, "--contributions"), (Threshold, "--threshold"), (Funnel, "--funnel"), (!Regress.IsDefaultOrEmpty, "--regress"), (Baseline is not null, "--baseline"),
    }.Where(question => question.Asked).Select(question => question.Option);
}

/// <summary>The options that ask them.</summary>
internal sealed class FitQuestionOptions
{
    private readonly Option<bool> _nodeSplit = new("--node-split") { Description = "Direct against indirect evidence of every comparison." };
    private readonly Option<bool> _designs = new("--designs") { Description = "Q within and between designs, one by one, and the test of the design-by-treatment interaction." };
    private readonly Option<bool> _contributions = new("--contributions") { Description = "Share of each direct comparison in each estimate." };
    private readonly Option<bool> _leaveOneOut = new("--leave-one-out") { Description = "Effects against the reference without each trial in turn." };
    private readonly Option<bool> _threshold = new("--threshold") { Description = "How far each datum may move before another treatment comes first." };
    private readonly Option<bool> _funnel = new("--funnel") { Description = "Comparison-adjusted funnel against the reference, with the test of asymmetry (the picture: evidence plot funnel)." };
    private readonly Option<string[]> _regress = new("--regress") { Description = "Meta-regression on a numeric column of the table; may be repeated." };
    private readonly Option<double?> _baseline = new("--baseline") { Description = "Risk with the reference in percent: effects per 100 patients, and numbers needed to treat." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_nodeSplit, _designs, _contributions, _leaveOneOut, _threshold, _funnel, _regress, _baseline]) command.Add(option);
    }

    public FitQuestions Read(ParseResult parsed) => new(
        parsed.GetValue(_nodeSplit), parsed.GetValue(_designs), parsed.GetValue(_contributions), parsed.GetValue(_leaveOneOut), parsed.GetValue(_threshold), parsed.GetValue(_funnel), [.. parsed.GetValue(_regress) ?? []], parsed.GetValue(_baseline));
}
