using System.Collections.Immutable;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>What must be found on a day; everything else that is found must be explained.</summary>
/// <param name="Day">The day.</param>
/// <param name="Why">What was planted.</param>
/// <param name="Found">What must be found: kind, one of the rules, date.</param>
/// <param name="InPlay">Rules that may be found beside it.</param>
internal sealed record CohortQuestion(DateOnly Day, string Why, ImmutableArray<(ActionKind Kind, string[] Rules, DateOnly Date)> Found, ImmutableArray<string> InPlay);

/// <summary>One treated patient of the cohort.</summary>
internal sealed record CohortPatient(int Number, CohortAgent Agent, string Region, PatientRecord Record, ImmutableArray<CohortQuestion> Questions);

/// <summary>Treated patients over two years, with what was planted in them. The schedules are read here by hand and not by the program.</summary>
internal sealed class Cohort
{
    private const int Years = 730;

    private readonly Random _random;
    private readonly CohortAgent _agent;
    private readonly string _region;
    private readonly int _number;
    private readonly DateOnly _start;
    private readonly bool _woman;
    private readonly int _age;
    private readonly int _end;
    private readonly string _outcome;
    private readonly SortedDictionary<int, Dictionary<string, decimal>> _visits = [];
    private readonly List<CohortQuestion> _questions = [];
    private readonly List<string> _always = [];
    private CohortEvent? _event;
    private int _eventDay;
    private int _answered;

    private Cohort(int number)
    {
        _number = number;
        _random = new(20_260_000 + number);
        _agent = CohortAgents.Table[number % CohortAgents.Table.Length];
        _region = _agent.Regions[_random.Next(_agent.Regions.Length)];
        _start = new DateOnly(2022, 1, 3).AddDays(_random.Next(700));
        _woman = _random.Next(2) == 0;
        _age = 18 + _random.Next(42);
        _outcome = _agent.Trial is null ? "none" : _random.Next(10) switch { 0 => "non-response", 1 => "partial", _ => "response" };
        _end = _outcome == "non-response" ? Math.Min(_agent.Trial!.Value + 21, _agent.Ends ?? Years) : _agent.Ends ?? Years;
        _always.AddRange(_agent.InPlay.Select(rule => rule.Rule));
    }

    /// <summary>So many patients, always the same ones.</summary>
    public static IEnumerable<CohortPatient> Patients(int count) => Enumerable.Range(0, count).Select(number => new Cohort(number).Build());

    private CohortPatient Build()
    {
        (int Day, CohortPhase Phase)[] planned = [.. Planned()];
        foreach ((int day, _) in planned) _visits[day] = [];
        int free = _end;
        if (_outcome != "non-response")
        {
            // One thing after the other, so that each stands for itself: a missed test, a value past its limit, an event.
            int third = _end / 3;
            if (_random.Next(2) == 0) Miss(planned, 0, third);
            if (_agent.Crossings.Length > 0 && _random.Next(4) != 0) Cross(Math.Max(third, _answered) + 1, 2 * third);
            if (_agent.Events.Length > 0 && _random.Next(3) == 0) Happen(2 * third + 30);
            free = _event is null ? _end : _eventDay;
        }

        Effect(free);
        foreach ((int day, ActionKind kind, string rule) in _agent.ByTime.Where(time => time.Day < _end))
        {
            string[] earlier = [.. _agent.ByTime.Where(time => time.Day < day).Select(time => time.Rule)];
            _questions.Add(new(Day(day - 1), "a day too soon", [], [.. earlier, .. Usual(day - 1)]));
            Ask(day, "the time on treatment", (kind, [rule], Day(day)), [rule, .. earlier]);
        }

        int quiet = _random.Next(free);
        if (_agent.ByTime.Length == 0 && !_questions.Exists(question => Math.Abs(question.Day.DayNumber - _start.AddDays(quiet).DayNumber) < 90)) Quiet(quiet, "nothing");
        if (_end < Years) _questions.Add(new(Day(_end + 40), "treatment is over", [], []));
        return new(_number, _agent, _region, Record(), [.. _questions]);
    }

    /// <summary>The visits by the schedule, each a few days early or late.</summary>
    private IEnumerable<(int Day, CohortPhase Phase)> Planned()
    {
        if (_agent.Once is { Day: var once }) yield return (once + _random.Next(-3, 4), _agent.Phases[0]);
        DateOnly nominal = _start;
        foreach (CohortPhase phase in _agent.Phases)
        {
            int play = phase switch { { Unit: "mo", Every: 1 } => 3, { Unit: "mo" } => 5, { Every: < 28 } => 1, { Every: 28 } => 3, _ => 5 };
            while (true)
            {
                DateOnly next = After(nominal, phase);
                int day = next.DayNumber - _start.DayNumber;
                if (day > (phase.Until ?? _end) || day >= _end) break;
                nominal = next;
                yield return (day + _random.Next(-play, play + 1), phase);
            }
        }
    }

    /// <summary>Leaves visits out for longer than the interval and its play.</summary>
    private void Miss((int Day, CohortPhase Phase)[] planned, int from, int to)
    {
        if (_agent.Once is { } once)
        {
            int overdue = once.Day + Math.Max(3, once.Day / 4) + 1;
            Without(0, overdue + 3);
            _visits[_answered = overdue + 3] = [];
            Quiet(overdue - 1, "within the play of a single test");
            Ask(overdue, "a single test was missed", (ActionKind.Overdue, once.Overdue, Day(once.Day)), once.Overdue);
            Quiet(overdue + 3, "the missed test was done");
            return;
        }

        (int Day, CohortPhase Phase)[] open = [.. planned.Where((visit, index) => visit.Day >= from && visit.Day <= to && visit.Phase.Overdue.Length > 0 && index + 2 < planned.Length
            && planned[index + 1].Phase == visit.Phase && After(Day(visit.Day), visit.Phase) <= Day(visit.Phase.Until ?? _end))];
        if (open.Length == 0) return;
        (int last, CohortPhase missed) = open[_random.Next(open.Length)];
        DateOnly due = After(Day(last), missed);
        int length = due.DayNumber - Day(last).DayNumber, late = last + length + Math.Max(3, length / 4) + 1;
        if (late + 5 >= _end) return;
        Without(last + 1, late + 3);
        _visits[_answered = late + 3] = [];
        Quiet(late - 1, "within the play");
        Ask(late, "a test was missed", (ActionKind.Overdue, missed.Overdue, due), missed.Overdue);
        Quiet(late + 3, "the missed test was done");
    }

    /// <summary>A value past its limit at one visit, or at that and the next; the results after it are normal.</summary>
    private void Cross(int from, int to)
    {
        int[] open = [.. _visits.Keys.Where(day => day >= from && day <= to)];
        if (open.Length == 0) return;
        int day = open[_random.Next(open.Length)];
        bool confirmed = _agent.Confirmed is not null && _random.Next(2) == 0, lasting = confirmed || _random.Next(10) < 3;
        CohortCrossing crossing = confirmed ? _agent.Confirmed! : _agent.Crossings[_random.Next(_agent.Crossings.Length)];
        Without(day + 1, day + 14);
        _visits[day][crossing.Fact] = crossing.Value;
        _visits[day + 7] = lasting ? new(StringComparer.Ordinal) { [crossing.Fact] = crossing.Value } : [];
        _visits[day + 14] = [];
        Quiet(day - 1, $"the day before {crossing.Fact}");
        string[] beside = [.. crossing.Beside, crossing.Rule];
        if (confirmed)
        {
            Ask(day + 7, $"{crossing.Fact} twice in a row", (crossing.Kind, [crossing.Rule], Day(day + 7)), beside);
        }
        else
        {
            Ask(day, $"{crossing.Fact} past its limit", (crossing.Kind, [crossing.Rule], Day(day)), beside);
            if (lasting)
            {
                string[] again = crossing.Fact == "SystolicBloodPressure" ? ["ciclosporin-blood-pressure-140-confirmed"]
                    : _agent.Confirmed is { } twice && twice.Fact == crossing.Fact ? [twice.Rule, .. twice.Beside] : [];
                // The second raised blood pressure is the repeat, and is acted on.
                (ActionKind, string[], DateOnly) next = crossing.Fact == "SystolicBloodPressure" ? (ActionKind.Reduce, again, Day(day + 7)) : (crossing.Kind, [crossing.Rule], Day(day + 7));
                if (_agent.Confirmed?.Fact != crossing.Fact) Ask(day + 7, $"{crossing.Fact} again", next, [.. beside, .. again]);
            }
        }

        Quiet(day + (lasting ? 14 : 7), $"{crossing.Fact} normal again");
    }

    private void Happen(int from)
    {
        CohortEvent[] open = [.. _agent.Events.Where(one => one.Fact != "Pregnant" || (_woman && _age < 45))];
        if (open.Length == 0 || from + 10 >= _end) return;
        _event = open[_random.Next(open.Length)];
        _eventDay = _random.Next(from, _end - 5);
        Quiet(_eventDay - 1, $"the day before {_event.Fact}");
        Ask(_eventDay, _event.Fact, (_event.Kind, [_event.Rule], Day(_eventDay)), [_event.Rule, .. _event.Beside]);
    }

    private void Effect(int free)
    {
        if (_agent.Trial is not { } trial || trial + 1 >= free) return;
        string[] rules = ["measure-easi", $"{_agent.Id}-action-no-response", $"{_agent.Id}-action-no-response-nice", $"{_agent.Id}-action-no-response-us", $"{_agent.Id}-no-response", $"{_agent.Id}-action-partial-response"];
        ActionKind kind = _outcome switch { "response" => ActionKind.Response, "partial" => ActionKind.Flag, _ => ActionKind.NonResponse };
        if (_outcome == "non-response") Quiet(trial - 16, "before the time of the trial");
        bool raises = _outcome == "non-response" && _agent.Raises.Length > 0 && !(_region == "UK" && trial >= 112); // NICE stops at 16 weeks
        Ask(trial + 1, _outcome, (kind, raises ? _agent.Raises : ["measure-easi"], Day(trial + 1)), [.. rules, .. _agent.Raises]);
    }

    private void Quiet(int day, string why)
    {
        if (day >= 1 && (_event is null || day < _eventDay)) _questions.Add(new(Day(day), why, [], Usual(day)));
    }

    private void Ask(int day, string why, (ActionKind Kind, string[] Rules, DateOnly Date) found, string[] inPlay) => _questions.Add(new(Day(day), why, [found], [.. inPlay, .. Usual(day)]));

    /// <summary>Once the effect was judged, that is told on every day.</summary>
    private ImmutableArray<string> Usual(int day) => _agent.Trial is { } trial && day > trial
        ? [.. _always, "measure-easi", .. _outcome == "partial" ? (string[])[$"{_agent.Id}-action-partial-response"] : []]
        : [.. _always];

    private void Without(int from, int to)
    {
        foreach (int day in _visits.Keys.Where(day => day >= from && day <= to).ToArray()) _visits.Remove(day);
    }

    private PatientRecord Record() => new CohortRecord(_agent, _random, _start, _end < Years ? _end : null, _woman, _age).Of(_visits, _outcome, _event, _eventDay);

    private DateOnly Day(int day) => _start.AddDays(day);

    private static DateOnly After(DateOnly day, CohortPhase phase) => phase.Unit == "mo" ? day.AddMonths(phase.Every) : day.AddDays(phase.Every);
}
