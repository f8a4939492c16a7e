using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>The regions in which a rule speaks before its agent is started, and those in which it speaks during treatment.</summary>
/// <param name="Before">Regions before the start.</param>
/// <param name="During">Regions during treatment.</param>
internal sealed record RuleReach(ImmutableArray<string> Before, ImmutableArray<string> During)
{
    private const string OnTreatment = "OnTreatment";

    /// <summary>It speaks in every region, before and during treatment.</summary>
    public bool IsEverywhere => Before.Length == RegionChoice.Regions.Length && During.Length == RegionChoice.Regions.Length;

    /// <summary>The reach of a rule among the others of its agent.</summary>
    public static RuleReach Of(Agent agent, Rule rule) => new(Regions(agent, rule, Phase.Treatment), Regions(agent, rule, Phase.Start));

    /// <summary>The facts that the reach of an agent's rules asks for.</summary>
    public static IEnumerable<FactDefinition> Facts(Agent agent, FactDictionary facts) =>
        facts.Find(OnTreatment) is { } onTreatment && agent.Rules.Any(rule => rule.Phase != Phase.Both) ? [onTreatment] : [];

    /// <summary>The reach as a condition; where it is not known whether treatment has begun, a rule of either phase speaks.</summary>
    public string Cql(CqlScope scope, FactDictionary facts)
    {
        if (Before.SequenceEqual(During)) return Among(Before);
        if (facts.Find(OnTreatment) is not { } fact) return Among([.. RegionChoice.Regions.Where(region => Before.Contains(region, StringComparer.Ordinal) || During.Contains(region, StringComparer.Ordinal))]);
        string onTreatment = scope.Fact(fact);
        string[] phases = [.. new[] { (Before, $"{onTreatment} is not true"), (During, $"{onTreatment} is not false") }.Where(phase => !phase.Item1.IsEmpty).Select(phase =>
            phase.Item1.Length == RegionChoice.Regions.Length ? phase.Item2 : $"({phase.Item2} and {Among(phase.Item1)})")];
        return string.Join(" or ", phases);

        string Among(ImmutableArray<string> regions) => $"{scope.Shared("\"Region in force\"")} in {CqlText.List(regions)}";
    }

    private static ImmutableArray<string> Regions(Agent agent, Rule rule, Phase silent)
    {
        Rule[] inPhase = [.. agent.Rules.Where(other => other.Phase != silent)];
        return rule.Phase == silent ? [] : [.. RegionChoice.Regions.Where(region => RegionChoice.For(inPhase, region).Any(speaking => ReferenceEquals(speaking, rule)))];
    }
}
