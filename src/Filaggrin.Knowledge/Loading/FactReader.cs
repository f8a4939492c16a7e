using System.Collections.Immutable;
using System.Globalization;
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
    private static readonly string[] Kinds =
    [
        "upper-limit", "lower-limit", "at-start", "previous", "two-day-mean", "lower-with", "days-since", "days-until", "confirmed", "count-within", "cumulative",
        "percent-fall", "fall", "dose-per", "dose-of", "classes-of", "by-age", "formula",
    ];

    private static readonly string[] Scopes = ["patient", "agent", "request"];

    private readonly List<FactDefinition> _facts = [];
    private readonly List<(string Fact, string Key, string Text, Place Place)> _formulas = [];

    /// <summary>Codes that look right and are not.</summary>
    public List<CodeTrap> Traps { get; } = [];

    /// <summary>Reads one file.</summary>
    public void File(Node node)
    {
        MappingReader reader = new(node, findings);
        reader.Take("theme");
        foreach (Node fact in reader.List("facts"))
        {
            if (Fact(fact) is not { } definition) continue;
            FactDefinition? twin = _facts.Find(other => other.Name == definition.Name);
            if (twin is null) _facts.Add(definition);
            else findings.Add(new(definition.Place, $"fact «{definition.Name}» is defined twice; the other stands in {twin.Place}."));
        }

        foreach (Node trap in reader.List("traps"))
        {
            MappingReader entry = new(trap, findings);
            Traps.Add(new((CodeSystem)entry.Choice("system", Systems, required: true), entry.Required("code"), entry.Text("fact-not") ?? "", entry.Text("why") ?? ""));
            entry.Take("display");
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
            if (fact.Derive is { Kind: not "dose-of" } derive)
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
        Derivation? derive = reader.Take("derive") is { } derivation ? Derive(derivation, name) : null;
        (IEnumerable<(string, string?)> Words, IEnumerable<CodeEntry> Codes)[] members = [.. reader.List("members").Select(Member)];
        if (derive is not null && reader.Has("default") && reader.Take("default") is MappingNode usual) derive = Usual(usual, name, derive);
        FactDefinition fact = new()
        {
            Name = name,
            Type = type,
            Place = node.Place,
            Unit = unit is "1" or "" ? null : unit,
            Text = reader.Text("text") ?? "",
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
            Values = reader.Take("values") is MappingNode answers ? Answers(answers) : ImmutableDictionary<string, string>.Empty,
            AtLeast = (int)(reader.Number("at-least") ?? 1m),
            Instrument = reader.Text("instrument"),
            Native = reader.Flag("native"),
            Derive = derive,
            Aliases = reader.Texts("aliases"),
            NegatedAliases = reader.Texts("negated-aliases"),
            Names = reader.Texts("names"),
            Words = [.. Words(reader), .. members.SelectMany(member => member.Words)],
            Codes = [.. reader.List("codes").Select(Code), .. members.SelectMany(member => member.Codes)],
        };
        foreach (string answer in fact.Changing.Becomes.Except(fact.Options, StringComparer.Ordinal)) reader.Fault($"«becomes» names «{answer}», which is not among its options.");
        foreach (string key in (ReadOnlySpan<string>)["many", "note", "basis", "sources", "rows", "units-basis"]) reader.Take(key);
        reader.Close();
        return fact;
    }

    private void Formula(MappingReader reader, string name, string key)
    {
        Place place = reader.PlaceOf(key);
        if (reader.Text(key) is { } text) _formulas.Add((name, key, text, place));
    }

    private Derivation? Derive(Node node, string name)
    {
        if (node is not MappingNode mapping)
        {
            findings.Add(new(node.Place, $"fact {name}: derive needs one derivation of the closed list."));
            return null;
        }

        MappingReader reader = new(node, findings) { Subject = "fact " + name };
        Derivation? derive = null;
        foreach ((string kind, Node argument) in mapping.Entries)
        {
            reader.Take(kind);
            if (!Kinds.Contains(kind, StringComparer.Ordinal))
            {
                reader.Fault($"«derive: {kind}» is not known; expected {string.Join(", ", Kinds)}.", argument.Place);
                continue;
            }

            if (kind == "formula")
            {
                if (argument is ScalarNode formula) _formulas.Add((name, "formula", formula.Text, argument.Place));
                derive = new("formula", []);
            }
            else if (kind == "by-age" && argument is MappingNode table)
            {
                derive = ByAge(table, name);
            }
            else if (argument is MappingNode details)
            {
                MappingReader inner = new(details, findings) { Subject = "fact " + name };
                derive = new(kind, inner.Texts("of"), inner.Number("raised-from"), Child: inner.Text("child"));
                foreach (string extra in (ReadOnlySpan<string>)["n", "times", "when", "apart", "within", "since", "unit"]) inner.Take(extra);
                inner.Close();
            }
            else
            {
                derive = new(kind, argument is SequenceNode list ? [.. list.Items.OfType<ScalarNode>().Select(item => item.Text)] : [((ScalarNode)argument).Text]);
            }
        }

        reader.Close();
        return derive;
    }

    /// <summary>A table of lowest and highest values by sex and completed years.</summary>
    private Derivation ByAge(MappingNode table, string name)
    {
        MappingReader reader = new(table, findings) { Subject = "fact " + name };
        ImmutableArray<AgeRow>.Builder rows = ImmutableArray.CreateBuilder<AgeRow>();
        foreach (string sex in (ReadOnlySpan<string>)["male", "female"])
        {
            if (reader.Take(sex) is not MappingNode ages)
            {
                reader.Fault($"the table has no values for «{sex}».");
                continue;
            }

            foreach ((string age, Node value) in ages.Entries)
            {
                if (int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out int years) && value is SequenceNode { Items: [ScalarNode low, ScalarNode high] })
                    rows.Add(new(sex, years, Decimal(low), Decimal(high)));
                else reader.Fault($"«{age}» needs an age in years and a list of two values.", value.Place);
            }
        }

        string? source = reader.Text("source");
        reader.Close();
        return new("by-age", [], Source: source, ByAge: rows.ToImmutable());
    }

    /// <summary>Limits of normal where the report prints none.</summary>
    private Derivation Usual(Node node, string name, Derivation derive)
    {
        MappingReader reader = new(node, findings) { Subject = "fact " + name };
        decimal? all = reader.Number("all");
        derive = derive with
        {
            Male = reader.Number("male") ?? all,
            Female = reader.Number("female") ?? all,
            FromAge = reader.Duration("from-age") is { } age ? age.Unit == "a" ? age.Amount : age.Amount / 12m : null,
            Source = reader.Text("source"),
        };
        reader.Close();
        return derive;
    }

    private static (decimal Low, decimal High)? Plausible(MappingReader reader)
    {
        Place place = reader.PlaceOf("plausible");
        if (!reader.Has("plausible")) return null;
        if (reader.List("plausible") is [ScalarNode low, ScalarNode high] && Number(low) is { } least && Number(high) is { } most) return (least, most);
        reader.Fault("«plausible» should be the lowest and the highest value.", place);
        return null;
    }

    private static decimal? Number(ScalarNode scalar) =>
        decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) ? value : null;

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

    private static Holds Holds(MappingReader reader, Node node)
    {
        if (node is ScalarNode { Text: "lifelong" }) return Facts.Holds.Lifelong;
        if (node is ScalarNode { Text: "visit" }) return Facts.Holds.For(new(28, "d"));
        if (node is not MappingNode mapping) return reader.DurationOf("holds", node) is { } span ? Facts.Holds.For(span) : Facts.Holds.Lifelong;
        foreach ((string key, Node value) in mapping.Entries.Where(entry => entry.Key is not ("adult" or "child" or "yes" or "no")))
            reader.Fault($"the key «{key}» has no meaning here.", value.Place);
        Span? Of(string key) => mapping.Entries.FirstOrDefault(entry => entry.Key == key).Value is { } value
            ? value is ScalarNode { Text: "lifelong" } ? null : reader.DurationOf("holds", value) : null;
        Span? adult = Of("adult"), child = Of("child"), yes = Of("yes"), no = Of("no");
        return new(adult, child ?? adult, yes ?? adult, no ?? adult);
    }

    private static ImmutableDictionary<string, LinearMap> Units(MappingReader reader)
    {
        if (reader.Take("units") is not MappingNode mapping) return ImmutableDictionary<string, LinearMap>.Empty;
        ImmutableDictionary<string, LinearMap>.Builder units = ImmutableDictionary.CreateBuilder<string, LinearMap>(StringComparer.Ordinal);
        foreach ((string unit, Node value) in mapping.Entries)
        {
            if (value is MappingNode map)
            {
                decimal Part(string key) => map.Entries.FirstOrDefault(entry => entry.Key == key).Value is ScalarNode scalar ? Decimal(scalar) : 0m;
                units[unit] = new(Part("factor"), Part("offset"));
            }
            else if (value is ScalarNode scalar && decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal factor))
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

    private static IEnumerable<(string Word, string? Member)> Words(MappingReader reader) => reader.Take("words") switch
    {
        SequenceNode sequence => sequence.Items.OfType<ScalarNode>().Select(item => (item.Text, (string?)null)),
        MappingNode mapping => mapping.Entries.Select(entry => (entry.Key, (entry.Value as ScalarNode)?.Text)),
        _ => [],
    };

    private CodeEntry Code(Node node)
    {
        MappingReader reader = new(node, findings);
        CodeSystem system = (CodeSystem)reader.Choice("system", Systems, required: true);
        string? from = reader.Text("from"), to = reader.Text("to");
        string code = from ?? reader.Required("code");
        ImmutableDictionary<string, string> values = reader.Take("values") is MappingNode map ? Answers(map) : ImmutableDictionary<string, string>.Empty;
        CodeEntry entry = new(
            system, system == CodeSystem.Icd10 ? code.ToUpperInvariant() : code, to, reader.Flag("below"), reader.Texts("except"), values,
            reader.Text("value"), reader.Duration("holds"), reader.Flag("doubt"), reader.Text("basis") == "recalled");
        foreach (string key in (ReadOnlySpan<string>)["display", "note", "reads"]) reader.Take(key);
        reader.Close();
        return entry;
    }

    private static ImmutableDictionary<string, string> Answers(MappingNode map) =>
        map.Entries.ToImmutableDictionary(entry => entry.Key, entry => (entry.Value as ScalarNode)?.Text ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>A member of a set with the names and codes that mean it.</summary>
    private (IEnumerable<(string, string?)> Words, IEnumerable<CodeEntry> Codes) Member(Node node)
    {
        MappingReader reader = new(node, findings);
        string member = reader.Required("member");
        ImmutableArray<string> names = reader.Texts("names"), codes = reader.Texts("codes");
        reader.Close();
        return (names.Select(name => (name + "$", (string?)member)), codes.Select(code => code.Split('|', 2)).Where(parts => parts.Length == 2).Select(parts => new CodeEntry(
            (CodeSystem)Math.Max(0, Array.IndexOf(Systems, parts[0])), parts[1], null, false, [], ImmutableDictionary<string, string>.Empty, member, null, false, true)));
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

    private static decimal Decimal(ScalarNode scalar) => Number(scalar) ?? 0m;
}
