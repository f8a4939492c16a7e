using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Checks;
using Filaggrin.Knowledge.Coverage;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Knowledge.Medicines;
using Filaggrin.Knowledge.Questions;
using Filaggrin.Knowledge.Wording;

namespace Filaggrin.Knowledge;

/// <summary>A released version of the knowledge.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Date">Its date, ISO 8601.</param>
/// <param name="Hash">The first twelve hexadecimal digits of the SHA-256 of its files.</param>
/// <param name="IntendedUse">What it is for.</param>
public sealed record Edition(string Name, string Version, string Date, string Hash, string IntendedUse)
{
    /// <inheritdoc />
    public override string ToString() => Texts.Of("edition-named", Name, Version, Date, Hash);

    /// <summary>Whether it is the edition of a version, or came after it; false for what is no version.</summary>
    public bool IsOrFollows(string version) => version == Version || (Parts(version) is { } asked && Parts(Version) is { } own && Order(asked, own) <= 0);

    /// <summary>Which of two versions came first; versions are numbers with points between, and 0.10 follows 0.9.</summary>
    public static int Compare(string left, string right) =>
        Parts(left) is { } first && Parts(right) is { } second ? Order(first, second) : string.CompareOrdinal(left, right);

    private static int Order(int[] left, int[] right)
    {
        for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            int order = left.ElementAtOrDefault(i).CompareTo(right.ElementAtOrDefault(i));
            if (order != 0) return order;
        }

        return 0;
    }

    private static int[]? Parts(string version)
    {
        string[] texts = version.Split('.');
        int[] parts = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (!int.TryParse(texts[i], NumberStyles.None, CultureInfo.InvariantCulture, out parts[i])) return null;
        }

        return parts;
    }
}

/// <summary>Everything that the knowledge folder holds, read and checked.</summary>
public sealed class KnowledgeBase
{
    private const string EditionFile = "edition.yaml";

    private static readonly string[] Rooms = ["agents", "facts", "medicines", "pathway", "questions", "regions", "sources"];

    private static readonly string[] SourceKinds = ["", "article", "guideline", "label", "book", "expert-opinion"];

    private readonly Lazy<ImmutableArray<GuidelineQuestion>> _questions;

    private KnowledgeBase(Edition edition, FactDictionary facts, MedicineCatalog medicines, CodeBook codes, IReadOnlyDictionary<string, Source> sources, Lazy<ImmutableArray<GuidelineQuestion>> questions)
    {
        _questions = questions;
        Edition = edition;
        Facts = facts;
        Medicines = medicines;
        Codes = codes;
        Sources = sources;
    }

    /// <summary>Which edition it is.</summary>
    public Edition Edition { get; }

    /// <summary>What may be known of a patient.</summary>
    public FactDictionary Facts { get; }

    /// <summary>Medicines, classes and groups.</summary>
    public MedicineCatalog Medicines { get; }

    /// <summary>Codes, names and words of facts.</summary>
    public CodeBook Codes { get; }

    /// <summary>Citations by identifier.</summary>
    public IReadOnlyDictionary<string, Source> Sources { get; }

    /// <summary>The agents by identifier, in alphabetical order.</summary>
    public ImmutableSortedDictionary<string, Agent> Agents
    {
        get;
        private init
        {
            field = value;
            AgentsInOrder = [.. value.Values];
            for (int number = 0; number < AgentsInOrder.Length; number++) AgentsInOrder[number].Number = number;
        }
    } = ImmutableSortedDictionary<string, Agent>.Empty;

    /// <summary>The agents in alphabetical order, for going through all of them.</summary>
    public ImmutableArray<Agent> AgentsInOrder { get; private init; } = [];

    /// <summary>The care around the agents.</summary>
    public Pathway Pathway { get; private init; } = new();

    /// <summary>What cannot be had where.</summary>
    public ImmutableArray<Availability> Availability { get; private init; } = [];

    /// <summary>Questions on which guidelines and labels speak, side by side.</summary>
    public ImmutableArray<GuidelineQuestion> Questions => _questions.Value;

    /// <summary>Reads the files of a knowledge folder.</summary>
    /// <exception cref="KnowledgeException">Something is wrong; every fault is named with file and line.</exception>
    public static KnowledgeBase Load(IEnumerable<KnowledgeFile> files)
    {
        List<Finding> findings = [];
        KnowledgeBase? knowledge = TryLoad(files, findings);
        return knowledge is not null && findings.Count == 0 ? knowledge : throw new KnowledgeException([.. findings]);
    }

    /// <summary>Reads the files as far as they can be read and reports what is wrong.</summary>
    public static KnowledgeBase? TryLoad(IEnumerable<KnowledgeFile> files, ICollection<Finding> findings)
    {
        KnowledgeFile[] ordered = OfEdition(files);
        List<Node> nodes = [];
        foreach (KnowledgeFile file in ordered)
        {
            if (file.Path != EditionFile && !IsRead(file.Path))
                findings.Add(new(new(file.Path, 1), $"nobody reads this file; a file ends in .yaml and stands in {string.Join(", ", Rooms)}, or is {EditionFile}."));
            else if (YamlReader.Read(file, findings) is { } node) nodes.Add(node);
            else if (!findings.Any(finding => finding.Place.File == file.Path)) findings.Add(new(new(file.Path, 1), "the file is empty."));
        }

        return FromNodes(nodes, Hash(ordered), findings);
    }

    /// <summary>The files in the order in which they are hashed; the collected claims lie beside the edition and are no part of it.</summary>
    internal static KnowledgeFile[] OfEdition(IEnumerable<KnowledgeFile> files) =>
        [.. files.Where(file => !ClaimReader.Holds(file)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>The same knowledge with a site's own codes: fact, then system and code.</summary>
    /// <exception cref="KnowledgeException">Something is wrong; every fault is named with file and line.</exception>
    public KnowledgeBase WithCodes(KnowledgeFile file)
    {
        List<Finding> findings = [];
        SiteCodes codes = SiteCodes.Read(file, Facts, findings);
        return findings.Count > 0 ? throw new KnowledgeException([.. findings])
            : new(Edition, Facts, Medicines, Codes.With(codes.Entries), Sources, _questions) { Agents = Agents, Pathway = Pathway, Availability = Availability };
    }

    private static bool IsRead(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) && Array.Exists(Rooms, room => path.StartsWith(room + "/", StringComparison.Ordinal));

    /// <summary>Reads the nodes of an edition.</summary>
    /// <param name="nodes">One for each file.</param>
    /// <param name="hash">The hash of the files.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="questionsLater">The questions of guidelines are read when somebody asks for them: an appraisal does not.</param>
    internal static KnowledgeBase? FromNodes(IReadOnlyList<Node> nodes, string hash, ICollection<Finding> findings, bool questionsLater = false)
    {
        IEnumerable<Node> Of(string folder) => nodes.Where(node => node.Place.File.StartsWith(folder + "/", StringComparison.Ordinal));
        IEnumerable<Node> In(string folder) => Of(folder).Select(LateNode.Read);

        MedicineReader medicineReader = new(findings);
        foreach (Node node in In("medicines")) medicineReader.File(node);
        MedicineCatalog medicines = medicineReader.Build();

        FactReader factReader = new(findings);
        foreach (Node node in In("facts")) factReader.File(node);
        FactDictionary facts = factReader.Bind(medicines.Groups);

        Dictionary<string, Source> sources = new(StringComparer.Ordinal);
        foreach (Node node in In("sources")) ReadSources(node, sources, findings);

        Edition edition = ReadEdition(nodes.FirstOrDefault(node => node.Place.File == EditionFile), hash, findings);
        Scope scope = new(edition, facts, medicines, sources, findings);
        AgentReader agents = new(scope);
        Pathway pathway = new();
        foreach (Node node in In("pathway")) pathway = agents.Pathway(node, pathway);

        KnowledgeBase knowledge = new(
            edition, facts, medicines, new CodeBook(facts, medicines, factReader.Traps), sources,
            QuestionsOf([.. Of("questions")], new(scope), scope, questionsLater))
        {
            Agents = Once(In("agents").Select(agents.Agent), findings).ToImmutableSortedDictionary(agent => agent.Id, agent => agent, StringComparer.Ordinal),
            Pathway = pathway,
            Availability = [.. In("regions").SelectMany(node => agents.Region(node))],
        };
        KnowledgeCheck.References(knowledge, findings);
        if (!questionsLater) GuidelineCheck.References(knowledge, findings);
        return knowledge;
    }

    // Apart, so that what reads them later keeps no other nodes.
    private static Lazy<ImmutableArray<GuidelineQuestion>> QuestionsOf(Node[] files, QuestionReader reader, Scope scope, bool later)
    {
        return later ? new(() => scope.Late(Read)) : new(Read);

        ImmutableArray<GuidelineQuestion> Read() => [.. files.SelectMany(file => reader.File(file))];
    }

    private static List<Agent> Once(IEnumerable<Agent> agents, ICollection<Finding> findings)
    {
        List<Agent> once = [];
        foreach (Agent agent in agents)
        {
            if (once.Find(other => other.Id == agent.Id) is { } twin) findings.Add(new(agent.Place, $"the agent «{agent.Id}» stands twice; the other is {twin.Place}."));
            else once.Add(agent);
        }

        return once;
    }

    internal static Edition ReadEdition(Node? node, string hash, ICollection<Finding> findings)
    {
        if (node is null)
        {
            findings.Add(new(new(EditionFile, 1), "the file is missing; it gives name, version and date."));
            return new("", "", "", hash, "");
        }

        MappingReader reader = new(node, findings) { Subject = "edition" };
        Edition edition = new(reader.Required("name"), reader.Required("version"), reader.Required("date"), hash, reader.Required("intended-use"));
        if (edition.Date.Length > 0 && !DateOnly.TryParseExact(edition.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            reader.Fault($"«date: {edition.Date}» is no day; write 2026-03-01.");
        reader.Texts("editors-policy");
        reader.Close();
        return edition;
    }

    internal static void ReadSources(Node node, Dictionary<string, Source> sources, ICollection<Finding> findings)
    {
        MappingReader reader = new(node, findings);
        foreach (Node entry in reader.List("sources"))
        {
            MappingReader source = new(entry, findings);
            string id = source.Required("id");
            string? doi = source.Text("doi"), pmid = source.Text("pmid"), url = source.Text("url");
            string? link = doi is not null ? "https://doi.org/" + doi : pmid is not null ? $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" : url;
            if (!sources.TryAdd(id, new(id, source.Required("citation"), source.Text("year"), link, entry.Place, source.Word("kind", SourceKinds))))
                source.Fault($"the source «{id}» stands twice.");
            foreach (string key in (ReadOnlySpan<string>)["note", "read"]) source.Text(key);
            source.Close();
        }

        reader.Close();
    }

    internal static string Hash(IEnumerable<KnowledgeFile> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (KnowledgeFile file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Path + "\n"));
            hash.AppendData(Encoding.UTF8.GetBytes(file.Text.ReplaceLineEndings("\n") + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
