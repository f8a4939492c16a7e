using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>Plants one fault at a time in the rules and asks whether cases made from the claims notice it.</summary>
/// <remarks>
/// A case is a fact sheet at, just below or just above an edge that a claim names, with what the claim says of it. Only cases on which the sound
/// rule and its claims agree count, so that a difference with a reason on file kills nothing.
/// </remarks>
public sealed class MutationCheck
{
    private const int SheetsPerClaim = 1000;

    private static readonly AndExpr Everybody = new("everybody", []);

    private readonly KnowledgeBase _knowledge;
    private readonly Dictionary<string, Claim> _claims;

    private MutationCheck(KnowledgeBase knowledge, ImmutableArray<Claim> claims)
    {
        _knowledge = knowledge;
        _claims = claims.ToDictionary(claim => claim.Id, StringComparer.Ordinal);
    }

    /// <summary>Every mutant with what noticed it.</summary>
    public static ImmutableArray<MutantOutcome> Of(KnowledgeBase knowledge, ImmutableArray<Claim> claims)
    {
        MutationCheck check = new(knowledge, claims);
        return [.. knowledge.Agents.Values.SelectMany(agent => agent.Rules.SelectMany(rule => check.Outcomes(agent, rule)))];
    }

    private IEnumerable<MutantOutcome> Outcomes(Agent agent, Rule rule)
    {
        Claim[] claims = [.. rule.Rows.Select(row => _claims.GetValueOrDefault(row)).OfType<Claim>()];
        (FactSheet Sheet, Truth Expected)[] cases = rule.When is { } when ? [.. Cases(agent, rule, when, claims)] : [];
        return Mutant.Of(rule).Select(mutant => new MutantOutcome(agent, mutant, ByClaims(mutant, claims, cases), ByOwnCases(mutant)));
    }

    /// <summary>Fact sheets on which the claims of a rule say that it fires or is clear, and it does.</summary>
    private IEnumerable<(FactSheet Sheet, Truth Expected)> Cases(Agent agent, Rule rule, Expr when, Claim[] claims)
    {
        Expr[] conditions = [.. claims.Select(ConditionOf).OfType<Expr>()];
        if (conditions.Length == 0) yield break;
        Expr any = conditions.Length == 1 ? conditions[0] : new OrExpr("", [.. conditions]);
        SheetSampler sampler = new(_knowledge.Facts, conditions.Append(when));
        foreach (FactSheet drawn in sampler.Sheets(SheetsPerClaim, SheetSampler.SeedOf(rule.Id), any))
        {
            FactSheet sheet = SheetSampler.InFrame(drawn, _knowledge, agent, rule.Phase);
            Truth expected = conditions.Select(condition => condition.Truth(sheet)).Aggregate(Truth.False, Kleene.Or);
            if (expected != Truth.Unknown && when.Truth(sheet) == expected) yield return (sheet, expected);
        }
    }

    /// <summary>A claim with a verdict and no condition binds everybody.</summary>
    private static Expr? ConditionOf(Claim claim) => claim.When ?? (claim is { Condition: null, Says.IsEmpty: false } ? Everybody : null);

    private static bool ByClaims(Mutant mutant, Claim[] claims, (FactSheet Sheet, Truth Expected)[] cases) => mutant.Kind switch
    {
        MutantKind.Verdict => claims.Any(claim => claim.Says.Contains(Carrier.WordOf(mutant.Original.Verdict), StringComparer.Ordinal)),
        MutantKind.Region => claims.SelectMany(claim => claim.Regions).ToHashSet(StringComparer.Ordinal).SetEquals(mutant.Original.Regions),
        MutantKind.Dropped => cases.Any(example => example.Expected == Truth.True) || (mutant.Original.When is null && claims.Length > 0),
        _ => cases.Any(example => mutant.Faulty!.When!.Truth(example.Sheet) != example.Expected),
    };

    private bool ByOwnCases(Mutant mutant) => mutant.Kind switch
    {
        MutantKind.Verdict or MutantKind.Region => false,
        MutantKind.Dropped => mutant.Original.Cases.Any(example => example.Expected == Truth.True),
        _ => mutant.Original.Cases.Any(example => mutant.Faulty!.When!.Truth(new FactSheet(_knowledge.Facts, example.Facts, listsHeld: null)) != example.Expected),
    };
}

/// <summary>A mutant and what noticed it.</summary>
/// <param name="Agent">The agent of the rule.</param>
/// <param name="Mutant">The fault.</param>
/// <param name="ByClaims">A case made from the claims notices it.</param>
/// <param name="ByOwnCases">A case that stands with the rule notices it.</param>
public sealed record MutantOutcome(Agent Agent, Mutant Mutant, bool ByClaims, bool ByOwnCases);
