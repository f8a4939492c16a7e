using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads the files of agents, the pathway and the regions.</summary>
internal sealed class AgentReader(Scope scope)
{
    private static readonly string[] Needs = ["all", "any"];
    private static readonly string[] Routes =
        ["oral", "sublingual", "subcutaneous", "intramuscular", "intravenous", "intradermal", "inhaled", "nasal", "rectal", "topical", "extracorporeal"];

    private static readonly string[] Statuses = ["available", "restricted", "not-available", "not-marketed", "withdrawn"];
    private readonly ItemReader _items = new(scope);

    public Agent Agent(Node node)
    {
        MappingReader reader = scope.Open(node);
        string id = reader.Required("agent");
        reader.Subject = "agent " + id;
        Agent agent = new()
        {
            Id = id,
            Place = node.Place,
            Name = reader.Required("name"),
            Class = reader.Required("class"),
            Mechanism = reader.Text("mechanism") ?? "",
            Rows = reader.Texts("rows"),
            Sources = scope.Sources(reader),
            Medicines = Medicines(reader),
            Procedures = reader.Texts("procedures"),
            Hypersensitivity = reader.Texts("hypersensitivity"),
            Routes = reader.Words("routes", Routes),
            DoseLasts = reader.Duration("dose-lasts"),
            OrdinaryUse = reader.Flag("ordinary-use", otherwise: true),
            GivenForEczema = reader.Flag("given-for-eczema", otherwise: true),
            RulesWritten = reader.Flag("rules-written", otherwise: true),
            Review = scope.Review(reader),
            Licences = [.. reader.List("licences").Select(_items.Licence)],
            Rules = [.. reader.List("rules").Select(_items.Rule)],
            Doses = [.. reader.List("doses").Select(_items.Dose)],
            Companions = [.. reader.List("companions").Select(_items.Companion)],
            Baseline = [.. reader.List("baseline").Select(_items.Test)],
            Monitoring = [.. reader.List("monitoring").Select(_items.Test)],
            Actions = [.. reader.List("actions").Select(_items.Action)],
            Contraception = [.. reader.List("contraception").Select(_items.Contraception)],
            Pregnancy = [.. reader.List("pregnancy").Select(_items.Plain)],
            Vaccines = [.. reader.List("vaccines").Select(_items.Companion)],
            Information = [.. reader.List("information").Select(_items.Plain)],
            Practicalities = [.. reader.List("practicalities").Select(_items.Plain)],
            Harms = [.. reader.List("harms").Select(_items.Harm)],
            Evidence = [.. reader.List("evidence").Select(_items.Evidence)],
            Onset = [.. reader.List("onset").Select(_items.Time)],
            Trial = [.. reader.List("trial").Select(_items.Time)],
            Duration = [.. reader.List("duration").Select(_items.Time)],
            Stopping = [.. reader.List("stopping").Select(_items.Plain)],
            Switching = [.. reader.List("switching").Select(_items.Switch)],
        };
        reader.Text("note");
        reader.Close();
        return agent;
    }

    /// <summary>Adds what one file of the pathway holds.</summary>
    public Pathway Pathway(Node node, Pathway soFar)
    {
        MappingReader reader = scope.Open(node);
        Pathway whole = soFar with
        {
            Severity = [.. soFar.Severity, .. reader.List("severity").Select(_items.Plain)],
            Indication = [.. soFar.Indication, .. reader.List("indication").Select(_items.Indication)],
            Workup = [.. soFar.Workup, .. reader.List("workup").Select(_items.Workup)],
            Care = [.. soFar.Care, .. reader.List("care").Select(_items.Plain)],
            Response = [.. soFar.Response, .. reader.List("response").Select(_items.Plain)],
            Measures = [.. soFar.Measures, .. reader.List("measures").Select(_items.Measure).OfType<MeasureItem>()],
            Alternatives = [.. soFar.Alternatives, .. reader.List("alternatives").Select(Alternative)],
            Tests = Tests(soFar.Tests, reader),
        };
        reader.Close();
        return whole;
    }

    public ImmutableArray<Availability> Region(Node node)
    {
        MappingReader reader = scope.Open(node);
        string region = reader.Word("region", ItemReader.Regions, required: true);
        reader.Text("name");
        ImmutableArray<Availability> found = [.. reader.List("agents").Select(entry => Available(region, entry))];
        reader.Close();
        return found;
    }

    private Availability Available(string region, Node node)
    {
        MappingReader reader = scope.Open(node);
        Availability found = new(
            region, reader.Required("agent"), reader.Word("status", Statuses, required: true), reader.Text("text") ?? "", scope.Sources(reader), reader.Texts("rows"), node.Place);
        Finish(reader);
        return found;
    }

    private Alternative Alternative(Node node)
    {
        MappingReader reader = scope.Open(node);
        Alternative found = new(
            reader.Required("id"), reader.Required("name"), reader.Required("text"), scope.Sources(reader), [.. reader.List("items").Select(_items.Beside)],
            reader.Texts("rows"), node.Place);
        Finish(reader);
        return found;
    }

    private ImmutableDictionary<string, TestDefinition> Tests(ImmutableDictionary<string, TestDefinition> soFar, MappingReader reader)
    {
        foreach (TestDefinition test in reader.List("tests").Select(Test))
        {
            if (soFar.ContainsKey(test.Id)) scope.Findings.Add(new(test.Place, $"the test «{test.Id}» stands twice."));
            else soFar = soFar.Add(test.Id, test);
        }

        return soFar;
    }

    private TestDefinition Test(Node node)
    {
        MappingReader reader = scope.Open(node);
        string id = reader.Required("test");
        reader.Subject = "test " + id;
        Place place = reader.PlaceOf("facts");
        ImmutableArray<FactDefinition>.Builder facts = ImmutableArray.CreateBuilder<FactDefinition>();
        foreach (string name in reader.Texts("facts"))
        {
            if (scope.Facts.Find(name) is { } fact) facts.Add(fact);
            else reader.Fault($"fact «{name}» is not defined.", place);
        }

        TestDefinition test = new(
            id, reader.Required("name"), reader.Text("text") ?? "", facts.ToImmutable(), reader.Word("needs", Needs) == "all",
            scope.Condition(reader, "abnormal-when"), reader.Texts("rows"), node.Place);
        reader.Duration("valid-for");
        scope.Sources(reader);
        Finish(reader);
        return test;
    }

    private ImmutableArray<string> Medicines(MappingReader reader)
    {
        Place place = reader.PlaceOf("medicines");
        ImmutableArray<string> names = reader.Texts("medicines");
        foreach (string name in names)
        {
            if (scope.Medicines.ByName(name)?.Name != name) reader.Fault($"the medicine «{name}» is not in medicines/.", place);
        }

        return names;
    }

    /// <summary>What is written for the editors alone.</summary>
    private static void Finish(MappingReader reader)
    {
        reader.Text("note");
        reader.Recalled();
        reader.Close();
    }
}
