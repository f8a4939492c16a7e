using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads a YAML file into nodes that know their line. Anchors, tags and several documents are not part of the form.</summary>
internal static class YamlReader
{
    private const int DeepestNesting = 200;

    public static Node? Read(KnowledgeFile file, ICollection<Finding> findings)
    {
        if (Depth(file.Text) > DeepestNesting)
        {
            findings.Add(new(new(file.Path, 1), "brackets are nested too deeply."));
            return null;
        }

        if (LineOf('\uFFFD', file.Text) is { } line)
        {
            findings.Add(new(new(file.Path, line), "a character is not readable; save the file as UTF-8."));
            return null;
        }

        try
        {
            Parser parser = new(new StringReader(file.Text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return null;
            parser.Consume<DocumentStart>();
            Node node = ReadNode(parser, file.Path, findings);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _)) findings.Add(new(new(file.Path, 1), "the file holds several documents; write one file each."));
            FindCutLines(file, findings);
            return node;
        }
        catch (YamlException fault)
        {
            findings.Add(new(new(file.Path, (int)fault.Start.Line), "this is not the YAML expected here: " + fault.Message.ReplaceLineEndings(" ")));
            return null;
        }
    }

    private static int? LineOf(char letter, string text) => text.IndexOf(letter, StringComparison.Ordinal) is var at and >= 0 ? text.AsSpan(0, at).Count('\n') + 1 : null;

    /// <summary>The deepest nesting of brackets, counted before the parser sees them: it would exhaust the stack.</summary>
    private static int Depth(string text)
    {
        int depth = 0, deepest = 0;
        foreach (char letter in text)
        {
            if (letter is '[' or '{') deepest = Math.Max(deepest, ++depth);
            else if (letter is ']' or '}' && depth > 0) depth--;
        }

        return deepest;
    }

    private static Node ReadNode(Parser parser, string path, ICollection<Finding> findings)
    {
        Place place = new(path, (int)(parser.Current?.Start.Line ?? 1));
        if (parser.TryConsume<Scalar>(out Scalar? scalar) && scalar is not null) return new ScalarNode(scalar.Value, scalar.Style != ScalarStyle.Plain, place);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            ImmutableArray<Node>.Builder items = ImmutableArray.CreateBuilder<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser, path, findings));
            return new SequenceNode(items.ToImmutable(), place);
        }

        parser.Consume<MappingStart>();
        ImmutableArray<KeyValuePair<string, Node>>.Builder entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        HashSet<string> keys = new(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            Scalar key = parser.Consume<Scalar>();
            if (!keys.Add(key.Value)) findings.Add(new(new(path, (int)key.Start.Line), $"the key «{key.Value}» stands twice."));
            entries.Add(new(key.Value, ReadNode(parser, path, findings)));
        }

        return new MappingNode(entries.ToImmutable(), place);
    }

    /// <summary>A number sign after a blank silently cuts a plain line; on conditions and reasons that would lose meaning.</summary>
    private static void FindCutLines(KnowledgeFile file, ICollection<Finding> findings)
    {
        int line = 0;
        foreach (ReadOnlySpan<char> raw in file.Text.AsSpan().EnumerateLines())
        {
            line++;
            ReadOnlySpan<char> text = raw.TrimStart(" -");
            foreach (string key in (ReadOnlySpan<string>)["when:", "because:", "text:", "is:", "yes-when:", "no-when:", "relevant-when:", "owed-when:", "done-when:", "abnormal-when:"])
            {
                if (text.StartsWith(key) && text[key.Length..].TrimStart() is not ['"' or '\'', ..] and var value && value.Contains(" #", StringComparison.Ordinal))
                    findings.Add(new(new(file.Path, line), $"a comment cuts the line «{key}»; put the text in quotes or the comment on its own line."));
            }
        }
    }
}
