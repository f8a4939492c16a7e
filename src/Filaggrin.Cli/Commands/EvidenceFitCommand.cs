using System.CommandLine;
using System.Text;
using Filaggrin.Cli.Output;
using Filaggrin.Cli.Output.Evidence;
using Filaggrin.Evidence;

namespace Filaggrin.Cli.Commands;

/// <summary><c>evidence fit</c>: a network meta-analysis of a table of trials.</summary>
internal static class EvidenceFitCommand
{
    private static readonly string[] Methods = ["DL", "REML", "ML", "PM"];
    private static readonly RandomEffects[] Estimators = [RandomEffects.DerSimonianLaird, RandomEffects.Reml, RandomEffects.MaximumLikelihood, RandomEffects.PauleMandel];

    public static Command Create()
    {
        Argument<string> data = new("DATA.csv") { Description = "Arms (study, treatment, events and n; n, mean and sd; events and time) or contrasts (study, treat1, treat2, TE, seTE); - reads standard input." };
        Option<string?> measure = new("--measure") { Description = "OR, RR, RD, MD, SMD, IRR or HR; left out, what suits the data." };
        Option<string?> model = new("--model") { Description = "common or random (the default)." };
        Option<string?> method = new("--method") { Description = "Estimator of the heterogeneity: DL, REML (the default), ML or PM." };
        Option<string?> bayes = new("--bayes") { Description = "Bayesian fit with this prior of tau: half-normal:S, half-cauchy:S, uniform:A:B or log-normal:M:S (of tau squared)." };
        Option<string?> reference = new("--reference") { Description = "Treatment to show the others against; left out, placebo or control, else the most frequent." };
        Option<string?> small = new("--small-values") { Description = "desirable (the default) or undesirable: which end of the scale is better." };
        Option<bool> json = new("--json") { Description = "Write JSON to standard output." };
        model.AcceptOnlyFromAmong("common", "random");
        method.AcceptOnlyFromAmong(Methods);
        small.AcceptOnlyFromAmong("desirable", "undesirable");
        Command command = new("fit", "Fit a network of trials; two treatments are a pairwise meta-analysis.") { data, measure, model, method, bayes, reference, small, json };
        FitQuestionOptions questions = new();
        questions.AddTo(command);
        command.SetAction(parsed => Run(
            new Request(
                parsed.GetRequiredValue(data),
                parsed.GetValue(measure),
                parsed.GetValue(model) == "common",
                parsed.GetValue(method),
                parsed.GetValue(bayes),
                parsed.GetValue(reference),
                parsed.GetValue(small) == "undesirable" ? SmallValues.Undesirable : SmallValues.Desirable,
                parsed.GetValue(json),
                questions.Read(parsed)),
            Console.Out,
            Console.Error));
        return command;
    }

    /// <summary>Fits and writes; what is wrong with the data or the options goes to <paramref name="error"/>.</summary>
    internal static int Run(Request request, TextWriter output, TextWriter error)
    {
        string name = request.Data == "-" ? "standard input" : Path.GetFileName(request.Data);
        if (request.Data != "-" && !File.Exists(request.Data)) return Refuse(error, $"{name}: there is no such file.");
        if (request.Bayes is not null && (request.Common || request.Method is not null)) return Refuse(error, "--bayes estimates tau itself; leave --model common and --method out.");
        if (request.Common && request.Method is not null) return Refuse(error, "--model common has no heterogeneity to estimate; leave --method out.");
        if (request.Bayes is not null && request.Questions.OfEstimates.FirstOrDefault() is { } asked) return Refuse(error, $"{asked} is answered from estimates with confidence limits; leave --bayes out.");
        try
        {
            TauPrior? prior = request.Bayes is { } form ? TauPrior.Parse(form) : null;
            EffectMeasure? measure = request.Measure is { } symbol ? EffectMeasures.Parse(symbol) : null;
            TrialTable table = TrialTable.Read(Text(request.Data), name);
            EvidenceReport report = Report(Network.From(table, measure, request.Reference), table, request, prior);
            if (request.Json) output.Write(JsonOutput.Text(writer => NetworkJson.Write(writer, report)));
            else NetworkPage.Write(report, output);
            foreach (string warning in report.Warnings) error.WriteLine($"filaggrin: {warning}");
            return ExitCode.Ok;
        }
        catch (EvidenceException fault)
        {
            foreach (string finding in fault.Findings) Refuse(error, finding.StartsWith(name, StringComparison.Ordinal) ? finding : $"{name}: {finding}");
            return ExitCode.BadInput;
        }
        catch (Exception fault) when (fault is ArithmeticException or InvalidOperationException)
        {
            return Refuse(error, $"{name}: {EvidenceFailures.NotComputed}");
        }
    }

    /// <summary>The part with the reference asked for, else the largest, with the others beside it.</summary>
    private static EvidenceReport Report(Network network, TrialTable table, Request request, TauPrior? prior)
    {
        Network[] parts = [.. network.Subnetworks()];
        Network first = parts.FirstOrDefault(part => request.Reference is { } reference && part.Treatments.Contains(reference, StringComparer.Ordinal)) ?? parts.MaxBy(part => part.Treatments.Length)!;
        EvidenceReport report = Fit(first, table, request, prior);
        return report with
        {
            Others = [.. parts.Where(part => part != first).Select(part => Fit(part, table, request, prior))],
            Warnings = [.. network.Warnings, .. report.Warnings.Except(network.Warnings, StringComparer.Ordinal)],
        };
    }

    private static EvidenceReport Fit(Network network, TrialTable table, Request request, TauPrior? prior)
    {
        if (prior is not null)
        {
            BayesianFit posterior = network.FitBayesian(prior);
            return EvidenceReport.Of(posterior, request.SmallValues) with { Answers = FitAnswers.Of(posterior, request.Questions) };
        }

        NetworkFit fit = request.Common ? network.FitCommonEffect() : network.Fit(Estimators[Array.IndexOf(Methods, request.Method ?? "REML")]);
        return EvidenceReport.Of(fit, request.Common ? null : request.Method ?? "REML", request.SmallValues) with { Answers = FitAnswers.Of(fit, request.Questions, table, request.SmallValues) };
    }

    private static string Text(string data)
    {
        if (data != "-") return File.ReadAllText(data, Encoding.UTF8);
        using StreamReader reader = new(Console.OpenStandardInput(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine("filaggrin: " + message.ReplaceLineEndings(" "));
        return ExitCode.BadInput;
    }

    /// <summary>What was asked for on the command line.</summary>
    internal sealed record Request(string Data, string? Measure, bool Common, string? Method, string? Bayes, string? Reference, SmallValues SmallValues, bool Json, FitQuestions Questions);
}
