using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads the fact dictionary: first every definition, then the formulas, which may name any of them.</summary>
internal sealed class FactReader(ICollection<Finding> findings)
{
    // Each list of words follows its enumeration; an empty word stands for a value that files do not name.
    private static readonly string[] Systems = ["", "snomed", "icd-10", "loinc", "atc", "rxnorm", "cvx"];
    private static readonly string[] Types = ["flag", "number", "code", "set", "date"];
    private static readonly string[] Lists = ["none", "conditions", "medicines", "allergies", "immunizations", "procedures"];
    private static readonly string[] Directions = ["", "high", "low", "yes", "no"];
    private static readonly string[] Absences = ["unknown", "assumed-no"];
    private static readonly string[] Undecided = ["", "assumed-no"];
    private static readonly string[] LooksAt = ["", "options"];
    private static readonly string[] Scopes = ["patient", "agent", "request"];

    private readonly List<FactDefinition> _facts = [];
    private readonly Dictionary<string, FactDefinition> _named = new(StringComparer.Ordinal);
    private readonly List<(string Fact, string Key, string Text, Place Place)> _formulas = [];

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

        foreach (Node trap in reader.List("traps"))
        {
            MappingReader entry = new(trap, findings);
            Traps.Add(new((CodeSystem)entry.Choice("system", Systems, required: true), entry.Required("code"), entry.Text("fact-not") ?? "", entry.Text("why") ?? "") { Place = trap.Place });
            entry.Text("display");
            entry.Close();
        }

        reader.Close();
    }

    /// <summary>Binds the formulas once every fact is known.</summary>
    public FactDictionary Bind(IReadOnlyDictionary<string, MedicineGroup> groups)
    {
        FactDictionary dictionary = new(_facts);
        foreach ((string name, string key, string text, Place place) in _formulas)
        {
            FactDefinition fact = dictionary[name];
            try
            {
                if (key == "formula")
                {
                    ValueExpr value = ConditionParser.ParseValue(text, dictionary);
                    fact.Formula = value;
                    continue;
                }

                Expr condition = ConditionParser.Parse(text, dictionary, groups);
                switch (key)
                {
                    case "is": fact.Is = condition; break;
                    case "yes-when": fact.YesWhen = condition; break;
                    case "no-when": fact.NoWhen = condition; break;
                    case "lasts-when": fact.LastsWhen = condition; break;
                    case "confirmed": fact.RepeatedWhen = condition; break;
                    default: fact.RelevantWhen = condition; break;
                }
            }
            catch (ConditionException fault)
            {
                findings.Add(new(place, $"fact {fact.Name}: {key}: {fault.Message}"));
            }
        }

        foreach (FactDefinition fact in _facts)
        {
            foreach (string name in fact.Changing.Reopens.Where(name => dictionary.Find(name) is null))
                findings.Add(new(fact.Place, $"fact {fact.Name}: it reopens «{name}», which is not defined."));
            if (fact.OutdatedBy is { } later && !(fact is { Type: FactType.Number, Worse: Worse.Low } && dictionary.UpperLimitOf(later) is not null))
                findings.Add(new(fact.Place, $"fact {fact.Name}: outdated-by: expected a fact that has an upper-limit, of a number whose low values are worse."));
            if (fact.UnreliableAfter is { } spoilt && dictionary.Find(spoilt.Fact) is not { Type: FactType.Date })
                findings.Add(new(fact.Place, $"fact {fact.Name}: unreliable-after: «{spoilt.Fact}» is no fact with a date."));
            if (fact.Derive is { IsOfFacts: true } derive)
            {
                foreach (string name in derive.Of.Where(name => dictionary.Find(name) is null))
                    findings.Add(new(fact.Place, $"fact {fact.Name}: it derives from «{name}», which is not defined."));
            }
        }

        FindCircles(dictionary);
        return dictionary;
    }

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
        foreach (string key in (ReadOnlySpan<string>)["is", "yes-when", "no-when", "relevant-when", "lasts-when"]) Formula(reader, name, key);
        DerivationReader derivations = new(name, findings);
        Derivation? derive = reader.Take("derive") is { } derivation ? derivations.Read(derivation) : null;
        (IEnumerable<(string, string?)> Words, IEnumerable<CodeEntry> Codes)[] members = [.. reader.List("members").Select(Member)];
        if (derive is not null && reader.Keys("default") is { } usual) derive = derivations.Usual(usual, derive);
        if (derivations.Formula is { } formula) _formulas.Add((name, "formula", formula.Text, formula.Place));
        if (derivations.Repeated is { } repeated) _formulas.Add((name, "confirmed", repeated.Text, repeated.Place));
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
            Values = reader.Keys("values") is { } answers ? Answers(answers) : ImmutableDictionary<string, string>.Empty,
            AtLeast = (int)(reader.Number("at-least") ?? 1m),
            Instrument = reader.Text("instrument"),
            Native = reader.Flag("native"),
            ToldByAllergies = reader.Flag("told-by-allergies"),
            UsedFor = reader.Text("used-for"),
            NegatedByNature = reader.Text("negated-by-nature"),
            Derive = derive,
            OutdatedBy = reader.Text("outdated-by"),
            UnreliableAfter = reader.Keys("unreliable-after") is { } spoilt ? Unreliable(spoilt, reader.Subject) : null,
            Aliases = reader.Texts("aliases"),
            NegatedAliases = reader.Texts("negated-aliases"),
            Names = reader.Texts("names"),
            Words = [.. Words(reader), .. members.SelectMany(member => member.Words)],
            OtherWords = reader.Texts("other-words"),
            Codes = [.. reader.List("codes").Select(Code), .. members.SelectMany(member => member.Codes)],
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

    private void Formula(MappingReader reader, string name, string key)
    {
        Place place = reader.PlaceOf(key);
        if (reader.Text(key) is { } text) _formulas.Add((name, key, text, place));
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

    /// <summary>Words that raise doubt about the fact, or about a member where each names its own.</summary>
    private static IEnumerable<(string Word, string? Member)> Words(MappingReader reader)
    {
        Place place = reader.PlaceOf("words");
        switch (reader.Take("words"))
        {
            case null:
                return [];
            case SequenceNode sequence when sequence.Items.All(item => item is ScalarNode):
                return sequence.Items.Cast<ScalarNode>().Select(item => (item.Text, (string?)null));
            case MappingNode mapping when mapping.Entries.All(entry => entry.Value is ScalarNode):
                return mapping.Entries.Select(entry => (entry.Key, (string?)((ScalarNode)entry.Value).Text));
            default:
                reader.Fault("«words» should be a list of words, or words with the member that each means.", place);
                return [];
        }
    }

    private CodeEntry Code(Node node)
    {
        MappingReader reader = new(node, findings);
        CodeSystem system = (CodeSystem)reader.Choice("system", Systems, required: true);
        string? from = reader.Text("from"), to = reader.Text("to");
        string code = from ?? reader.Required("code");
        ImmutableDictionary<string, string> values = reader.Keys("values") is { } map ? Answers(map) : ImmutableDictionary<string, string>.Empty;
        CodeEntry entry = new(
            system, system == CodeSystem.Icd10 ? code.ToUpperInvariant() : code, to, reader.Flag("below"), reader.Texts("except"), values,
            reader.Text("value"), reader.Duration("holds"), reader.Flag("doubt"), reader.Recalled())
        {
            Place = node.Place,
        };
        foreach (string key in (ReadOnlySpan<string>)["display", "note"]) reader.Text(key);
        reader.Close();
        return entry;
    }

    private ImmutableDictionary<string, string> Answers(MappingNode map)
    {
        foreach ((string key, Node value) in map.Entries.Where(entry => AmountLimit.Is(entry.Key) && AmountLimit.Of(entry.Key) is null))
            findings.Add(new(value.Place, $"«{key}» is no limit of an amount; expected such as «below 5 [IU]/L»."));
        return map.Entries.ToImmutableDictionary(entry => entry.Key, entry => (entry.Value as ScalarNode)?.Text ?? "", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A member of a set with the names and codes that mean it.</summary>
    private (IEnumerable<(string, string?)> Words, IEnumerable<CodeEntry> Codes) Member(Node node)
    {
        MappingReader reader = new(node, findings);
        string member = reader.Required("member");
        ImmutableArray<string> names = reader.Texts("names"), codes = reader.Texts("codes");
        reader.Close();
        return (names.Select(name => (name + "$", (string?)member)), codes.Select(code => code.Split('|', 2)).Where(parts => parts.Length == 2).Select(parts => new CodeEntry(
            (CodeSystem)Math.Max(0, Array.IndexOf(Systems, parts[0])), parts[1], null, false, [], ImmutableDictionary<string, string>.Empty, member, null, false, true)
        { Place = node.Place }));
    }

    /// <summary>Formulas must come to the ground: no fact may rest on itself.</summary>
    private void FindCircles(FactDictionary dictionary)
    {
        Dictionary<FactDefinition, int> state = [];
        foreach (FactDefinition fact in _facts) Visit(fact);

        void Visit(FactDefinition fact)
        {
            if (state.TryGetValue(fact, out int known))
            {
                if (known == 1) findings.Add(new(fact.Place, $"fact {fact.Name} rests on itself through its formulas."));
                return;
            }

            state[fact] = 1;
            IEnumerable<FactDefinition> derivedFrom = (fact.Derive?.Of ?? []).Select(dictionary.Find).OfType<FactDefinition>();
            foreach (FactDefinition part in fact.Parts.Concat(derivedFrom)) Visit(part);
            state[fact] = 2;
        }
    }
}
