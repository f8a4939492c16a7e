using System.Collections.Immutable;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads medicines, classes, groups and the words that tell a route.</summary>
internal sealed class MedicineReader(ICollection<Finding> findings)
{
    private readonly List<Medicine> _medicines = [];
    private readonly List<MedicineClass> _classes = [];
    private readonly List<MedicineGroup> _groups = [];
    private readonly List<RouteHint> _routes = [];
    private readonly List<(string Atc, ImmutableArray<string> Names)> _ambiguous = [];

    public void File(Node node)
    {
        MappingReader reader = new(node, findings);
        reader.Take("theme");
        reader.Take("sources");
        foreach (Node line in reader.List("ambiguous"))
        {
            MappingReader entry = new(line, findings);
            entry.Take("system");
            _ambiguous.Add((entry.Required("code"), entry.Texts("of")));
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
            _groups.Add(Group(entry));
            Finish(entry);
        }

        foreach (Node route in reader.List("routes"))
        {
            MappingReader entry = new(route, findings);
            _routes.Add(new("atc", entry.Required("atc"), entry.Required("route"), entry.Texts("except")));
            Finish(entry);
        }

        foreach (Node word in reader.List("words"))
        {
            MappingReader entry = new(word, findings);
            _routes.Add(new("word", WordMatch.Prepare(entry.Required("word")), entry.Required("route"), []));
            Finish(entry);
        }

        foreach (Node code in reader.List("route-codes"))
        {
            MappingReader entry = new(code, findings);
            entry.Take("system");
            _routes.Add(new("snomed", entry.Required("code"), entry.Required("route"), []));
            entry.Take("of");
            Finish(entry);
        }

        reader.Close();
    }

    public MedicineCatalog Build()
    {
        return new(_medicines, _classes, _groups, _routes, _ambiguous);
    }

    private void Medicine(Node node)
    {
        MappingReader reader = new(node, findings);
        string name = reader.Required("medicine");
        reader.Subject = "medicine " + name;
        if (_medicines.Exists(other => other.Name == name)) reader.Fault("it stands twice.");
        ImmutableArray<string> names = reader.Texts("names");
        if (reader.Take("form-names") is MappingNode forms)
        {
            // A name that means a route by itself: betamethasone valerate is for the skin.
            foreach ((string route, Node value) in forms.Entries)
            {
                string[] local = [.. Items(value)];
                names = names.AddRange(local);
                _routes.AddRange(local.Select(word => new RouteHint("word", WordMatch.Prepare(word + "$"), route, [])));
            }
        }

        string[] localAtc = reader.Take("forms") is MappingNode codes ? [.. codes.Entries.SelectMany(entry => Items(entry.Value))] : [];
        ImmutableArray<string> atc = reader.Texts("atc");
        bool systemic = reader.Flag("systemic", otherwise: true);
        if (!systemic) _routes.AddRange(names.Add(name).Select(word => new RouteHint("word", WordMatch.Prepare(word + "$"), "topical", [])));
        _medicines.Add(new(
            name, names, atc, reader.Texts("rxnorm"), reader.Texts("snomed"), reader.Text("agent"),
            [.. reader.Texts("parts"), .. reader.Texts("ingredients")], [.. localAtc]));
        foreach (string key in (ReadOnlySpan<string>)["kind", "recalled", "prednisolone-equivalent", "procedure", "procedures"]) reader.Take(key);
        Finish(reader);
    }

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
            members.AddRange(line.Texts("of"));
            sources.AddRange(line.Texts("sources"));
            Finish(line);
        }

        return new(entry.Required("group"), [.. members], [.. sources]);
    }

    private static IEnumerable<string> Items(Node node) =>
        node is SequenceNode sequence ? sequence.Items.OfType<ScalarNode>().Select(item => item.Text) : node is ScalarNode scalar ? [scalar.Text] : [];

    private static ImmutableArray<string> Members(MappingReader reader) => [.. reader.Texts("members"), .. reader.Texts("medicines")];

    private static void Finish(MappingReader reader)
    {
        foreach (string key in (ReadOnlySpan<string>)["basis", "note", "text", "display", "sources"]) reader.Take(key);
        reader.Close();
    }
}
