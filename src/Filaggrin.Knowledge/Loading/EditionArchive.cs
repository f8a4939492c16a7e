using System.Collections.Immutable;
using System.Text;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>The whole edition as one file: the nodes of every YAML file with their lines, so that a fault found later still names its place.</summary>
/// <remarks>
/// A mark, then every text once, then the nodes. Numbers are 7-bit encoded. A node is its form, the lines since the node before it and
/// what it holds: the number of a text; how many items, then the items; how many entries, then for each the number of its key and the value.
/// </remarks>
public static class EditionArchive
{
    private static readonly byte[] Mark = "filaggrin edition 2\n"u8.ToArray();

    private enum Form : byte
    {
        Text,
        Quoted,
        Sequence,
        Mapping,
    }

    /// <summary>Writes the files of an edition that loads without fault.</summary>
    public static byte[] Write(IEnumerable<KnowledgeFile> files)
    {
        KnowledgeFile[] all = KnowledgeBase.OfEdition(files);
        List<Finding> findings = [];
        using MemoryStream body = new();
        using BinaryWriter bodyWriter = new(body, Encoding.UTF8);
        NodeWriter nodes = new(bodyWriter);
        foreach (KnowledgeFile file in all)
        {
            if (YamlReader.Read(file, findings) is { } node) nodes.File(file.Path, node);
        }

        using MemoryStream archive = new();
        archive.Write(Mark);
        using BinaryWriter writer = new(archive, Encoding.UTF8);
        writer.Write(KnowledgeBase.Hash(all));
        writer.Write7BitEncodedInt(nodes.Texts.Count);
        foreach (string text in nodes.Texts) writer.Write(text);
        writer.Write7BitEncodedInt(nodes.Files);
        writer.Flush();
        bodyWriter.Flush();
        body.WriteTo(archive);
        return archive.ToArray();
    }

    /// <summary>The bytes begin as an archive of this version does.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Mark);

    /// <summary>Reads an edition that <see cref="Write"/> wrote.</summary>
    /// <exception cref="KnowledgeException">Something is wrong.</exception>
    public static KnowledgeBase Read(byte[] archive)
    {
        (string hash, List<Node> nodes) = ReadNodes(archive);
        return Knowledge(hash, nodes);
    }

    /// <summary>The knowledge of nodes that <see cref="ReadNodes"/> read.</summary>
    /// <exception cref="KnowledgeException">Something is wrong.</exception>
    internal static KnowledgeBase Knowledge(string hash, List<Node> nodes)
    {
        List<Finding> findings = [];
        KnowledgeBase? knowledge = KnowledgeBase.FromNodes(nodes, hash, findings, questionsLater: true);
        return knowledge is not null && findings.Count == 0 ? knowledge : throw new KnowledgeException([.. findings]);
    }

    /// <summary>The hash of the files and what they hold.</summary>
    internal static (string Hash, List<Node> Nodes) ReadNodes(byte[] archive)
    {
        if (!IsArchive(archive)) throw new KnowledgeException([new(new("edition", 1), "this is no built edition of this version; build it anew with «knowledge build».")]);
        try
        {
            using BinaryReader reader = new(new MemoryStream(archive, Mark.Length, archive.Length - Mark.Length), Encoding.UTF8);
            string hash = reader.ReadString();
            string[] texts = new string[reader.Read7BitEncodedInt()];
            for (int i = 0; i < texts.Length; i++) texts[i] = reader.ReadString();
            int files = reader.Read7BitEncodedInt();
            List<Node> nodes = new(files);
            NodeReader tree = new(archive, Mark.Length + (int)reader.BaseStream.Position, texts);
            for (int i = 0; i < files; i++) nodes.Add(tree.File());
            return (hash, nodes);
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or EndOfStreamException or FormatException or OverflowException or ArgumentException)
        {
            throw new KnowledgeException([new(new("edition", 1), "the built edition is damaged; build it anew with «knowledge build».")]);
        }
    }

    private sealed class NodeWriter(BinaryWriter body)
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private int _line;

        public List<string> Texts { get; } = [];

        public int Files { get; private set; }

        public void File(string path, Node node)
        {
            Files++;
            _line = 0;
            Text(path);
            Write(node);
        }

        private void Write(Node node)
        {
            body.Write((byte)(node switch { ScalarNode { Quoted: true } => Form.Quoted, ScalarNode => Form.Text, SequenceNode => Form.Sequence, _ => Form.Mapping }));
            // A node can begin before the one written last: the sign goes into the lowest bit.
            int lines = node.Place.Line - _line;
            body.Write7BitEncodedInt((lines << 1) ^ (lines >> 31));
            _line = node.Place.Line;
            switch (node)
            {
                case ScalarNode scalar:
                    Text(scalar.Text);
                    break;
                case SequenceNode sequence:
                    body.Write7BitEncodedInt(sequence.Items.Length);
                    foreach (Node item in sequence.Items) Write(item);
                    break;
                case MappingNode mapping:
                    body.Write7BitEncodedInt(mapping.Entries.Length);
                    foreach ((string key, Node value) in mapping.Entries)
                    {
                        Text(key);
                        Write(value);
                    }

                    break;
            }
        }

        private void Text(string text)
        {
            if (!_numbers.TryGetValue(text, out int number))
            {
                _numbers.Add(text, number = Texts.Count);
                Texts.Add(text);
            }

            body.Write7BitEncodedInt(number);
        }
    }

    private sealed class NodeReader(byte[] bytes, int at, string[] texts)
    {
        private int _at = at;
        private const int Deepest = 64;

        private string _file = "";
        private int _line;

        public Node File()
        {
            _line = 0;
            _file = Text();
            return Read(depth: 0);
        }

        private Node Read(int depth)
        {
            if (depth > Deepest) throw new FormatException();
            Form form = (Form)bytes[_at++];
            int lines = Number();
            _line += (lines >>> 1) ^ -(lines & 1);
            Place place = new(_file, _line);
            switch (form)
            {
                case Form.Text or Form.Quoted:
                    return new ScalarNode(Text(), form == Form.Quoted, place);
                case Form.Sequence:
                    ImmutableArray<Node>.Builder items = ImmutableArray.CreateBuilder<Node>(Count());
                    for (int left = items.Capacity; left > 0; left--) items.Add(Read(depth + 1));
                    return new SequenceNode(items.MoveToImmutable(), place);
                case Form.Mapping:
                    ImmutableArray<KeyValuePair<string, Node>>.Builder entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>(Count());
                    for (int left = entries.Capacity; left > 0; left--) entries.Add(new(Text(), Read(depth + 1)));
                    return new MappingNode(entries.MoveToImmutable(), place);
                default:
                    throw new FormatException();
            }
        }

        private string Text() => texts[Number()];

        // Each item takes a byte at least: a larger count is damage, and must not ask for its memory.
        private int Count() => Number() is var count && count <= bytes.Length - _at ? count : throw new FormatException();

        private int Number()
        {
            int number = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte part = bytes[_at++];
                number |= (part & 0x7F) << shift;
                if (part < 0x80) return number;
            }
        }
    }
}
