using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads medicines, classes, groups and the words that tell a route.</summary>
internal sealed class MedicineReader(ICollection<Finding> findings)
{
    private const string Snomed = "snomed|";

    private static readonly string[] Routes =
        [MedicineCatalog.Systemic, "topical", "eye", "ear", "nasal", "inhaled", "mouth", "gut", "rectal", "vaginal", "intrauterine", "implant", "local"];

    private static readonly string[] AmbiguousSystems = ["atc"];
    private static readonly string[] RouteSystems = ["snomed"];
    private static readonly string[] Recallable = ["atc", "rxnorm", "snomed", "forms"];

    private readonly List<Medicine> _medicines = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<MedicineClass> _classes = [];
    private readonly List<MedicineGroup> _groups = [];
    private readonly List<RouteHint> _routes = [];
    private readonly List<(string Name, Place Place)> _members = [];
    private readonly List<SharedCode> _ambiguous = [];

    public void File(Node node)
    {
        MappingReader reader = new(node, findings);
        reader.Text("theme");
        reader.Texts("sources");
        foreach (Node line in reader.List("ambiguous"))
        {
            MappingReader entry = new(line, findings);
            entry.Word("system", AmbiguousSystems);
            SharedCode shared = new(entry.Required("code"), entry.Texts("of"), entry.Texts("names"), entry.Text("otherwise"));
            if (shared.Otherwise is { } name && !shared.Of.Contains(name, StringComparer.Ordinal)) entry.Fault($"«{name}» is none of the medicines that the code may mean.", line.Place);
            _ambiguous.Add(shared);
            Finish(entry);
        }

        foreach (Node medicine in reader.List("medicines")) Medicine(medicine);
        foreach (Node group in reader.List("classes"))
        {
            MappingReader entry = new(group, findings);
            _classes.Add(new(entry.Required("class"), entry.Texts("atc"), entry.Texts("except"), Members(entry)));
            Finish(entry);
        }

        foreach (Node group in reader.List("groups"))
        {
            MappingReader entry = new(group, findings);
            MedicineGroup read = Group(entry);
            if (_groups.Exists(other => other.Name == read.Name)) entry.Fault($"the group «{read.Name}» stands twice.", group.Place);
            else _groups.Add(read);
            _members.AddRange(read.Members.Select(member => (member, group.Place)));
            Finish(entry);
        }

        foreach (Node route in reader.List("routes"))
        {
            MappingReader entry = new(route, findings);
            _routes.Add(new("atc", entry.Required("atc"), entry.Word("route", [.. Routes, MedicineCatalog.Untold], required: true), entry.Texts("except")));
            Finish(entry);
        }

        foreach ((string key, string kind) in (ReadOnlySpan<(string, string)>)[("words", "word"), ("dosage-words", "dosage")])
        {
            foreach (Node word in reader.List(key))
            {
                MappingReader entry = new(word, findings);
                _routes.Add(new(kind, WordMatch.Prepare(entry.Required("word")), entry.Word("route", Routes, required: true), []));
                Finish(entry);
            }
        }

        foreach (Node code in reader.List("route-codes"))
        {
            MappingReader entry = new(code, findings);
            entry.Word("system", RouteSystems);
            RouteHint hint = new("snomed", entry.Required("code"), entry.Word("route", Routes, required: true), []) { Place = code.Place };
            if (_routes.Exists(other => other.Kind == "snomed" && other.Key == hint.Key)) entry.Fault($"the code «{hint.Key}» stands twice.", code.Place);
            else _routes.Add(hint);
            entry.Text("of");
            Finish(entry);
        }

        reader.Close();
    }

    public MedicineCatalog Build()
    {
        MedicineCatalog catalog = new(_medicines, _classes, _groups, _routes, _ambiguous);
        foreach ((string member, Place place) in _members.Where(member => catalog.ByName(Bare(member.Name))?.Name != Bare(member.Name)))
            findings.Add(new(place, $"the medicine «{member}» is not in medicines/."));
        return catalog;
    }

    private void Medicine(Node node)
    {
        MappingReader reader = new(node, findings);
        string name = reader.Required("medicine");
        reader.Subject = "medicine " + name;
        if (!_names.Add(name)) reader.Fault("it stands twice.");
        ImmutableArray<string> names = reader.Texts("names");
        foreach ((string route, ImmutableArray<string> local) in ByRoute(reader, "form-names"))
        {
            // A name that means a route by itself: betamethasone valerate is for the skin.
            names = names.AddRange(local);
            _routes.AddRange(local.Select(word => new RouteHint("word", WordMatch.Prepare(word + "$"), route, [])));
        }

        string[] localAtc = [.. ByRoute(reader, "forms").SelectMany(form => form.Texts)];
        ImmutableArray<string> atc = reader.Texts("atc");
        bool systemic = reader.Flag("systemic", otherwise: true);
        if (!systemic) _routes.AddRange(names.Add(name).Select(word => new RouteHint("word", WordMatch.Prepare(word + "$"), "topical", [])));
        _medicines.Add(new(
            name, names, atc, reader.Texts("rxnorm"), reader.Texts("snomed"), reader.Text("agent"),
            [.. reader.Texts("parts"), .. reader.Texts("ingredients")], [.. localAtc])
        {
            Procedures = [.. reader.Texts("procedures").Where(code => code.StartsWith(Snomed, StringComparison.Ordinal)).Select(code => code[Snomed.Length..])],
            PrednisoloneEquivalent = reader.Number("prednisolone-equivalent"),
            DoseLasts = reader.Duration("dose-lasts"),
            Place = node.Place,
        });
        reader.Text("kind");
        reader.Words("recalled", Recallable);
        reader.Flag("procedure");
        Finish(reader);
    }

    /// <summary>A name without the route in brackets.</summary>
    private static string Bare(string name) => name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;

    private MedicineGroup Group(MappingReader entry)
    {
        List<string> members = [], sources = [.. entry.Texts("sources")];
        foreach (Node member in entry.List("members"))
        {
            if (member is ScalarNode scalar)
            {
                members.Add(scalar.Text);
                continue;
            }

            MappingReader line = new(member, findings);
            if (!line.Has("of")) line.Fault("«of» is missing; it names the members of the line.");
            members.AddRange(line.Texts("of"));
            sources.AddRange(line.Texts("sources"));
            Finish(line);
        }

        return new(entry.Required("group"), [.. members], [.. sources]);
    }

    /// <summary>Lists by the route that they tell.</summary>
    private IEnumerable<(string Route, ImmutableArray<string> Texts)> ByRoute(MappingReader reader, string key)
    {
        if (reader.Keys(key) is not { } mapping) return [];
        MappingReader forms = new(mapping, findings) { Subject = reader.Subject };
        (string Route, ImmutableArray<string> Texts)[] found = [.. Routes.Select(route => (route, forms.Texts(route)))];
        forms.Close();
        return found.Where(form => form.Texts.Length > 0);
    }

    private static ImmutableArray<string> Members(MappingReader reader) => [.. reader.Texts("members"), .. reader.Texts("medicines")];

    private static void Finish(MappingReader reader)
    {
        reader.Recalled();
        reader.Texts("sources");
        foreach (string key in (ReadOnlySpan<string>)["note", "text", "display"]) reader.Text(key);
        reader.Close();
    }
}
