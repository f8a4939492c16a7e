using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>Bad news never improves a standing, and learning never reverses what was decided, through rules of the first pass.</summary>
public class MonotonicityTests
{
    private static readonly Advisor Advisor = new(Editions.FirstPassAlone);

    private static readonly ImmutableArray<string> Agents = [.. Editions.FirstPassAlone.Agents.Values.Where(agent => agent.RulesWritten).Select(agent => agent.Id)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Bad_news_never_improves_a_standing(int third)
    {
        Patients healthy = third switch { 0 => Patients.Woman(35), 1 => Patients.Man(22), _ => Patients.Child(9) };
        ImmutableArray<News> bad = BadNews(healthy, third);
        Assert.True(bad.Length > 40, $"only {bad.Length} changes make a rule fire");
        foreach ((int[] picks, int last, string region, int unknown) in Gen.Select(Gen.Int[0, 10_000].Array[0, 5], Gen.Int[0, 10_000], RandomPatients.Region, Gen.Int[0, 10_000].Array[0, 1]
            .Select(some => some.Length == 0 ? -1 : some[0])).Pinned(60))
        {
            News news = bad[last % bad.Length];
            Patients before = picks.Select(pick => bad[pick % bad.Length]).Where(other => other.Fact != news.Fact).Aggregate(healthy, (patient, other) => other.Told(patient));
            if (unknown >= 0 && bad[unknown % bad.Length].Fact != news.Fact) before = before.Without(bad[unknown % bad.Length].Fact);
            Patients after = news.Told(before);
            ImmutableDictionary<string, Standing> was = Standings(before, region), now = Standings(after, region);
            foreach (string agent in Agents)
                Assert.True(now[agent] <= was[agent], $"{news.Fact} = {news.Value} lifts {agent} from {Words.Of(was[agent])} to {Words.Of(now[agent])} in {region}: {before.Describe()}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_closes_an_option_never_leaves_it_open_while_it_is_in_doubt(int third)
    {
        Patients healthy = third switch { 0 => Patients.Woman(35), 1 => Patients.Man(22), _ => Patients.Child(9) };
        string region = third switch { 0 => "EU", 1 => "UK", _ => "US" };
        SortedSet<string> open = new(StringComparer.Ordinal);
        int closed = 0;
        foreach (News news in BadNews(healthy, third))
        {
            // Another measure that can be read stands in: weight and height, an eGFR, and the age of a child, whose smoking must be told.
            if (news.Fact is "BMI" or "CreatinineClearance" || (news.Fact == "SmokingStatus" && third == 2)) continue;
            ImmutableDictionary<string, Standing> told = Standings(news.Told(healthy), region), doubt = Standings(healthy.Without(news.Fact).Doubtful(news.Fact, "perhaps"), region);
            foreach (string agent in Agents.Where(agent => told[agent] <= Standing.NotAdvised))
            {
                closed++;
                if (doubt[agent] > Standing.NeedsInformation) open.Add($"{news.Fact} = {news.Value}: {agent} is {Words.Of(told[agent])}, in doubt {Words.Of(doubt[agent])}");
            }
        }

        Assert.True(closed > 200, $"only {closed} options are closed");
        Assert.True(open.Count == 0, string.Join('\n', open));
    }

    [Fact]
    public void A_medicine_that_closes_an_option_never_leaves_it_open_where_a_text_may_mean_it()
    {
        SortedSet<string> open = new(StringComparer.Ordinal);
        int closed = 0;
        foreach (string medicine in Patients.Knowledge.Medicines.All.Select(medicine => medicine.Name))
        {
            Patients healthy = Patients.Man(40);
            ImmutableDictionary<string, Standing> told = Standings(healthy.Taking(medicine), "US");
            ImmutableDictionary<string, Standing> doubt = Standings(
                healthy.Medicine(MedicineEntryKind.Statement, MedicineStatus.Active, [], entry => entry with { PossibleIngredients = [medicine], From = DateSpan.On(new(2026, 1, 5)), Quote = "in words" }), "US");
            foreach (string agent in Agents.Where(agent => told[agent] <= Standing.NotAdvised))
            {
                closed++;
                if (doubt[agent] > Standing.NeedsInformation) open.Add($"{medicine}: {agent} is {Words.Of(told[agent])}, in doubt {Words.Of(doubt[agent])}");
            }
        }

        Assert.True(closed > 100, $"only {closed} options are closed");
        Assert.True(open.Count == 0, string.Join('\n', open));
    }

    [Fact]
    public void Another_medicine_never_improves_a_standing()
    {
        string[] medicines = [.. Editions.FirstPassAlone.Agents.Values.SelectMany(agent => agent.Rules).Where(rule => rule.IsHard).Select(rule => rule.When).OfType<InExpr>()
            .Where(member => member.Fact.Name == "CurrentMedicine").SelectMany(member => member.Members).Distinct(StringComparer.Ordinal)];
        foreach ((Patients before, string region, int pick) in Gen.Select(RandomPatients.Any, RandomPatients.Region, Gen.Int[0, 10_000]).Pinned(60))
        {
            string medicine = medicines[pick % medicines.Length];
            if (Patients.Knowledge.Medicines.ByName(medicine)?.Agent is not null || OnAntimicrobial(medicine)) continue;
            ImmutableDictionary<string, Standing> was = Standings(before, region), now = Standings(before.Taking(medicine), region);
            foreach (string agent in Agents)
                Assert.True(now[agent] <= was[agent], $"{medicine} lifts {agent} from {Words.Of(was[agent])} to {Words.Of(now[agent])} in {region}: {before.Describe()}");
        }
    }

    [Fact]
    public void Learning_never_reverses_a_decided_rule()
    {
        int learned = 0;
        foreach ((Patients before, string region, int pick, int value) in Gen.Select(RandomPatients.Any, RandomPatients.Region, Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Pinned(60))
        {
            HashSet<string> missing = new(Advisor.Appraise(before.Record, new(Patients.Day, region)).Options.SelectMany(option => option.Missing)
                .Where(missing => missing.State.Value.IsUnknown) // one that is known and not enough, such as a child's blood pressure without its percentile, is not learnt anew
                .Select(missing => missing.Fact.Name), StringComparer.Ordinal);
            (FactDefinition Fact, ImmutableArray<FactValue> Values)[] open = [.. RandomPatients.Choices.Where(choice => missing.Contains(choice.Fact.Name))];
            if (open.Length == 0) continue;
            learned++;
            (FactDefinition fact, ImmutableArray<FactValue> values) = open[pick % open.Length];
            // A raised creatinine opens on purpose what an older GFR had decided, a transfusion a test soon after it; a negative RNA ends a listed hepatitis C.
            if (Patients.Knowledge.Facts.All.Any(other => other.OutdatedBy == fact.Name || other.UnreliableAfter?.Fact == fact.Name || other.EndedBy?.Fact == fact.Name)) continue;
            if (before.Record.Findings.Any(told => told.Value is FlagValue { Truth: Truth.False } && told.Fact.YesWhen?.Facts().Contains(fact) == true)) continue; // a newer yes of a part outweighs the no that was told of the whole
            Patients after = before.Also(fact.Name, values[value % values.Length], "2026-06-15", source: "answer");
            PatientSheet earlier = before.Sheet(region), later = after.Sheet(region);
            foreach (string agent in Agents)
            {
                Dictionary<string, (Truth Truth, bool Assumed)> was = Decided(earlier, agent), now = Decided(later, agent);
                foreach ((string rule, (Truth truth, bool assumed)) in was)
                {
                    Assert.True(truth == Truth.Unknown || assumed || now[rule].Truth == truth,
                        $"learning {fact.Name} = {values[value % values.Length]} turns {rule} from {truth} to {now[rule].Truth} in {region}: {before.Describe()}");
                }
            }
        }

        Assert.True(learned > 30, $"only {learned} records had something to learn");
    }

    private static ImmutableDictionary<string, Standing> Standings(Patients patient, string region) => Advisor.Standings(patient.Record, new(Patients.Day, region));

    /// <summary>Each rule's truth, and whether it rests on something that was assumed.</summary>
    private static Dictionary<string, (Truth Truth, bool Assumed)> Decided(PatientSheet patient, string agent)
    {
        FactSheet sheet = patient.For(Editions.FirstPassAlone.Agents[agent], []);
        return Editions.FirstPassAlone.Agents[agent].Rules.Where(rule => rule.When is not null).ToDictionary(
            rule => rule.Id,
            rule => (rule.When!.Truth(sheet), rule.When!.Facts().Any(fact => RestsOnAssumption(sheet[fact], sheet))), StringComparer.Ordinal);
    }

    private static bool RestsOnAssumption(Fact fact, FactSheet sheet) =>
        fact.State == FactState.Assumed || new[] { fact.Definition.Is, fact.Definition.YesWhen, fact.Definition.NoWhen, fact.Definition.RelevantWhen }.OfType<Expr>()
            .SelectMany(formula => formula.Facts()).Any(part => RestsOnAssumption(sheet[part], sheet));

    /// <summary>Protective treatment is good news for a disease it covers.</summary>
    private static bool OnAntimicrobial(string medicine) => Patients.Knowledge.Medicines.Groups.Values
        .Where(group => group.Name is "AntiHBV" or "TBPreventive" or "AntiTuberculosis" or "AntiHerpes" or "LongActingContraceptives").Any(group => group.Members.Contains(medicine, StringComparer.Ordinal));

    /// <summary>The single changes of one fact, a third of them all, that make a hard or caution rule fire in somebody healthy.</summary>
    private static ImmutableArray<News> BadNews(Patients healthy, int third)
    {
        HashSet<string> silent = Fired(healthy);
        return [.. RandomPatients.Choices.SelectMany(choice => choice.Values.Select(value => new News(choice.Fact.Name, value))).Where((_, index) => index % 3 == third).Where(news => !Fired(news.Told(healthy)).IsSubsetOf(silent))];
    }

    private static HashSet<string> Fired(Patients patient)
    {
        FactSheet facts = patient.Sheet().Facts;
        return new(
            from agent in Agents
            from rule in Editions.FirstPassAlone.Agents[agent].Rules
            where rule.Verdict != Verdict.Note && rule.Holds(facts) == Truth.True
            select rule.Id, StringComparer.Ordinal);
    }

    private sealed record News(string Fact, FactValue Value)
    {
        public Patients Told(Patients patient) => Fact is "SystolicBloodPressure" or "DiastolicBloodPressure"
            ? patient.With(Fact, Value).Also(Fact, Value, "2026-06-01") // raised on two days
            : patient.With(Fact, Value);
    }
}
