using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>The whole edition as one JSON file: the nodes of every YAML file with their lines, so that a fault found later still names its place.</summary>
public static class EditionArchive
{
    /// <summary>Writes the files of an edition that loads without fault.</summary>
    public static byte[] Write(IEnumerable<KnowledgeFile> files)
    {
        KnowledgeFile[] all = KnowledgeBase.OfEdition(files);
        List<Finding> findings = [];
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("hash", KnowledgeBase.Hash(all));
            writer.WriteStartObject("files");
            foreach (KnowledgeFile file in all)
            {
                if (YamlReader.Read(file, findings) is not { } node) continue;
                writer.WritePropertyName(file.Path);
                WriteNode(writer, node);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads an edition that <see cref="Write"/> wrote.</summary>
    /// <exception cref="KnowledgeException">Something is wrong.</exception>
    public static KnowledgeBase Read(ReadOnlySpan<byte> json)
    {
        (string hash, List<Node> nodes) = ReadNodes(json);
        List<Finding> findings = [];
        KnowledgeBase? knowledge = KnowledgeBase.FromNodes(nodes, hash, findings);
        return knowledge is not null && findings.Count == 0 ? knowledge : throw new KnowledgeException([.. findings]);
    }

    /// <summary>The hash of the files and what they hold.</summary>
    internal static (string Hash, List<Node> Nodes) ReadNodes(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        List<Node> nodes = [];
        string hash = "";
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isHash = reader.ValueTextEquals("hash"u8);
            reader.Read();
            if (isHash)
            {
                hash = reader.GetString()!;
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string path = reader.GetString()!;
                reader.Read();
                nodes.Add(ReadNode(ref reader, path));
            }
        }

        return (hash, nodes);
    }

    // A node is an array that begins with its line: [line, "text"], [line, 1, "quoted"], [line, [items]], [line, {entries}].
    private static void WriteNode(Utf8JsonWriter writer, Node node)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(node.Place.Line);
        switch (node)
        {
            case ScalarNode scalar:
                if (scalar.Quoted) writer.WriteNumberValue(1);
                writer.WriteStringValue(scalar.Text);
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (Node item in sequence.Items) WriteNode(writer, item);
                writer.WriteEndArray();
                break;
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach ((string key, Node value) in mapping.Entries)
                {
                    writer.WritePropertyName(key);
                    WriteNode(writer, value);
                }

                writer.WriteEndObject();
                break;
        }

        writer.WriteEndArray();
    }

    private static Node ReadNode(ref Utf8JsonReader reader, string path)
    {
        reader.Read();
        Place place = new(path, reader.GetInt32());
        reader.Read();
        bool quoted = false;
        if (reader.TokenType == JsonTokenType.Number)
        {
            quoted = true;
            reader.Read();
        }

        Node node;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                node = new ScalarNode(reader.GetString()!, quoted, place);
                break;
            case JsonTokenType.StartArray:
                ImmutableArray<Node>.Builder items = ImmutableArray.CreateBuilder<Node>();
                while (reader.Read() && reader.TokenType == JsonTokenType.StartArray) items.Add(ReadNode(ref reader, path));
                node = new SequenceNode(items.ToImmutable(), place);
                break;
            default:
                ImmutableArray<KeyValuePair<string, Node>>.Builder entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string key = reader.GetString()!;
                    reader.Read();
                    entries.Add(new(key, ReadNode(ref reader, path)));
                }

                node = new MappingNode(entries.ToImmutable(), place);
                break;
        }

        reader.Read();
        return node;
    }
}
