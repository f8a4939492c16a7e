using System.Collections.Immutable;
using Filaggrin.Knowledge.Coverage;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Coverage;

/// <summary>The knowledge against the claims it was written from.</summary>
public class RealClaimsTests
{
    private static readonly ImmutableArray<Claim> Claims = ClaimReader.Read(TestKnowledge.Files(), TestKnowledge.Load());

    // Some thousand mutants: planted once for both tests.
    private static readonly Lazy<ImmutableArray<MutantOutcome>> Outcomes = new(() => MutationCheck.Of(TestKnowledge.Load(), Claims));

    [Fact]
    public void Every_claim_is_carried_or_argued()
    {
        CoverageReport report = CoverageCheck.Of(TestKnowledge.Load(), Claims);
        Assert.Equal(1418, report.Claims.Length);
        string faults = string.Join('\n', report.Unexplained.Select(difference => $"{difference.Claim.Id}: {difference.What}")
            .Concat(report.Unknown.Select(finding => finding.ToString())).Concat(report.Idle.Select(claim => $"{claim.Id}: its reason explains nothing")));
        if (faults.Length > 0) Assert.Fail(faults);
    }

    [Fact]
    public void Nineteen_of_twenty_planted_faults_are_noticed_by_cases_made_from_the_claims()
    {
        ImmutableArray<MutantOutcome> outcomes = Outcomes.Value;
        Assert.True(outcomes.Length > 3000);
        Assert.InRange(outcomes.Count(outcome => outcome.ByClaims) / (double)outcomes.Length, 0.95, 1.0);
    }

    [Fact]
    public void A_hard_rule_that_is_dropped_is_always_noticed()
    {
        IEnumerable<string> unnoticed = Outcomes.Value
            .Where(outcome => outcome.Mutant is { Kind: MutantKind.Dropped or MutantKind.Negated, Original.IsHard: true } && !outcome.ByClaims && !outcome.ByOwnCases)
            .Select(outcome => $"{outcome.Mutant.Original.Id} {outcome.Mutant.What}");
        Assert.Empty(unnoticed);
    }
}
