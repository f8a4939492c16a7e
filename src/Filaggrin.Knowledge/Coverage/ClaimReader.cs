using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>Reads the collected claims under <c>claims/</c>; they are no part of an edition.</summary>
public static class ClaimReader
{
    /// <summary>The folder of the claims inside the knowledge folder.</summary>
    public const string Folder = "claims/";

    /// <summary>Reads the files of the claims.</summary>
    /// <exception cref="KnowledgeException">Something is wrong; every fault is named with file and line.</exception>
    public static ImmutableArray<Claim> Read(IEnumerable<KnowledgeFile> files, KnowledgeBase knowledge)
    {
        List<Finding> findings = [];
        Dictionary<string, Claim> claims = new(StringComparer.Ordinal);
        foreach (KnowledgeFile file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            if (YamlReader.Read(file, findings) is not { } node) continue;
            MappingReader reader = new(node, findings);
            reader.Take("theme");
            ImmutableDictionary<string, string> reasons = Reasons(reader.Take("reasons"));
            foreach (Node entry in reader.List("claims"))
            {
                Claim claim = Claim(entry, knowledge, reasons, findings);
                if (!claims.TryAdd(claim.Id, claim)) findings.Add(new(claim.Place, $"the claim «{claim.Id}» stands twice; the other is {claims[claim.Id].Place}."));
            }

            reader.Close();
        }

        return findings.Count == 0 ? [.. claims.Values] : throw new KnowledgeException([.. findings]);
    }

    private static Claim Claim(Node node, KnowledgeBase knowledge, ImmutableDictionary<string, string> reasons, List<Finding> findings)
    {
        MappingReader reader = new(node, findings);
        string id = reader.Required("id");
        reader.Subject = "claim " + id;
        string? condition = reader.Text("when"), differs = reader.Text("differs");
        (Expr? when, string? whyNot) = Parse(condition, knowledge);
        Claim claim = new(
            id, reader.Text("kind") ?? "", reader.Text("agent"), condition, when, whyNot, reader.Texts("says"),
            [.. reader.Texts("figures").Select(Figure.Parse)], reader.Texts("region"), reader.Text("basis") == "recalled",
            differs is null ? null : reasons.GetValueOrDefault(differs, differs), node.Place);
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

    private static ImmutableDictionary<string, string> Reasons(Node? node) => node is MappingNode mapping
        ? mapping.Entries.ToImmutableDictionary(entry => entry.Key, entry => (entry.Value as ScalarNode)?.Text ?? "", StringComparer.Ordinal)
        : ImmutableDictionary<string, string>.Empty;
}
