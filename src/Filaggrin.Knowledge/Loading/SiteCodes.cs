using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>A site's own codes for facts, by the URI of their system.</summary>
/// <param name="Entries">System, code and the fact they stand for.</param>
internal sealed record SiteCodes(ImmutableArray<(string System, string Code, FactDefinition Fact)> Entries)
{
    /// <summary>Reads <c>Fact: { system: URI, code: X }</c>, or a list of such pairs under a fact.</summary>
    public static SiteCodes Read(KnowledgeFile file, FactDictionary facts, ICollection<Finding> findings)
    {
        ImmutableArray<(string, string, FactDefinition)>.Builder entries = ImmutableArray.CreateBuilder<(string, string, FactDefinition)>();
        if (YamlReader.Read(file, findings) is not MappingNode mapping)
        {
            findings.Add(new(new(file.Path, 1), "facts with their codes are expected, such as EASI: { system: https://example.org/codes, code: EASI-T }."));
            return new([]);
        }

        foreach ((string name, Node node) in mapping.Entries)
        {
            if (facts.FindAny(name, out bool negated) is not { } fact || negated)
            {
                findings.Add(new(node.Place, $"fact «{name}» is not defined{(facts.Nearest(name) is { } near ? $"; did you mean «{near}»?" : ".")}"));
                continue;
            }

            foreach (Node pair in node is SequenceNode sequence ? sequence.Items : [node])
            {
                MappingReader reader = new(pair, findings) { Subject = name };
                entries.Add((reader.Required("system"), reader.Required("code"), fact));
                reader.Close();
            }
        }

        return new(entries.ToImmutable());
    }
}
