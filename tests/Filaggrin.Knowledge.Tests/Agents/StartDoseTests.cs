using System.Globalization;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Tests.Conditions;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Agents;

/// <summary>One patient meets one dose to start with: bands of age and weight neither overlap nor leave a gap that a label covers.</summary>
public class StartDoseTests
{
    private static readonly decimal[] Ages =
    [
        0.5m, 0.75m, 1m, 1.99m, 2m, 3m, 5m, 5.99m, 6m, 8m, 11m, 11.99m, 12m, 14m, 15.99m, 16m, 17m, 17.99m, 18m, 25m, 40m, 64m, 64.99m, 65m, 75m, 80m,
    ];

    private static readonly decimal[] Weights =
    [
        4m, 4.99m, 5m, 9.99m, 10m, 14.99m, 15m, 20m, 24.99m, 25m, 29.99m, 30m, 35m, 39.99m, 40m, 50m, 58.99m, 59m, 59.99m, 60m, 75m, 100m, 120m,
    ];

    private static readonly string[] Regions = ["EU", "UK", "US"];

    private static readonly KnowledgeBase Knowledge = TestKnowledge.Load();

    public static TheoryData<string> Agents => [.. Knowledge.Agents.Values.Where(agent => agent.Doses.Any(dose => dose.Role == "start")).Select(agent => agent.Id)];

    [Theory]
    [MemberData(nameof(Agents))]
    public void No_patient_meets_two_doses_to_start_with(string agent)
    {
        foreach (string region in Regions)
        {
            DoseItem[] doses = [.. Start(agent, region).Where(dose => !dose.Steps.IsEmpty || dose.Range is not null)];
            foreach (FactSheet sheet in Sheets(doses, Ages, Weights))
            {
                string[] met = [.. doses.Where(dose => dose.Holds(sheet) == Truth.True).Select(dose => dose.Id)];
                Assert.True(met.Length <= 1, $"{region}, {Describe(sheet)}: {string.Join(" and ", met)}");
            }
        }
    }

    // Whom the labels cover (section 4.2 or 2); agents without a label for eczema: adults. Years from, to (excluded), kilograms from, to (excluded).
    [Theory]
    [InlineData("abrocitinib", "EU UK", 12, 18, 25, 999)]
    [InlineData("abrocitinib", "EU UK", 18, 99, 0, 999)]
    [InlineData("abrocitinib", "US", 12, 99, 0, 999)]
    [InlineData("azathioprine", "EU UK US", 18, 99, 0, 999)]
    [InlineData("baricitinib", "EU UK", 2, 18, 10, 999)]
    [InlineData("baricitinib", "EU UK", 18, 99, 0, 999)]
    [InlineData("ciclosporin", "EU UK", 16, 99, 0, 999)]
    [InlineData("ciclosporin", "US", 18, 99, 0, 999)]
    [InlineData("dupilumab", "EU UK US", 0.5, 6, 5, 30)]
    [InlineData("dupilumab", "EU UK US", 6, 12, 15, 999)]
    [InlineData("dupilumab", "EU UK", 12, 18, 0, 999)]
    [InlineData("dupilumab", "US", 12, 18, 15, 999)]
    [InlineData("dupilumab", "EU UK US", 18, 99, 0, 999)]
    [InlineData("lebrikizumab", "EU UK US", 12, 99, 40, 999)]
    [InlineData("methotrexate", "EU UK US", 18, 99, 0, 999)]
    [InlineData("mycophenolate-mofetil", "EU UK US", 18, 99, 0, 999)]
    [InlineData("nemolizumab", "EU US", 12, 99, 30, 999)]
    [InlineData("tralokinumab", "EU UK US", 12, 99, 0, 999)]
    [InlineData("upadacitinib", "EU UK", 12, 18, 30, 999)]
    [InlineData("upadacitinib", "US", 12, 18, 40, 999)]
    [InlineData("upadacitinib", "EU UK US", 18, 99, 0, 999)]
    public void Whom_a_label_covers_meets_a_dose_to_start_with(string agent, string regions, double fromAge, double toAge, double fromWeight, double toWeight)
    {
        decimal[] ages = [.. Ages.Where(age => age >= (decimal)fromAge && age < (decimal)toAge)];
        decimal[] weights = [.. Weights.Where(weight => weight >= (decimal)fromWeight && weight < (decimal)toWeight)];
        foreach (string region in regions.Split(' '))
        {
            DoseItem[] doses = [.. Start(agent, region)];
            foreach (FactSheet sheet in Sheets([], ages, weights).Select(sheet => sheet.With([TestFacts.Given(Knowledge.Facts["TPMTActivity"], "normal")])))
                Assert.True(doses.Any(dose => dose.Holds(sheet) == Truth.True), $"{region}, {Describe(sheet)}: no dose to start {agent} with");
        }
    }

    [Fact]
    public void No_dose_exceeds_its_own_maximum() => Assert.Equal("", string.Join('\n',
        from agent in Knowledge.Agents.Values
        from dose in agent.Doses
        where dose is { Maximum: { } maximum, Range: { } range } && range.Unit == maximum.Unit && range.To > maximum.Amount
            || dose.Maximum is { } most && dose.Steps.Any(step => step.Every is { Amount: 1, Unit: "d" } && most.Unit == step.Unit + "/d" && step.Amount > most.Amount)
        select dose.Id));

    [Fact]
    public void Units_of_doses_are_known() => Assert.Equal("", string.Join('\n',
        from agent in Knowledge.Agents.Values
        from dose in agent.Doses
        from unit in dose.Steps.Select(step => step.Unit).Append(dose.Range?.Unit).Append(dose.Maximum?.Unit).OfType<string>()
        where !Filaggrin.Knowledge.Units.UnitOfMeasure.IsKnown(unit)
        select $"{dose.Id}: {unit}"));

    /// <summary>The doses that speak in a region: of each topic those of the region, else without region, else EU, UK, US.</summary>
    private static IEnumerable<DoseItem> Start(string agent, string region)
    {
        DoseItem[] all = [.. Knowledge.Agents[agent].Doses];
        foreach (IGrouping<string, DoseItem> topic in all.GroupBy(dose => dose.Topic ?? dose.Id, StringComparer.Ordinal))
        {
            string spoken = topic.First().Topic is null ? "*" : ((string[])[region, "", "EU", "UK", "US"]).First(candidate => topic.Any(dose => Speaks(dose, candidate)));
            foreach (DoseItem dose in topic.Where(dose => dose.Role == "start" && (spoken == "*" || Speaks(dose, spoken)))) yield return dose;
        }
    }

    private static bool Speaks(DoseItem dose, string region) => region.Length == 0 ? dose.Regions.IsEmpty : dose.Regions.Contains(region, StringComparer.Ordinal);

    /// <summary>Patients of every age and weight, each with every value of the other facts that the doses ask.</summary>
    private static IEnumerable<FactSheet> Sheets(IEnumerable<DoseItem> doses, decimal[] ages, decimal[] weights)
    {
        FactDefinition[] others = [.. doses.SelectMany(dose => dose.When?.Facts() ?? []).Distinct().Where(fact => fact.Name is not ("Age" or "Weight"))];
        IEnumerable<Fact[]> contexts = others.Aggregate<FactDefinition, IEnumerable<Fact[]>>(
            [[]], (known, fact) => known.SelectMany(facts => Values(fact).Select(value => facts.Append(TestFacts.Given(fact, value)).ToArray())));
        return from context in contexts.ToArray()
               from age in ages
               from weight in weights
               select new FactSheet(
                   Knowledge.Facts, context.Append(TestFacts.Given(Knowledge.Facts["Age"], age)).Append(TestFacts.Given(Knowledge.Facts["Weight"], weight)), listsHeld: null);
    }

    private static IEnumerable<object?> Values(FactDefinition fact) => fact.Type switch
    {
        FactType.Flag => [true, false, null],
        FactType.Code => [.. fact.Options, null],
        FactType.Number => [0.4m, 0.5m, 0.6m, 20m, 50m, 100m, null],
        _ => [null],
    };

    private static string Describe(FactSheet sheet) =>
        string.Join(", ", sheet.Given.Where(fact => !fact.Value.IsUnknown).Select(fact => string.Create(CultureInfo.InvariantCulture, $"{fact.Name} {fact.Value}")));
}
