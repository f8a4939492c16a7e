using System.Runtime.InteropServices;
using System.Text;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>The whole edition as one file: the nodes of every YAML file with their lines, so that a fault found later still names its place.</summary>
/// <remarks>
/// A mark, then every text once, then the nodes. Numbers are 7-bit encoded. A node is its form, the lines since the node before it and
/// what it holds: the number of a text; how many items, then the items; how many entries, then for each the number of its key and the value.
/// A list of nothing but texts, all quoted or none, all on one line or each on the next, is how many, then the numbers of the texts.
/// A file, and what no appraisal asks for, is a node of its own form: how many bytes it takes, then the node, so that it can be passed over
/// until it is wanted; its lines count from the node before it, and so do those of the node after it.
/// </remarks>
public static class EditionArchive
{
    private static readonly byte[] Mark = "filaggrin edition 4\n"u8.ToArray();

    private enum Form : byte
    {
        Text,
        Quoted,
        Sequence,
        Mapping,
        Late,
        TextsInLine,
        TextsInLines,
        QuotedInLine,
        QuotedInLines,
    }

    // The cases of rules: no appraisal asks for them.
    private const string LateKey = "cases";

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
        (string hash, List<Node> nodes) = ReadNodes(archive, late: true);
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
    /// <param name="archive">The archive.</param>
    /// <param name="late">Files, and what no appraisal asks for, are read when somebody asks for them; otherwise all of it is read.</param>
    internal static (string Hash, List<Node> Nodes) ReadNodes(byte[] archive, bool late = false)
    {
        if (!IsArchive(archive)) throw new KnowledgeException([new(new("edition", 1), "this is no built edition of this version; build it anew with «knowledge build».")]);
        return Whole(() =>
        {
            NodeReader reader = new(archive, Mark.Length, late);
            return (reader.Written(), reader.Files());
        });
    }

    private static T Whole<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or FormatException or OverflowException or ArgumentException)
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
            Text(path, body);
            WriteLate(node, body);
        }

        private void WriteLate(Node node, BinaryWriter to)
        {
            int line = _line;
            using MemoryStream bytes = new();
            using BinaryWriter late = new(bytes, Encoding.UTF8);
            Write(node, late);
            late.Flush();
            _line = line;
            to.Write((byte)Form.Late);
            to.Write7BitEncodedInt((int)bytes.Length);
            to.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
        }

        private void Write(Node node, BinaryWriter to)
        {
            Form form = FormOf(node);
            to.Write((byte)form);
            // A node can begin before the one written last: the sign goes into the lowest bit.
            int lines = node.Place.Line - _line;
            to.Write7BitEncodedInt((lines << 1) ^ (lines >> 31));
            _line = node.Place.Line;
            switch (node)
            {
                case ScalarNode scalar:
                    Text(scalar.Text, to);
                    break;
                case SequenceNode sequence:
                    to.Write7BitEncodedInt(sequence.Items.Length);
                    foreach (Node item in sequence.Items)
                    {
                        if (form == Form.Sequence) Write(item, to);
                        else Text(((ScalarNode)item).Text, to);
                    }

                    break;
                case MappingNode mapping:
                    to.Write7BitEncodedInt(mapping.Entries.Length);
                    foreach ((string key, Node value) in mapping.Entries)
                    {
                        Text(key, to);
                        if (key == LateKey) WriteLate(value, to);
                        else Write(value, to);
                    }

                    break;
            }
        }

        private static Form FormOf(Node node) => node switch
        {
            ScalarNode scalar => scalar.Quoted ? Form.Quoted : Form.Text,
            SequenceNode { Items: [ScalarNode first, ..] } texts when texts.Items.All(item => item is ScalarNode scalar && scalar.Quoted == first.Quoted) =>
                InStepsOf(0, texts) ? first.Quoted ? Form.QuotedInLine : Form.TextsInLine
                : InStepsOf(1, texts) ? first.Quoted ? Form.QuotedInLines : Form.TextsInLines
                : Form.Sequence,
            SequenceNode => Form.Sequence,
            _ => Form.Mapping,
        };

        private static bool InStepsOf(int step, SequenceNode sequence)
        {
            for (int i = 0; i < sequence.Items.Length; i++)
            {
                if (sequence.Items[i].Place.Line != sequence.Place.Line + (i * step)) return false;
            }

            return true;
        }

        private void Text(string text, BinaryWriter to)
        {
            if (!_numbers.TryGetValue(text, out int number))
            {
                _numbers.Add(text, number = Texts.Count);
                Texts.Add(text);
            }

            to.Write7BitEncodedInt(number);
        }
    }

    private sealed class NodeReader(byte[] bytes, int at, bool late)
    {
        private const int Deepest = 64;

        private int _at = at;
        private (int At, int Length)[] _places = [];
        private string?[] _texts = [];
        private string _file = "";
        private int _line;

        // Another place of the same archive.
        private NodeReader(NodeReader reader, int at, string file, int line)
            : this(reader.Bytes, at, reader.Late) => (_places, _texts, _file, _line) = (reader._places, reader._texts, file, line);

        private byte[] Bytes => bytes;

        private bool Late => late;

        /// <summary>A text as it was written: how many bytes of UTF-8, then these.</summary>
        public string Written()
        {
            int length = Count();
            string text = Encoding.UTF8.GetString(bytes, _at, length);
            _at += length;
            return text;
        }

        /// <summary>How many things follow. Each takes a byte at least: a larger count is damage, and must not ask for its memory.</summary>
        public int Count() => Number() is >= 0 and var count && count <= bytes.Length - _at ? count : throw new FormatException();

        /// <summary>The texts, which are read when a node is that has them, and what each file holds.</summary>
        public List<Node> Files()
        {
            _places = new (int, int)[Count()];
            _texts = new string?[_places.Length];
            for (int i = 0; i < _places.Length; i++)
            {
                int length = Count();
                _places[i] = (_at, length);
                _at += length;
            }

            List<Node> files = [];
            for (int left = Count(); left > 0; left--)
            {
                _line = 0;
                _file = Text();
                files.Add(Read(depth: 0));
            }

            return files;
        }

        private Node Read(int depth)
        {
            if (depth > Deepest) throw new FormatException();
            Form form = (Form)bytes[_at++];
            if (form == Form.Late) return ReadLate(depth);
            int lines = Number();
            _line += (lines >>> 1) ^ -(lines & 1);
            Place place = new(_file, _line);
            switch (form)
            {
                case Form.Text or Form.Quoted:
                    return new ScalarNode(Text(), form == Form.Quoted, place);
                case Form.Sequence:
                    Node[] items = new Node[Count()];
                    for (int i = 0; i < items.Length; i++) items[i] = Read(depth + 1);
                    return new SequenceNode(ImmutableCollectionsMarshal.AsImmutableArray(items), place);
                case >= Form.TextsInLine and <= Form.QuotedInLines:
                    string[] texts = new string[Count()];
                    for (int i = 0; i < texts.Length; i++) texts[i] = Text();
                    return new TextsNode(ImmutableCollectionsMarshal.AsImmutableArray(texts), form >= Form.QuotedInLine, form is Form.TextsInLines or Form.QuotedInLines ? 1 : 0, place);
                case Form.Mapping:
                    KeyValuePair<string, Node>[] entries = new KeyValuePair<string, Node>[Count()];
                    for (int i = 0; i < entries.Length; i++) entries[i] = new(Text(), Read(depth + 1));
                    return new MappingNode(ImmutableCollectionsMarshal.AsImmutableArray(entries), place);
                default:
                    throw new FormatException();
            }
        }

        private Node ReadLate(int depth)
        {
            int length = Count(), start = _at, line = _line;
            string file = _file;
            if (late)
            {
                _at += length;
                return new LateNode(() => Whole(() => new NodeReader(this, start, file, line).Read(depth + 1)), new(file, line));
            }

            Node node = Read(depth + 1);
            if (_at != start + length) throw new FormatException();
            _line = line;
            return node;
        }

        private string Text()
        {
            int number = Number();
            return _texts[number] ??= Encoding.UTF8.GetString(bytes, _places[number].At, _places[number].Length);
        }

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
