using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Appraisals.Keys;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals.Keys;

/// <summary>For any patient: what is offered opens the option, and nothing less does.</summary>
public class OpeningPropertyTests
{
    private static readonly Advisor Advisor = new(Patients.Knowledge);

    private static readonly ImmutableArray<(Patients Patient, AppraisalRequest Request, Appraisal Appraisal)> Appraised = [..
        Gen.Select(RandomPatients.Any, RandomPatients.Region, (patient, region) => (Patient: patient, Request: new AppraisalRequest(Patients.Day, region))).Pinned(60)
            .Select(drawn => (drawn.Patient, drawn.Request, Advisor.Appraise(drawn.Patient.Record, drawn.Request)))];

    [Fact]
    public void A_key_stands_at_every_closed_option_and_no_other() =>
        Each((option, told) => Assert.True(option.Opens is not null == IsClosed(option.Standing), told()), all: true);

    [Fact]
    public void Every_way_opens_the_option_and_no_part_of_it_does()
    {
        int parts = 0;
        foreach ((Patients patient, AppraisalRequest request, Appraisal appraisal) in Appraised)
        {
            foreach (Option option in appraisal.Options.Where(option => option.Opens is not null))
            {
                foreach (Way way in option.Opens!.Ways)
                {
                    Standing Then(IEnumerable<Change> changes) => Advisor.Suppose(patient.Record, request, option.Agent.Id, [.. changes.SelectMany(change => change.Supposed)]);
                    string Told(string what) => $"{what}: {option.Agent.Id} {request.Region} {Tell(way)}\n{AppraisalAssert.Tell(option)}\n{patient.Describe()}";
                    Assert.True(Then(way.Changes) == way.Standing && !IsClosed(way.Standing), Told("does not open"));
                    for (int i = 0; i < way.Changes.Length && way.Changes.Length > 1; i++)
                    {
                        parts++;
                        Assert.True(IsClosed(Then(way.Changes.RemoveAt(i))), Told($"opens without {way.Changes[i].Text}"));
                    }
                }
            }
        }

        Assert.True(parts > 100, $"only {parts} sets of several changes");
    }

    [Fact]
    public void Days_lie_ahead_and_belong_to_what_time_brings() => Each((option, told) =>
    {
        foreach (Change change in option.Opens!.Ways.SelectMany(way => way.Changes).Where(change => change.When is not null))
        {
            Assert.True(change.When > Patients.Day, told());
            Assert.True(change.Can == Changeability.WithTime, told());
        }
    });

    [Fact]
    public void Possible_means_that_every_change_can_come_about() => Each((option, told) => Assert.True(
        option.Opens!.Possible ? !option.Opens.Ways.IsEmpty && Changes(option).All(change => change.Can != Changeability.Never)
            : option.Opens.Ways.All(way => way.Changes.Any(change => change.Can == Changeability.Never)), told()));

    // What cannot come about last, what comes by itself first, and the sooner the better.
    [Fact]
    public void The_ways_stand_in_order()
    {
        int several = 0;
        Each((option, told) =>
        {
            (int Never, int ByHand, DateOnly Last, int Count)[] keys = [.. option.Opens!.Ways.Select(way => (
                way.Changes.Count(change => change.Can == Changeability.Never), way.Changes.Count(change => change.Can != Changeability.WithTime),
                way.Changes.Max(change => change.When) ?? DateOnly.MinValue, way.Changes.Length))];
            Assert.True(keys.SequenceEqual(keys.Order()), told());
            several += keys.Distinct().Count() > 1 ? 1 : 0;
        });
        Assert.True(several > 20, $"only {several} options with ways that differ in rank");
    }

    [Fact]
    public void Each_says_so_in_words() => Each((option, told) =>
    {
        Assert.True(option.Opens!.Text.StartsWith(option.Opens.Possible ? "opens " : "stays closed: ", StringComparison.Ordinal), told());
        Assert.True(option.Opens.Text.Length > 15 && Changes(option).All(change => change.Text.Length > 3), told());
        Assert.True(option.Opens.Ways.All(way => (way.Standing == Standing.NeedsInformation) == !way.Missing.IsEmpty), told());
    });

    [Fact]
    public void No_way_asks_for_all_of_another() => Each((option, told) =>
    {
        foreach (Way way in option.Opens!.Ways)
        {
            foreach (Way other in option.Opens.Ways.Where(other => other != way))
                Assert.False(way.Changes.All(change => other.Changes.Any(further => further.Fact == change.Fact && further.To.Equals(change.To))), told());
        }
    });

    /// <summary>The same through the whole reading of a record: the entries are rewritten, not the facts.</summary>
    [Fact]
    public void A_record_that_says_so_opens_the_option()
    {
        int rewritten = 0;
        foreach ((Patients patient, AppraisalRequest request, Appraisal appraisal) in Appraised)
        {
            foreach (Option option in appraisal.Options.Where(option => option.Opens is not null))
            {
                foreach (Way way in option.Opens!.Ways.Where(way => way.Changes.All(CanBeWritten)))
                {
                    rewritten++;
                    Patients then = way.Changes.Aggregate(patient, Written);
                    Standing standing = AppraisalAssert.Of(then.Appraise(request.Region), option.Agent.Id).Standing;
                    Assert.False(IsClosed(standing), $"{option.Agent.Id} {request.Region} stays {Words.Of(standing)}: {Tell(way)}\n{AppraisalAssert.Tell(option)}\n{patient.Describe()}\n{then.Describe()}");
                }
            }
        }

        Assert.True(rewritten > 60, $"only {rewritten} ways were rewritten");
    }

    private static bool CanBeWritten(Change change) => change.Fact.Name is "CurrentMedicine" or "DaysSinceLiveVaccine"
        || (change.Fact is { IsRecorded: true, Scope: FactScope.Patient, Derive: null } && change.Fact.Name is not "Age" && change.Can != Changeability.Never);

    private static Patients Written(Patients patient, Change change)
    {
        string today = Patients.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        switch (change.Fact.Name)
        {
            case "CurrentMedicine":
                return patient.NotTaking(((SetValue)change.From).Present.Except(((SetValue)change.To).Present));
            case "DaysSinceLiveVaccine":
                return patient.With("LiveVaccine", Patients.Day.AddDays(-(int)Inside(change)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            case var name when change.To is NumberValue:
                return patient.With(name, Inside(change), today).Also(name, Inside(change), "2026-06-14");
            case var name:
                return change.Supposed.Where(fact => fact.Value.IsUnknown).Aggregate(patient.With(name, change.To, today), (sick, fact) => sick.Without(fact.Name));
        }
    }

    /// <summary>A number that passes the bound of a change and no further one.</summary>
    private static decimal Inside(Change change)
    {
        Interval cell = ((NumberValue)change.Supposed[0].Value).Interval;
        return cell switch
        {
            { Exact: { } exact } => exact,
            { Low: { } low, High: { } high } => (low + high) / 2m,
            { Low: { } low } => low + 1m,
            _ => cell.High!.Value - 1m,
        };
    }

    private static void Each(Action<Option, Func<string>> check, bool all = false)
    {
        foreach ((Patients patient, AppraisalRequest request, Appraisal appraisal) in Appraised)
        {
            foreach (Option option in appraisal.Options.Where(option => all || option.Opens is not null))
                check(option, () => $"{request.Region} {AppraisalAssert.Tell(option)}\n{option.Opens?.Text}\n{string.Join('\n', option.Opens?.Ways.Select(Tell) ?? [])}\n{patient.Describe()}");
        }
    }

    private static IEnumerable<Change> Changes(Option option) => option.Opens!.Ways.SelectMany(way => way.Changes);

    private static string Tell(Way way) => string.Join(" + ", way.Changes.Select(change => $"{change.Fact.Name} {change.From} -> {change.To} ({Words.Of(change.Can)}, {change.When})")) + $" => {Words.Of(way.Standing)}";

    private static bool IsClosed(Standing standing) => standing <= Standing.NotAdvised;
}
