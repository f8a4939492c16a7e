using Filaggrin.Acceptance;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SlowestFirst))]

namespace Filaggrin.Acceptance;

/// <summary>What takes a minute begins first, so that nothing is waited for alone in the end.</summary>
public sealed class SlowestFirst : ITestCollectionOrderer
{
    private static readonly string[] Slow = [".Export.", ".FuzzTests", ".AuthoringGuideTests", ".NodeValidityTests", ".EvidenceCompareTests", ".DeterminismTests", ".OracleTests"];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Place(ITestCollection collection) =>
        Array.FindIndex(Slow, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and int place ? place : Slow.Length;
}
