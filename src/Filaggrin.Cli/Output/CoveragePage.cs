using System.Collections.Immutable;
using Filaggrin.Knowledge.Coverage;

namespace Filaggrin.Cli.Output;

/// <summary>The coverage report as a Markdown page for the repository.</summary>
internal static class CoveragePage
{
    private static readonly (MutantKind Kind, string Words)[] MutantKinds =
    [
        (MutantKind.Dropped, "rule dropped"), (MutantKind.Negated, "condition negated"), (MutantKind.Threshold, "threshold moved by a step"),
        (MutantKind.Verdict, "another verdict"), (MutantKind.Region, "region dropped"),
    ];

    public static void Write(CoverageReport report, ImmutableArray<MutantOutcome> mutants, TextWriter page)
    {
        page.NewLine = "\n";
        page.WriteLine("# Coverage of the collected claims");
        page.WriteLine();
        page.WriteLine("Written by `./filaggrin knowledge coverage --write docs/coverage.md`; a test holds it equal to the knowledge.");
        page.WriteLine("A claim is a row that was collected from a label, a guideline or a review before it became knowledge (`knowledge/claims/`).");
        page.WriteLine($"A name proves nothing: where a claim has a condition, it and the items that name it are compared on {CoverageCheck.SheetCount} random fact sheets;");
        page.WriteLine("verdicts, regions and figures are compared as well. What differs stands below with its reason; where text and cell of a claim disagree, the text governs.");
        page.WriteLine();
        Counts(report, page);
        Differences(report, page);
        Unread(report, page);
        Mutants(mutants, page);
    }

    private static void Counts(CoverageReport report, TextWriter page)
    {
        HashSet<string> differing = [.. report.Differences.Select(difference => difference.Claim.Id)], unexplained = [.. report.Unexplained.Select(difference => difference.Claim.Id)];
        page.WriteLine("| claims | collected | compared on sheets | agree | differ, with reason | differ, without |");
        page.WriteLine("|---|---|---|---|---|---|");
        foreach (IGrouping<string, Claim> file in report.Claims.GroupBy(claim => claim.Place.File, StringComparer.Ordinal))
        {
            int reasoned = file.Count(claim => differing.Contains(claim.Id) && !unexplained.Contains(claim.Id));
            page.WriteLine($"| {Path.GetFileNameWithoutExtension(file.Key)} | {file.Count()} | {file.Count(claim => claim.When is not null)} | {file.Count(claim => !differing.Contains(claim.Id))} | {reasoned} | {file.Count(claim => unexplained.Contains(claim.Id))} |");
        }
    }

    private static void Differences(CoverageReport report, TextWriter page)
    {
        page.WriteLine();
        page.WriteLine("## Where the knowledge departs, and why");
        foreach (IGrouping<string, Difference> reason in report.Differences.Where(difference => difference.Reason is not null)
            .GroupBy(difference => difference.Reason!, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            page.WriteLine($"- {reason.Key} *{string.Join(", ", reason.Select(difference => difference.Claim.Id).Distinct(StringComparer.Ordinal))}*");
        }

        foreach (Difference difference in report.Unexplained) page.WriteLine($"- **No reason on file**: {difference.Claim.Id}: {difference.What}.");
    }

    private static void Unread(CoverageReport report, TextWriter page)
    {
        page.WriteLine();
        page.WriteLine("## Claims whose condition is no formula");
        page.WriteLine("They are named by an item that says them; only their figures and verdicts are compared.");
        page.WriteLine();
        foreach (Claim claim in report.Unread) page.WriteLine($"- {claim.Id}: «{claim.Condition}»");
    }

    private static void Mutants(ImmutableArray<MutantOutcome> mutants, TextWriter page)
    {
        page.WriteLine();
        page.WriteLine("## Planted faults");
        page.WriteLine("One fault at a time is planted in every rule; cases made from the claims (values at, just below and just above each edge) must notice it.");
        page.WriteLine();
        page.WriteLine("| fault | planted | noticed by the claims | with the rules' own cases |");
        page.WriteLine("|---|---|---|---|");
        foreach ((MutantKind kind, string words) in MutantKinds) Row(words, [.. mutants.Where(outcome => outcome.Mutant.Kind == kind)], page);
        Row("**all**", mutants, page);
        page.WriteLine();
        page.WriteLine("Not noticed by the claims (v: verdict, t: threshold, d: dropped, n: negated, r: region; in brackets those that the rule's own cases notice):");
        page.WriteLine();
        foreach (IGrouping<string, MutantOutcome> agent in mutants.Where(outcome => !outcome.ByClaims).GroupBy(outcome => outcome.Agent.Id, StringComparer.Ordinal))
        {
            IEnumerable<string> rules = agent.GroupBy(outcome => outcome.Mutant.Original.Id, StringComparer.Ordinal)
                .Select(rule => $"{rule.Key[(agent.Key.Length + 1)..]} {string.Join(' ', rule.Select(Letter).Distinct(StringComparer.Ordinal))}");
            page.WriteLine($"- {agent.Key}: {string.Join("; ", rules)}");
        }
    }

    private static void Row(string words, ImmutableArray<MutantOutcome> mutants, TextWriter page)
    {
        if (mutants.IsEmpty) return;
        int claims = mutants.Count(outcome => outcome.ByClaims), all = mutants.Count(outcome => outcome.ByClaims || outcome.ByOwnCases);
        page.WriteLine($"| {words} | {mutants.Length} | {claims} ({Percent(claims, mutants.Length)}) | {all} ({Percent(all, mutants.Length)}) |");
    }

    private static string Letter(MutantOutcome outcome)
    {
        string letter = outcome.Mutant.Kind switch { MutantKind.Verdict => "v", MutantKind.Threshold => "t", MutantKind.Dropped => "d", MutantKind.Negated => "n", _ => "r" };
        return outcome.ByOwnCases ? $"({letter})" : letter;
    }

    private static string Percent(int part, int whole) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");
}
