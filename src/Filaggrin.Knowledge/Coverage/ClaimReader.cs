using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>Reads the collected claims under <c>claims/</c>; they are no part of an edition.</summary>
public static class ClaimReader
{
    /// <summary>The folder of the claims inside the knowledge folder.</summary>
    public const string Folder = "claims/";

    private static readonly (string Word, DifferenceKind Kind)[] Kinds =
    [
        ("left-out", DifferenceKind.LeftOut), ("narrower", DifferenceKind.Narrower), ("wider", DifferenceKind.Wider),
        ("verdict", DifferenceKind.Verdict), ("region", DifferenceKind.Region), ("figure", DifferenceKind.Figure),
    ];

    /// <summary>The file holds claims and so is no part of an edition.</summary>
    public static bool Holds(KnowledgeFile file) => file.Path.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary>Reads the claims; other files are passed over.</summary>
    /// <exception cref="KnowledgeException">Something is wrong; every fault is named with file and line.</exception>
    public static ImmutableArray<Claim> Read(IEnumerable<KnowledgeFile> files, KnowledgeBase knowledge)
    {
        List<Finding> findings = [];
        Dictionary<string, Claim> claims = new(StringComparer.Ordinal);
        foreach (KnowledgeFile file in files.Where(Holds))
        {
            if (YamlReader.Read(file, findings) is not { } node) continue;
            foreach (Claim claim in File(node, knowledge, findings))
            {
                if (!claims.TryAdd(claim.Id, claim)) findings.Add(new(claim.Place, $"the claim «{claim.Id}» stands twice; the other is {claims[claim.Id].Place}."));
            }
        }

        return findings.Count == 0 ? [.. claims.Values] : throw new KnowledgeException([.. findings]);
    }

    /// <summary>Reads one file.</summary>
    internal static ImmutableArray<Claim> File(Node node, KnowledgeBase knowledge, ICollection<Finding> findings)
    {
        MappingReader reader = new(node, findings);
        reader.Text("theme");
        ImmutableDictionary<string, string> reasons = Reasons(reader.Keys("reasons"));
        ImmutableArray<Claim> claims = [.. reader.List("claims").Select(entry => Claim(entry, knowledge, reasons, findings))];
        reader.Close();
        return claims;
    }

    private static Claim Claim(Node node, KnowledgeBase knowledge, ImmutableDictionary<string, string> reasons, ICollection<Finding> findings)
    {
        MappingReader reader = new(node, findings);
        string id = reader.Required("id");
        reader.Subject = "claim " + id;
        string? condition = reader.Text("when"), differs = reader.Text("differs");
        ImmutableArray<string> departs = reader.Words("departs", [.. Kinds.Select(kind => kind.Word)]);
        if (differs is not null && departs.IsEmpty) reader.Fault("«departs» is missing; it says in what the knowledge differs, such as [wider].");
        if (differs is null && !departs.IsEmpty) reader.Fault("«differs» is missing; it says why the knowledge departs.");
        (Expr? when, string? whyNot) = Parse(condition, knowledge);
        Claim claim = new(
            id, reader.Text("kind") ?? "", reader.Text("agent"), condition, when, whyNot, reader.Texts("says"),
            [.. reader.Texts("figures").Select(Figure.Parse)], reader.Words("region", ItemReader.Regions), reader.Recalled(),
            differs is null ? null : reasons.GetValueOrDefault(differs, differs),
            [.. Kinds.Where(kind => departs.Contains(kind.Word, StringComparer.Ordinal)).Select(kind => kind.Kind)], node.Place);
        reader.Close();
        return claim;
    }

    private static (Expr? When, string? WhyNot) Parse(string? condition, KnowledgeBase knowledge)
    {
        if (condition is null) return (null, null);
        try
        {
            return (ConditionParser.Parse(condition, knowledge.Facts, knowledge.Medicines.Groups, anyName: true), null);
        }
        catch (ConditionException fault)
        {
            return (null, fault.Message);
        }
    }

    private static ImmutableDictionary<string, string> Reasons(MappingNode? node) => node is not null
        ? node.Entries.ToImmutableDictionary(entry => entry.Key, entry => (entry.Value as ScalarNode)?.Text ?? "", StringComparer.Ordinal)
        : ImmutableDictionary<string, string>.Empty;
}
