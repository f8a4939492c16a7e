using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Coverage;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Schemas;

/// <summary>The readers of each kind of file, with all else as the knowledge folder has it.</summary>
internal static class Readers
{
    private static readonly KnowledgeBase Knowledge = TestKnowledge.Load();

    /// <summary>Every file of the folder.</summary>
    public static IEnumerable<KnowledgeFile> All => TestKnowledge.Files();

    /// <summary>Every file of the folder with what it holds.</summary>
    public static IReadOnlyList<(string Path, Node Node)> Files { get; } =
        [.. All.Select(file => (file.Path, YamlReader.Read(file, [])!)).Where(file => file.Item2 is not null)];

    /// <summary>Reads one file as its kind is read.</summary>
    public static void Read(string kind, Node node, ICollection<Finding> findings)
    {
        Scope scope = new(Knowledge.Edition, Knowledge.Facts, Knowledge.Medicines, Knowledge.Sources, findings);
        AgentReader agents = new(scope);
        switch (kind)
        {
            case "agent": agents.Agent(node); break;
            case "pathway": agents.Pathway(node, new Pathway()); break;
            case "regions": agents.Region(node); break;
            case "facts": new FactReader(findings).File(node); break;
            case "medicines": new MedicineReader(findings).File(node); break;
            case "sources": KnowledgeBase.ReadSources(node, [], findings); break;
            case "edition": KnowledgeBase.ReadEdition(node, "", findings); break;
            case "questions": new QuestionReader(scope).File(node); break;
            case "claims": ClaimReader.File(node, Knowledge, findings); break;
            default: Assert.Fail($"{kind}: nobody reads it"); break;
        }
    }

    /// <summary>The first fault that the readers find, or null.</summary>
    public static string? Fault(string kind, Node node)
    {
        List<Finding> findings = [];
        Read(kind, node, findings);
        return findings.FirstOrDefault()?.ToString();
    }
}

/// <summary>Findings that keep every key asked for.</summary>
internal sealed class AskedKeys : List<Finding>, IAskedKeys
{
    public List<AskedKey> Keys { get; } = [];

    public void Add(AskedKey key) => Keys.Add(key);
}
