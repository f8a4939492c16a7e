using System.Collections.Immutable;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>The other values that a fact could take, nearest first.</summary>
/// <param name="patient">The patient.</param>
/// <param name="frame">The facts in the frame of the agent, as they are.</param>
/// <param name="formulas">Every formula whose limits matter; most searches ask for none.</param>
internal sealed class Levers(PatientSheet patient, FactSheet frame, Lazy<ImmutableArray<Expr>> formulas)
{
    private readonly bool _child = patient.Age.High < 18m;
    private readonly Timing _timing = new(patient, frame);
    private readonly Dictionary<FactDefinition, decimal[]> _limits = [];
    private readonly Dictionary<FactDefinition, FactDefinition[]> _groups = [];
    private readonly Dictionary<Leaf, Change[]> _asThingsAre = [];

    /// <summary>The changes that would turn a leaf on a sheet.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="sheet">The sheet with the changes made so far.</param>
    /// <param name="made">Those changes.</param>
    public Change[] For(Leaf leaf, FactSheet sheet, ImmutableArray<Change> made)
    {
        // Most changes leave most leaves alone.
        FactDefinition fact = Measured(leaf.Fact);
        Change? before = Made(fact, made);
        if (before is not null || !IsAsBefore(leaf, sheet)) return Ways(leaf, fact, before, sheet);
        if (!_asThingsAre.TryGetValue(leaf, out Change[]? known)) _asThingsAre.Add(leaf, known = Ways(leaf, fact, null, frame));
        return known;
    }

    private static Change? Made(FactDefinition fact, ImmutableArray<Change> made)
    {
        foreach (Change change in made)
        {
            if (change.Fact == fact) return change;
        }

        return null;
    }

    private bool IsAsBefore(Leaf leaf, FactSheet sheet)
    {
        if (!sheet.Shares(leaf.Fact, frame)) return false;
        if (leaf.Test is null) return true;
        foreach (FactDefinition named in leaf.Test.Facts())
        {
            if (!sheet.Shares(named, frame)) return false;
        }

        return true;
    }

    private Change[] Ways(Leaf leaf, FactDefinition fact, Change? before, FactSheet sheet)
    {
        if (CanOf(fact) is not { } can) return [];
        Change[] changes = (leaf.Test, sheet[leaf.Fact].Value) switch
        {
            (null, _) when before is null => Flag(leaf, can),
            (InExpr member, SetValue set) when leaf.Holds => Members(fact, can, member, set, before),
            (_, NumberValue { IsUnknown: false } number) when before is null => [.. Numbers(leaf, fact, can, number.Interval, sheet)],
            (_, CodeValue { Code: { } code }) when before is null => Codes(leaf, can, code, sheet),
            _ => [],
        };
        return leaf.Fact.Derive?.Kind == "two-day-mean" ? Array.ConvertAll(changes, change => change with { OnTwoDays = true }) : changes;
    }

    /// <summary>The fact that is changed: the measured value behind a mean, the medicines behind their classes.</summary>
    private FactDefinition Measured(FactDefinition fact) =>
        fact.Derive is { Kind: "two-day-mean" or "classes-of", Of: [var of] } ? frame.Dictionary[of] : fact;

    private Change[] Flag(Leaf leaf, Changeability can)
    {
        if (!leaf.Holds && leaf.Fact.Changing.Begins is null) return [];
        FlagValue to = FlagValue.Of(Kleene.Of(!leaf.Holds));
        (DateOnly? when, string? what) = leaf.Holds && can == Changeability.WithTime ? _timing.Ends(leaf.Fact) : (null, null);
        ImmutableArray<Fact> supposed = leaf.Holds && !leaf.Fact.Changing.Reopens.IsEmpty ? [Given(leaf.Fact, to), .. Reopened(leaf.Fact)] : [Given(leaf.Fact, to)];
        return
        [
            new(leaf.Fact, FlagValue.Of(Kleene.Of(leaf.Holds)), to, can, supposed)
            {
                When = when,
                Event = what ?? (leaf.Holds ? leaf.Fact.Changing.Ends : leaf.Fact.Changing.Begins),
            },
        ];
    }

    /// <summary>The set without the members asked for, and without those left out before.</summary>
    private Change[] Members(FactDefinition fact, Changeability can, InExpr member, SetValue now, Change? before)
    {
        if (frame[fact].Value is not SetValue whole) return [];
        string[] offending = [.. now.Present.Where(name => member.Members.Has(name))];
        if (fact.Name == "CurrentMedicine")
        {
            ImmutableArray<string> without = [.. (before?.Without ?? []).Union(patient.Bearing(offending), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            ImmutableArray<Fact> supposed = patient.WithoutMedicines(without);
            return [new(fact, whole, supposed[0].Value, can, supposed) { Without = without }];
        }

        SetValue left = (before?.To as SetValue ?? whole) is var set ? set with { Present = set.Present.Except(offending) } : whole;
        return [new(fact, whole, left, can, [Given(fact, left)])];
    }

    /// <summary>The answers that turn the leaf: of a patient only better ones, of the request any.</summary>
    private Change[] Codes(Leaf leaf, Changeability can, string now, FactSheet sheet)
    {
        FactDefinition fact = leaf.Fact;
        List<Change> changes = [];
        int at = fact.Options.IndexOf(now);
        // The nearest first.
        for (int step = 1; step <= fact.Options.Length; step++)
        {
            if (fact.Scope == FactScope.Request && at >= step && Turned(fact.Options[at - step]) is { } before) changes.Add(before);
            if (at + step < fact.Options.Length && Turned(fact.Options[at + step]) is { } after) changes.Add(after);
        }

        return [.. changes];

        Change? Turned(string option)
        {
            if (!fact.Changing.Becomes.IsEmpty && !fact.Changing.Becomes.Has(option)) return null;
            Change change = new(fact, frame[fact].Value, CodeValue.Of(option), can, [Given(fact, CodeValue.Of(option))]) { Event = fact.Changing.Ends };
            return Turns(leaf, change, sheet) ? change : null;
        }
    }

    /// <summary>The numbers between the limits that the formulas name, upwards and downwards.</summary>
    private IEnumerable<Change> Numbers(Leaf leaf, FactDefinition fact, Changeability can, Interval now, FactSheet sheet)
    {
        if (fact.Derive is { Kind: not ("lower-with" or "formula" or "days-since" or "days-until" or "dose-of" or "cumulative") }) yield break;
        FactDefinition[] group = Group(fact);
        decimal[] limits = group is [var alone] ? LimitsOf(alone) : [.. group.SelectMany(LimitsOf).Distinct()];
        if (group.Length > 1) Array.Sort(limits);
        foreach (bool up in (bool[])[true, false])
        {
            foreach (Interval cell in up ? Above(limits, now.High, fact) : Below(limits, now.Low, fact))
            {
                Interval bound = up ? new(cell.Low, cell.LowOpen, null, false) : new(null, false, cell.High, cell.HighOpen);
                Change change = new(
                    fact, frame[fact].Value, new NumberValue(bound), Timing.Against(fact, up) ? Changeability.Never : can, [.. group.Select(member => Given(member, new NumberValue(cell)))]);
                if (!Turns(leaf, change, sheet)) continue;
                (DateOnly? when, string? what, bool atLatest) = change.Can == Changeability.WithTime ? _timing.Passes(fact, bound) : (null, null, false);
                yield return change with { When = when, Event = what, AtLatest = atLatest };
            }
        }
    }

    private static IEnumerable<Interval> Above(decimal[] limits, decimal? now, FactDefinition fact)
    {
        if (now is not { } value) yield break;
        for (int i = 0; i < limits.Length; i++)
        {
            if (limits[i] < value) continue;
            if (limits[i] > value) yield return Interval.Exactly(limits[i]);
            yield return new(limits[i], true, i + 1 < limits.Length ? limits[i + 1] : Higher(fact.Plausible?.High, limits[i]), true);
        }
    }

    private static IEnumerable<Interval> Below(decimal[] limits, decimal? now, FactDefinition fact)
    {
        if (now is not { } value) yield break;
        for (int i = limits.Length - 1; i >= 0; i--)
        {
            if (limits[i] > value) continue;
            if (limits[i] < value) yield return Interval.Exactly(limits[i]);
            yield return new(i > 0 ? limits[i - 1] : fact.Plausible?.Low is { } low && low < limits[i] ? low : null, true, limits[i], true);
        }
    }

    private static decimal? Higher(decimal? bound, decimal limit) => bound > limit ? bound : null;

    /// <summary>The fact and what is read from the same entries: the mean of two days, the other of two measures of which the lower counts.</summary>
    private FactDefinition[] Group(FactDefinition fact)
    {
        if (_groups.TryGetValue(fact, out FactDefinition[]? known)) return known;
        IEnumerable<FactDefinition> means = frame.Dictionary.DerivedBy("two-day-mean").Where(other => other.Derive!.Of[0] == fact.Name);
        IEnumerable<FactDefinition> twins = fact.Derive is { Kind: "lower-with" } derive ? derive.Of.Select(name => frame.Dictionary[name]).Where(other => !frame[other].Value.IsUnknown) : [];
        return _groups[fact] = [fact, .. means, .. twins];
    }

    /// <summary>The values with which the formulas compare a fact.</summary>
    private decimal[] LimitsOf(FactDefinition fact)
    {
        if (_limits.TryGetValue(fact, out decimal[]? known)) return known;
        List<decimal> limits = [];
        foreach (Expr formula in formulas.Value)
        {
            foreach (CompareExpr compare in formula.Comparisons())
            {
                ValueExpr? other = compare.Left is FactExpr left && left.Fact == fact ? compare.Right : compare.Right is FactExpr right && right.Fact == fact ? compare.Left : null;
                if (other is null) continue;
                Interval value = other.Number(frame);
                if (value.Low is { } low && !limits.Contains(low)) limits.Add(low);
                if (value.High is { } high && !limits.Contains(high)) limits.Add(high);
            }
        }

        limits.Sort();
        return _limits[fact] = [.. limits];
    }

    private Changeability? CanOf(FactDefinition fact) => fact.LastsWhen?.Truth(frame) == Truth.True ? Changeability.Never : Changing.Of(fact, _child);

    /// <summary>What has to be asked anew once a state is over.</summary>
    private IEnumerable<Fact> Reopened(FactDefinition fact) => fact.Changing.Reopens.Select(name => frame.Dictionary[name]).Select(other => Given(other, FactValue.Unknown(other.Type)));

    private static bool Turns(Leaf leaf, Change change, FactSheet sheet) => leaf.Test!.Truth(sheet.With(change.Supposed.AsSpan())) == Kleene.Of(!leaf.Holds);

    private static Fact Given(FactDefinition fact, FactValue value) => new(fact, value, FactState.Given, []);
}
