using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Cli.Output;

/// <summary>What other regions say of an option where the reader's own rule was taken.</summary>
internal static class ElsewhereText
{
    private const int Letters = 140;

    /// <summary>All of it, the worst first.</summary>
    public static IEnumerable<Statement> InOrder(Option option) => option.Elsewhere.OrderBy(VerdictOf);

    /// <summary>Whatever has the worst verdict, and of each region that says nothing so bad its own worst; no notes.</summary>
    public static IEnumerable<Statement> Worst(Option option)
    {
        Statement[] told = [.. InOrder(option).Where(statement => VerdictOf(statement) != Verdict.Note)];
        HashSet<string> regions = new(StringComparer.Ordinal);
        foreach (Statement statement in told)
        {
            bool isNew = regions.Add(Regions(statement));
            if (isNew || VerdictOf(statement) == VerdictOf(told[0])) yield return statement;
        }
    }

    /// <summary>A statement with its region, verdict and sources.</summary>
    public static string Of(Statement statement) =>
        $"{Regions(statement)}: {StandingText.Of(VerdictOf(statement))}. {ReasonText.Brief(ReasonText.Stop(statement.Item.Text), Letters)}{ReasonText.Sources(statement.Item.Sources, statement.Item.Recalled)}";

    private static string Regions(Statement statement) => string.Join("/", statement.Item.Regions);

    private static Verdict VerdictOf(Statement statement) => statement.Item is Rule rule ? rule.Verdict : Verdict.Note;
}
