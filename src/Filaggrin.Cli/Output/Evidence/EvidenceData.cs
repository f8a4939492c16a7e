using System.Globalization;
using Filaggrin.Cli.Commands;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Plots;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Output.Evidence;

/// <summary>The trials that a request chooses, and their network.</summary>
/// <param name="Request">The request.</param>
/// <param name="Library">All tables.</param>
/// <param name="Outcome">The outcome, or the first of several.</param>
/// <param name="Selection">What was taken and left.</param>
/// <param name="Selected">The network and its provisional arms.</param>
internal sealed record EvidenceData(EvidenceRequest Request, TrialLibrary Library, Outcome Outcome, TrialSelection Selection, SelectedNetwork Selected)
{
    public Network Network => Selected.Network;

    public SmallValues SmallValues => Outcome.HigherIsBetter ? SmallValues.Undesirable : SmallValues.Desirable;

    /// <summary>The setting in words.</summary>
    public string Setting => string.Join(", ", new[]
    {
        Request.Population switch { "adult" => "adults (trials of adults with adolescents included)", "adolescent" => "adolescents", "child" => "children", _ => "all ages" },
        Request.Background switch { "any" => "any background", "with-topical-steroids" => "with topical steroids", "with-topical-as-rescue" => "with topical treatment as rescue", var word => word },
        $"week{(Request.Query.Week is null ? "s" : "")} {Request.Weeks.Replace("-", " to ", StringComparison.Ordinal)}",
        Request.Query.IncludeUnconfirmed ? "unconfirmed outcomes included" : "",
    }.Where(part => part.Length > 0));

    /// <summary>The outcome; of several, which is taken.</summary>
    public string OutcomeWords => Request.Query.Outcomes.Length == 1 ? Outcome.Name : OfSigns ? $"clinical signs on any scale, of each trial the first of {string.Join(", ", Request.Query.Outcomes)}" : $"of each trial the first that it reports of {string.Join(", ", Request.Query.Outcomes)}";

    private bool OfSigns => Request.Query.Outcomes.SequenceEqual(ClinicalSigns.Scales);

    /// <summary>The figures of the folder, read once; a fault of the tables ends the command.</summary>
    /// <exception cref="EvidenceException">A row cannot be read, or the request does not suit the trials.</exception>
    public static EvidenceData Open(EvidenceRequest request, TrialLibrary? library = null)
    {
        library ??= Load(request.Folder);
        if (request.Query.Outcomes.IsDefaultOrEmpty) throw new EvidenceException("an outcome is needed, such as --outcome EASI75.");
        TrialSelection selection = TrialSelection.Of(library, request.Query);
        Outcome outcome = library.FindOutcome(request.Query.Outcomes[0])!;
        EffectMeasure measure = request.Measure ?? (outcome.Kind == OutcomeKind.Binary ? EffectMeasure.OddsRatio : request.Query.Outcomes.Length > 1 ? EffectMeasure.StandardizedMeanDifference : EffectMeasure.MeanDifference);
        return new EvidenceData(request, library, outcome, selection, SelectedNetwork.Of(library, selection, measure, request.Reference));
    }

    /// <summary>The same trials by clinical signs, with all ages and backgrounds if asked; null where none tells of them.</summary>
    public EvidenceData? Signs(bool everywhere)
    {
        EvidenceRequest request = Request.Signs(everywhere);
        TrialSelection selection = TrialSelection.Of(Library, request.Query);
        return SelectedNetwork.Find(Library, selection, request.Measure!.Value) is { } network ? new EvidenceData(request, Library, Library.FindOutcome(request.Query.Outcomes[0])!, selection, network) : null;
    }

    public static TrialLibrary Load(DirectoryInfo? folder)
    {
        List<TrialFinding> findings = [];
        TrialLibrary library = TrialLibrary.Read(EvidenceCheckCommand.Files(folder ?? EvidenceCheckCommand.Nearest()), findings);
        return findings.Count == 0 ? library : throw new EvidenceException([.. findings.Select(finding => finding.ToString())]);
    }

    /// <summary>What a picture of these trials is about.</summary>
    public PlotSubject Subject() => new(Request.Query.Outcomes.Length == 1 ? $"{Outcome.Id}: {Outcome.Name}" : OfSigns ? "Clinical signs on any scale" : $"Several outcomes of {Outcome.Domain.Replace('-', ' ')}", ReasonText.Capital(Setting), OutcomeWords)
    {
        Unit = Unit(Outcome),
        Provisional = Selected.Provisional,
        Notes = [.. Network.Warnings.Where(warning => !warning.StartsWith("the network falls", StringComparison.Ordinal)), .. LeftNote()],
    };

    /// <summary>Unit of a mean: percentage points for changes in percent, else points of the instrument.</summary>
    internal static string Unit(Outcome outcome) => outcome.Kind == OutcomeKind.Binary ? "" : outcome.Id.Contains("_pct_", StringComparison.Ordinal) ? "percentage points" : $"points of {outcome.Instrument}";

    private IEnumerable<string> LeftNote()
    {
        string[] recalled = [.. Selection.Left.Where(left => left.Reason.EndsWith("outcome recalled", StringComparison.Ordinal)).Select(left => Name(left.Trial)).Distinct(StringComparer.Ordinal)];
        if (recalled.Length > 0) yield return $"Left out, because outcomes of some arms are recalled and not read: {string.Join(", ", recalled)} (--include-unconfirmed takes them).";
    }

    public string Name(string trial) => Library.FindTrial(trial)?.Name ?? trial;

    public static string Count(int number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {thing}{(number == 1 ? "" : "s")}");
}
