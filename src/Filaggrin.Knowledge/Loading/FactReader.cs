using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads the fact dictionary: first every definition, then the formulas, which may name any of them.</summary>
internal sealed class FactReader(ICollection<Finding> findings)
{
    // Each list of words follows its enumeration; an empty word stands for a value that files do not name.
    private static readonly string[] Types = ["flag", "number", "code", "set", "date"];
    private static readonly string[] Lists = ["none", "conditions", "medicines", "allergies", "immunizations", "procedures"];
    private static readonly string[] Directions = ["", "high", "low", "yes", "no"];
    private static readonly string[] Absences = ["unknown", "assumed-no"];
    private static readonly string[] Undecided = ["", "assumed-no"];
    private static readonly string[] LooksAt = ["", "options"];
    private static readonly string[] Scopes = ["patient", "agent", "request"];

    private readonly List<FactDefinition> _facts = [];
    private readonly Dictionary<string, FactDefinition> _named = new(StringComparer.Ordinal);
    private readonly FactBinder _binder = new(findings);
    private readonly CodeReader _codes = new(findings);

    /// <summary>Codes that look right and are not.</summary>
    public List<CodeTrap> Traps { get; } = [];

    /// <summary>Reads one file.</summary>
    public void File(Node node)
    {
        MappingReader reader = new(node, findings);
        reader.Text("theme");
        foreach (Node fact in reader.List("facts"))
        {
            if (Fact(fact) is not { } definition) continue;
            if (_named.TryAdd(definition.Name, definition)) _facts.Add(definition);
            else findings.Add(new(definition.Place, $"fact «{definition.Name}» is defined twice; the other stands in {_named[definition.Name].Place}."));
        }

        Traps.AddRange(reader.List("traps").Select(_codes.Trap));
        reader.Close();
    }

    /// <summary>The dictionary of all files, once every fact is known.</summary>
    public FactDictionary Bind(IReadOnlyDictionary<string, MedicineGroup> groups) => _binder.Bind(_facts, groups);

    private FactDefinition? Fact(Node node)
    {
        MappingReader reader = new(node, findings);
        string name = reader.Required("fact");
        reader.Subject = "fact " + name;
        if (name.Length == 0) return null;
        FactType type = (FactType)reader.Choice("type", Types, required: true);
        string? unit = reader.Text("unit");
        if (type == FactType.Number && unit is null) reader.Fault("a number needs a unit; write '1' or '{count}' where there is none.");
        if (unit is not null && !UnitOfMeasure.IsKnown(unit)) reader.Fault($"the unit «{unit}» is not known.");
        foreach (string key in (ReadOnlySpan<string>)["is", "yes-when", "no-when", "relevant-when", "lasts-when"]) _binder.Take(name, key, reader);
        DerivationReader derivations = new(name, findings);
        Derivation? derive = reader.Take("derive") is { } derivation ? derivations.Read(derivation) : null;
        (IEnumerable<(string, string?)> Words, IEnumerable<CodeEntry> Codes)[] members = [.. reader.List("members").Select(_codes.Member)];
        if (derive is not null && reader.Keys("default") is { } usual) derive = derivations.Usual(usual, derive);
        _binder.Take(name, "formula", derivations.Formula);
        _binder.Take(name, "confirmed", derivations.Repeated);
        FactDefinition fact = new()
        {
            Name = name,
            Type = type,
            Place = node.Place,
            Unit = unit is "1" or "" ? null : unit,
            Text = reader.Text("text") ?? "",
            Phrase = Phrase(reader, "phrase"),
            Contrary = Phrase(reader, "contrary"),
            Ask = reader.Text("ask"),
            Absence = (Absence)reader.Choice("absence", Absences),
            List = (RecordList)reader.Choice("list", Lists),
            AssumedNoIfUndecided = reader.Choice("if-undecided", Undecided) == 1,
            Reads = Reads(reader),
            Holds = reader.Take("holds") is { } holds ? Holds(reader, holds) : Facts.Holds.Lifelong,
            Worse = (Worse)reader.Choice("worse", Directions),
            Changing = ChangingReader.Read(reader, findings),
            Options = reader.Texts("options"),
            Units = Units(reader),
            Plausible = Plausible(reader),
            Scope = (FactScope)reader.Choice("scope", Scopes),
            LooksAtOptions = reader.Choice("looks-at", LooksAt) == 1,
            Default = reader.Text("assumed") ?? reader.Text("default"),
            Values = reader.Keys("values") is { } answers ? _codes.Answers(answers) : ImmutableDictionary<string, string>.Empty,
            AtLeast = (int)(reader.Number("at-least") ?? 1m),
            Instrument = reader.Text("instrument"),
            Native = reader.Flag("native"),
            ToldByAllergies = reader.Flag("told-by-allergies"),
            WordsBesideCodes = reader.Flag("words-beside-codes"),
            UsedFor = reader.Text("used-for"),
            NegatedByNature = reader.Text("negated-by-nature"),
            Derive = derive,
            MayLast = reader.Duration("may-last"),
            OutdatedBy = reader.Text("outdated-by"),
            NotByIntolerance = reader.Texts("not-by-intolerance"),
            EndedBy = reader.Keys("ended-by") is { } result ? Ended(result, reader.Subject) : null,
            PartOf = reader.Keys("part-of") is { } whole ? Part(whole, reader.Subject) : null,
            UnreliableAfter = reader.Keys("unreliable-after") is { } spoilt ? Unreliable(spoilt, reader.Subject) : null,
            Aliases = reader.Texts("aliases"),
            NegatedAliases = reader.Texts("negated-aliases"),
            Names = reader.Texts("names"),
            Words = [.. CodeReader.Words(reader), .. members.SelectMany(member => member.Words)],
            OtherWords = reader.Texts("other-words"),
            Codes = [.. reader.List("codes").Select(_codes.Code), .. members.SelectMany(member => member.Codes)],
        };
        if (!fact.OtherWords.IsEmpty)
        {
            WordIndex words = new(fact.Words.Select(word => WordMatch.Prepare(word.Word)));
            foreach (string other in fact.OtherWords.Where(other => words.Find(other).Length == 0)) reader.Fault($"«other-words» holds «{other}», in which none of its words stands.");
        }

        foreach (string key in (ReadOnlySpan<string>)["note", "units-basis"]) reader.Text(key);
        foreach (string key in (ReadOnlySpan<string>)["sources", "rows"]) reader.Texts(key);
        reader.Flag("many");
        reader.Recalled();
        foreach (string answer in fact.Changing.Becomes.Except(fact.Options, StringComparer.Ordinal)) reader.Fault($"«becomes» names «{answer}», which is not among its options.");
        foreach (string key in (ReadOnlySpan<string>)["many", "note", "basis", "sources", "rows", "units-basis"]) reader.Take(key);
        reader.Close();
        return fact;
    }

    private EndedBy Ended(MappingNode node, string? subject)
    {
        MappingReader reader = new(node, findings) { Subject = subject };
        EndedBy ended = new(reader.Required("fact"), reader.Text("value"));
        reader.Close();
        return ended;
    }

    private PartOf Part(MappingNode node, string? subject)
    {
        MappingReader reader = new(node, findings) { Subject = subject };
        PartOf part = new(reader.Required("whole"), reader.Required("amount"));
        reader.Close();
        return part;
    }

    private UnreliableAfter? Unreliable(MappingNode node, string? subject)
    {
        MappingReader reader = new(node, findings) { Subject = subject };
        string fact = reader.Required("fact");
        Span? time = reader.Duration("for");
        if (time is null) reader.Fault("«unreliable-after» needs «for»: how long after the event.");
        ImmutableArray<string> except = reader.Texts("except");
        reader.Close();
        return time is { } span ? new(fact, span, except) : null;
    }

    /// <summary>A phrase becomes part of a sentence with and, or and commas, so it must hold none.</summary>
    private static string? Phrase(MappingReader reader, string key)
    {
        Place place = reader.PlaceOf(key);
        if (reader.Text(key) is not { } text) return null;
        if (text.Contains(',', StringComparison.Ordinal) || text.Split(' ').Any(word => word is "and" or "or"))
            reader.Fault($"«{key}: {text}» must do without and, or and commas, which join the parts of a condition.", place);
        return text;
    }

    private static (decimal Low, decimal High)? Plausible(MappingReader reader)
    {
        Place place = reader.PlaceOf("plausible");
        if (!reader.Has("plausible")) return null;
        if (reader.List("plausible") is [ScalarNode low, ScalarNode high] && MappingReader.ParseNumber(low.Text) is { } least && MappingReader.ParseNumber(high.Text) is { } most) return (least, most);
        reader.Fault("«plausible» should be the lowest and the highest value.", place);
        return null;
    }

    private static Reads Reads(MappingReader reader)
    {
        Place place = reader.PlaceOf("reads");
        string? text = reader.Text("reads");
        switch (text)
        {
            case null or "now": return Facts.Reads.Now;
            case "ever": return Facts.Reads.Ever;
            default:
                if (text.StartsWith("within ", StringComparison.Ordinal) && MappingReader.ParseDuration(text[7..]) is { } within) return new(ReadsKind.Within, within);
                reader.Fault($"«reads: {text}» is not known; expected now, ever or within 12 mo.", place);
                return Facts.Reads.Now;
        }
    }

    private Holds Holds(MappingReader reader, Node node)
    {
        if (node is ScalarNode { Text: "lifelong" }) return Facts.Holds.Lifelong;
        if (node is ScalarNode { Text: "visit" }) return Facts.Holds.Visit;
        if (node is not MappingNode mapping) return reader.DurationOf("holds", node) is { } span ? Facts.Holds.For(span) : Facts.Holds.Lifelong;
        MappingReader parts = new(mapping, findings) { Subject = reader.Subject };
        Span? Of(string key) => parts.Take(key) is { } value and not ScalarNode { Text: "lifelong" } ? parts.DurationOf("holds", value) : null;
        Span? adult = Of("adult"), child = Of("child"), yes = Of("yes"), no = Of("no");
        parts.Close();
        return new(adult, child ?? adult, yes ?? adult, no ?? adult);
    }

    private ImmutableDictionary<string, LinearMap> Units(MappingReader reader)
    {
        if (reader.Keys("units") is not { } mapping) return ImmutableDictionary<string, LinearMap>.Empty;
        ImmutableDictionary<string, LinearMap>.Builder units = ImmutableDictionary.CreateBuilder<string, LinearMap>(StringComparer.Ordinal);
        foreach ((string unit, Node value) in mapping.Entries)
        {
            if (value is MappingNode map)
            {
                MappingReader parts = new(map, findings) { Subject = reader.Subject };
                if (!parts.Has("factor")) reader.Fault($"the unit «{unit}» needs a factor.", value.Place);
                units[unit] = new(parts.Number("factor") ?? 0m, parts.Number("offset") ?? 0m);
                parts.Close();
            }
            else if (value is ScalarNode scalar && MappingReader.ParseNumber(scalar.Text) is { } factor)
            {
                units[unit] = new(factor);
            }
            else
            {
                reader.Fault($"the unit «{unit}» needs a factor.", value.Place);
            }
        }

        return units.ToImmutable();
    }
}
