using System.CommandLine;
using Filaggrin.Cli.Output.Evidence;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Plots;

namespace Filaggrin.Cli.Commands;

/// <summary><c>evidence plot</c>: a picture of a network as SVG, of a table of one's own or of the trials of the folder.</summary>
internal static class EvidencePlotCommand
{
    private static readonly string[] Kinds = ["forest", "network", "rankogram", "league", "funnel"];
    private static readonly string[] Methods = ["DL", "REML", "ML", "PM"];
    private static readonly RandomEffects[] Estimators = [RandomEffects.DerSimonianLaird, RandomEffects.Reml, RandomEffects.MaximumLikelihood, RandomEffects.PauleMandel];

    public static Command Create()
    {
        Argument<string> kind = new("KIND") { Description = string.Join(", ", Kinds) };
        Argument<FileInfo?> data = new("DATA.csv") { Description = "Arms or contrasts, as for evidence fit; left out, the trials that --outcome and its companions choose.", Arity = ArgumentArity.ZeroOrOne };
        Option<FileInfo?> to = new("--out") { Description = "File to write; left out, standard output." };
        Option<string?> model = new("--model") { Description = "common or random (the default)." };
        Option<string?> method = new("--method") { Description = "Estimator of the heterogeneity: DL, REML (the default), ML or PM." };
        Option<string?> bayes = new("--bayes") { Description = "Bayesian fit with this prior of tau: half-normal:S, half-cauchy:S, uniform:A:B or log-normal:M:S (of tau squared)." };
        Option<string?> small = new("--small-values") { Description = "With DATA.csv: desirable (the default) or undesirable. The outcomes of the folder know their direction." };
        Option<string?> order = new("--order") { Description = "Funnel: all treatments, separated by commas, in the order in which small trials are expected to favour the later; left out, comparisons with the reference only." };
        Option<string?> title = new("--title") { Description = "Headline; left out, the outcome or the name of the file." };
        kind.AcceptOnlyFromAmong(Kinds);
        model.AcceptOnlyFromAmong("common", "random");
        method.AcceptOnlyFromAmong(Methods);
        small.AcceptOnlyFromAmong("desirable", "undesirable");
        EvidenceOptions options = new();
        Command command = new("plot", "Draw a network of trials as SVG: legible at 800 pixels, in print, on light and dark.") { kind, data, to, model, method, bayes, small, order, title };
        options.AddTo(command);
        command.SetAction(parsed => EvidenceFailures.Told(Console.Error, () =>
        {
            Request request = new(parsed.GetRequiredValue(kind), parsed.GetValue(model) == "common", parsed.GetValue(method), parsed.GetValue(bayes), parsed.GetValue(small), parsed.GetValue(order), parsed.GetValue(title));
            EvidenceRequest chosen = options.Read(parsed);
            if (parsed.GetValue(data) is { } file && !chosen.Query.Outcomes.IsDefaultOrEmpty) throw new EvidenceException("DATA.csv and --outcome exclude each other.");
            (Network network, PlotSubject subject, SmallValues direction) = parsed.GetValue(data) is { } table ? Read(table, chosen, request) : Chosen(chosen, request);
            string svg = Draw(request, network, subject, direction);
            if (parsed.GetValue(to) is { } target) OptionFile.Write(to.Name, target, svg);
            else Console.Out.Write(svg);
            foreach (string warning in network.Warnings) Console.Error.WriteLine($"filaggrin: {PlainText.Clean(warning)}");
            return ExitCode.Ok;
        }));
        return command;
    }

    /// <summary>The picture; of a network in parts, that of the part with the reference, the others named below it.</summary>
    internal static string Draw(Request request, Network network, PlotSubject subject, SmallValues direction)
    {
        if (request.Title is { } title) subject = subject with { Title = title };
        if (request.Kind == "network") return NetworkPlot.Svg(network, subject);
        Network part = network.Subnetworks().First(part => part.Treatments.Contains(network.Reference, StringComparer.Ordinal));
        if (!network.IsConnected)
        {
            string[] others = [.. network.Treatments.Except(part.Treatments, StringComparer.Ordinal)];
            subject = subject with { Notes = subject.Notes.Add($"Not comparable with these, because no trials join them: {string.Join(", ", others)}.") };
        }

        if (request.Bayes is not null && (request.Common || request.Method is not null)) throw new EvidenceException("--bayes estimates tau itself; leave --model common and --method out.");
        if (request.Common && request.Method is not null) throw new EvidenceException("--model common has no heterogeneity to estimate; leave --method out.");
        NetworkFit? fit = request.Bayes is not null ? null : request.Common ? part.FitCommonEffect() : part.Fit(Estimators[Array.IndexOf(Methods, request.Method ?? "REML")]);
        BayesianFit? bayesian = request.Bayes is { } form ? part.FitBayesian(TauPrior.Parse(form)) : null;
        if (request.Kind == "funnel")
        {
            string[]? order = request.Order?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (order?.Except(part.Treatments, StringComparer.Ordinal).FirstOrDefault() is { } strange) throw new EvidenceException($"--order: «{strange}» is not a treatment of the network; it has {string.Join(", ", part.Treatments.Select(label => $"«{label}»"))}.");
            return FunnelPlot.Svg(fit ?? part.FitAt(bayesian!.Tau.Mean), subject, order);
        }

        PlotModel model = fit is not null ? PlotModel.Of(fit, direction) : PlotModel.Of(bayesian!, direction);
        return request.Kind switch { "forest" => ForestPlot.Svg(model, subject), "league" => LeaguePlot.Svg(model, subject), _ => Rankogram.Svg(model, subject) };
    }

    private static (Network, PlotSubject, SmallValues) Read(FileInfo file, EvidenceRequest chosen, Request request)
    {
        if (!file.Exists) throw new EvidenceException($"{file.Name}: there is no such file.");
        Network network = Network.From(TrialTable.Read(File.ReadAllText(file.FullName), file.Name), chosen.Measure, chosen.Reference);
        string[] notes = [.. network.Warnings.Where(warning => !warning.StartsWith("the network falls", StringComparison.Ordinal))];
        return (network, new PlotSubject(Path.GetFileNameWithoutExtension(file.Name), "", "") { Notes = [.. notes] }, request.SmallValues == "undesirable" ? SmallValues.Undesirable : SmallValues.Desirable);
    }

    private static (Network, PlotSubject, SmallValues) Chosen(EvidenceRequest chosen, Request request)
    {
        if (request.SmallValues is not null) throw new EvidenceException("--small-values goes with DATA.csv; the outcomes of the folder know their direction.");
        EvidenceData data = EvidenceData.Open(chosen);
        return (data.Network, data.Subject(), data.SmallValues);
    }

    /// <summary>What was asked for on the command line, data apart.</summary>
    internal sealed record Request(string Kind, bool Common = false, string? Method = null, string? Bayes = null, string? SmallValues = null, string? Order = null, string? Title = null);
}
