using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Sheets;

/// <summary>Decides what the entries of one fact say on a day: the newest dated evidence wins, the worse of one day, and a text that nobody coded leaves doubt.</summary>
/// <param name="asOf">The day.</param>
/// <param name="child">The patient is a child.</param>
/// <param name="resultsLast">A measured value counts until a newer one, as in the course of a treatment; scores age as ever.</param>
internal sealed class Resolution(DateOnly asOf, bool child, bool resultsLast = false)
{
    /// <summary>The fact that the entries give; null where none speaks of the present.</summary>
    public Fact? Of(FactDefinition fact, Finding[] findings)
    {
        if (findings.Length == 0) return null;
        Finding[] visible = Visible(findings);
        if (visible.Length == 0) return null;
        return fact.Type switch
        {
            FactType.Flag => Flag(fact, visible),
            FactType.Set => Members(fact, Running(fact, visible)),
            _ => Newest(fact, visible),
        };
    }

    /// <summary>The entries that exist on the day.</summary>
    public Finding[] Visible(Finding[] findings)
    {
        foreach (Finding finding in findings)
        {
            if (!IsVisible(finding)) return Array.FindAll(findings, IsVisible);
        }

        return findings; // the usual case
    }

    /// <summary>An entry exists on the day when it was known by then and speaks of nothing later, unless it tells of what stands ahead.</summary>
    public bool IsVisible(Finding finding) =>
        !(finding.Known > asOf) && !(finding.Until <= asOf) && (finding.When is not { } when || when.First <= asOf || finding.IsPlan || finding.Fact.IsPlanned);

    /// <summary>What the entries of one day say, whatever its age.</summary>
    public static Fact? OfDay(FactDefinition fact, Finding[] day)
    {
        if (day is [var only]) return IsReadable(only) ? OfOneDay(fact, day) : null;
        Finding[] readable = [.. Uncorrected(day).Where(IsReadable)];
        return readable.Length == 0 ? null : OfOneDay(fact, readable);
    }

    private static bool IsReadable(Finding finding) => finding.Value is not null && finding.Status != FindingStatus.Doubtful;

    public static FactOrigin EvidenceOf(Finding finding) =>
        new(finding.Source, finding.When ?? (finding.Known is { } known ? DateSpan.On(known) : null), finding.Value?.ToString(), finding.Via, finding.Quote);

    private Fact? Flag(FactDefinition fact, Finding[] findings)
    {
        // The usual case: one entry that says yes.
        if (findings is [{ Value: FlagValue { Truth: Truth.True }, Status: not (FindingStatus.Doubtful or FindingStatus.Cleared) } only] && fact.AtLeast <= 1 && Counts(fact, only) && !IsOfUnknownTime(fact, only))
            return IsFresh(fact, only, only.Holds ?? fact.Holds.Yes) ? new(fact, FlagValue.Yes, FactState.Known, [EvidenceOf(only)]) : Expired(fact, only);
        List<Finding> yes = [], no = [], ownNo = [], doubt = [], old = [];
        foreach (Finding finding in findings)
        {
            if (finding.Value is null || finding.Status == FindingStatus.Doubtful) doubt.Add(finding);
            else if (finding.OfItsCodeAlone) ownNo.Add(finding);
            else if (finding.Value is FlagValue { Truth: Truth.False }) no.Add(finding);
            else if (finding.Value is FlagValue { Truth: Truth.True }) (IsOfUnknownTime(fact, finding) ? doubt : Counts(fact, finding) ? yes : old).Add(finding);
        }

        // A refutation speaks of its own disease: it clears earlier entries of the same code, not another disease behind the same fact.
        Finding[] cleared = [.. yes.Where(entry => no.Concat(ownNo).Any(denial => Denies(denial, entry, fact)))];
        Finding[] standing = [.. yes.Except(cleared).OrderByDescending(Day).ThenBy(entry => entry.Source, StringComparer.Ordinal)];
        Finding? newestNo = no.OrderByDescending(Day).ThenBy(entry => entry.Source, StringComparer.Ordinal).FirstOrDefault();
        Finding[] open = [.. doubt.Where(entry => !(newestNo is not null && Day(newestNo) >= Latest(entry) && Day(newestNo) > DateOnly.MinValue) && !HasLapsed(fact, entry)).OrderByDescending(Day)];

        if (standing.Select(Day).Distinct().Count() < fact.AtLeast) standing = [];
        if (standing.Length > 0)
        {
            Finding latest = standing[0];
            if (open.Length > 0 && open[0].Value is null && Day(open[0]) > Day(latest) && fact.Reads.Kind == ReadsKind.Now && !FromList(latest)) return Doubtful(fact, open);
            if (IsFresh(fact, latest, latest.Holds ?? fact.Holds.Yes))
                return new(fact, FlagValue.Yes, FactState.Known, [.. standing.Concat(no).Select(EvidenceOf)]);
            if (open.Length == 0 && (newestNo is null || Day(newestNo) < Day(latest))) return Expired(fact, latest);
        }

        if (open.Length > 0) return Doubtful(fact, open);
        if (newestNo is not null)
        {
            return IsFresh(fact, newestNo, newestNo.Holds ?? fact.Holds.No) || FromList(newestNo)
                ? new(fact, FlagValue.No, FactState.Known, [EvidenceOf(newestNo), .. cleared.Select(EvidenceOf)])
                : Expired(fact, newestNo);
        }

        // What is over says nothing of today beyond what the list says by silence.
        return old.Count > 0 && fact.Absence == Absence.Unknown ? Stale(fact, old.MaxBy(Day)!) : null;
    }

    /// <summary>The last day of what is over by now; null where some of it goes on or has no date.</summary>
    public DateOnly? LastDay(IEnumerable<Finding> findings)
    {
        Finding[] present = [.. findings.Where(finding => IsVisible(finding) && finding.Value is FlagValue { Truth: Truth.True })];
        return present.All(finding => IsPast(finding) && (finding.End ?? finding.When) is not null) ? present.Max(finding => (finding.End ?? finding.When)?.Last) : null;
    }

    /// <summary>It was so and is over on the day.</summary>
    public bool IsOver(Finding finding) => finding.Value is FlagValue { Truth: Truth.True } && IsVisible(finding) && IsPast(finding);

    private bool IsPast(Finding finding) =>
        finding.Status == FindingStatus.Past ? finding.End is not { } end || end.First <= asOf : finding.End is { } over && over.Last < asOf;

    // What is over, and nobody knows since when, may have been within the time that counts.
    private bool IsOfUnknownTime(FactDefinition fact, Finding finding) => fact.Reads.Kind == ReadsKind.Within && IsPast(finding) && (finding.End ?? finding.When) is null;

    /// <summary>A yes is near enough to count.</summary>
    private bool Counts(FactDefinition fact, Finding finding) => fact.Reads.Kind switch
    {
        ReadsKind.Ever => true,
        ReadsKind.Within => !IsPast(finding) || (finding.End ?? finding.When) is not { } last || last.Last >= fact.Reads.Within!.Value.Before(asOf),
        _ => !IsPast(finding),
    };

    private bool Denies(Finding denial, Finding entry, FactDefinition fact)
    {
        bool fromList = FromList(denial);
        if ((fromList || denial.OfItsCodeAlone) && (denial.Code is null || denial.Code != entry.Code)) return false;
        if (!fromList && fact.Reads.Kind == ReadsKind.Ever && FromList(entry)) return false; // a negative test today does not undo a past disease
        DateOnly no = Day(denial), yes = Latest(entry);
        return no > yes || (no == yes && fact.Worse == Worse.No);
    }

    /// <summary>A doubt of long ago says as little of today as a yes of that day would; a diagnosis that is listed as not yet confirmed lasts as a confirmed one does.</summary>
    private bool HasLapsed(FactDefinition fact, Finding doubt) =>
        fact.Reads.Kind == ReadsKind.Now && !(doubt.IsUnconfirmed && LastsWhileListed(fact, doubt)) && (doubt.IsPlan ? doubt.Holds : fact.MayLast ?? fact.Holds.Yes ?? doubt.Holds) is { } span && Day(doubt) is var day && day > DateOnly.MinValue && span.After(day) < asOf;

    private static bool LastsWhileListed(FactDefinition fact, Finding finding) =>
        FromList(finding) && finding.Value is FlagValue { Truth: Truth.True } && fact.Holds.Yes == fact.Holds.No && fact.Holds != Holds.Visit;

    /// <summary>Problem-list entries last while listed; results and answers age.</summary>
    private static bool FromList(Finding finding) => finding.Source.StartsWith("Condition/", StringComparison.Ordinal);

    private Fact Newest(FactDefinition fact, Finding[] findings)
    {
        // The last of several dated events counts, whoever told of an older one later.
        if (fact.Type == FactType.Date && LastEvent(fact, findings) is { } lastEvent) return lastEvent;
        Finding[] day = OfNewestDay(findings);
        if (day.Length > 1) day = [.. Uncorrected(day).OrderBy(finding => finding.Source, StringComparer.Ordinal)];
        Finding[] readable = Array.TrueForAll(day, IsReadable) ? day : Array.FindAll(day, IsReadable);
        if (readable.Length == 0) return Doubtful(fact, day);
        bool lasts = resultsLast && fact is { Type: FactType.Number, Instrument: null };
        Finding worst = Worst(fact, readable);
        return lasts || IsFresh(fact, worst, worst.Holds ?? Span(fact)) ? OfOneDay(fact, readable) : Stale(fact, worst);
    }

    // Of days that are not told exactly each may be the newest that another does not certainly follow.
    private Finding[] OfNewestDay(Finding[] findings)
    {
        if (findings.Length == 1) return findings;
        DateOnly newest = DateOnly.MinValue;
        foreach (Finding finding in findings)
        {
            if (Day(finding) is var day && day > newest) newest = day;
        }

        Finding? only = null;
        foreach (Finding finding in findings)
        {
            if (Latest(finding) < newest) continue;
            if (only is not null) return Since(findings, newest);
            only = finding;
        }

        return [only!];
    }

    private Finding[] Since(Finding[] findings, DateOnly day) => Array.FindAll(findings, finding => Latest(finding) >= day);

    private static Fact OfOneDay(FactDefinition fact, Finding[] readable)
    {
        if (readable is [var only]) return new(fact, only.Value!, FactState.Known, [EvidenceOf(only)]);
        Finding worst = Worst(fact, readable);
        FactValue value = worst.Value!;
        if (fact is { Type: FactType.Number, Worse: Worse.Neither } && readable.Length > 1)
            value = new NumberValue(readable.Select(finding => ((NumberValue)finding.Value!).Interval).Aggregate((left, right) => left.Hull(right)));
        return new(fact, value, FactState.Known, [EvidenceOf(worst), .. readable.Where(finding => !ReferenceEquals(finding, worst)).Select(EvidenceOf)]);
    }

    /// <summary>A corrected result takes the place of those of the same day and code that were known before it.</summary>
    private static IEnumerable<Finding> Uncorrected(IEnumerable<Finding> day)
    {
        Finding[] all = [.. day];
        if (!Array.Exists(all, finding => finding.Corrects)) return all;
        Finding[] corrections = Array.FindAll(all, finding => finding.Corrects);
        return all.Where(finding => !corrections.Any(correction => !ReferenceEquals(correction, finding) && correction.When == finding.When && correction.Code == finding.Code
                && (finding.Corrects ? correction.Known > finding.Known : correction.Known is null || finding.Known is null || correction.Known >= finding.Known)));
    }

    /// <summary>What is over counts for as long as the fact says after its last day.</summary>
    private bool IsRunning(FactDefinition fact, Finding finding) =>
        fact.Holds.Adult is not { } span || (finding.Status == FindingStatus.Present && finding.End is null && finding.Via != "answer")
        || (finding.End ?? finding.When) is not { } last || span.After(last.Last) >= asOf;

    // No rule looks further back for a single event, such as a live vaccine.
    private static readonly Span OldEvent = new(12, "mo");

    private Fact? LastEvent(FactDefinition fact, Finding[] findings)
    {
        Finding[] told = [.. findings.Where(finding => finding.Status != FindingStatus.Doubtful && finding.Value is DateValue { Span: not null })];
        // Of what is planned the nearest counts that is still ahead.
        bool ahead = fact.IsPlanned;
        Finding? last = (ahead ? told.Where(finding => EventDay(finding) >= asOf).MinBy(EventDay) : null) ?? told.MaxBy(EventDay);
        Finding[] doubt = [.. findings.Where(finding => (finding.Status == FindingStatus.Doubtful || finding.Value is null) && (last is null || EventDay(finding) == DateOnly.MinValue // one without any day may be the one
            || (ahead && EventDay(last) >= asOf ? EventDay(finding) >= asOf && EventDay(finding) < EventDay(last) : EventDay(finding) > EventDay(last))))];
        // Whatever an old entry means, the event was then or before.
        if (doubt.Length > 0 && Array.TrueForAll(doubt, finding => finding.Value is DateValue { Span: { } day } && OldEvent.After(day.Last) < asOf))
        {
            Finding newest = doubt.MaxBy(EventDay)!;
            return new(fact, newest.Value!, FactState.Known, [EvidenceOf(newest)]);
        }

        if (last is null) return null;
        return doubt.Length > 0 ? Doubtful(fact, doubt)
            : new(fact, last.Value!, FactState.Known, [EvidenceOf(last), .. findings.Where(finding => !ReferenceEquals(finding, last)).Select(EvidenceOf)]);
    }

    private DateOnly EventDay(Finding finding) => finding.Value is DateValue { Span: { } span } ? span.Last : finding.When?.Last ?? Day(finding);

    private Finding[] Running(FactDefinition fact, Finding[] visible) => Array.FindAll(visible, finding => IsRunning(fact, finding));

    private static Fact? Members(FactDefinition fact, Finding[] findings)
    {
        if (findings.Length == 0) return null;
        ImmutableSortedSet<string>.Builder present = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        ImmutableSortedSet<string>.Builder possible = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (Finding finding in findings)
        {
            if (finding.Value is not SetValue set) continue;
            if (finding.Status == FindingStatus.Doubtful)
            {
                possible.UnionWith(set.Present);
            }
            else
            {
                present.UnionWith(set.Present);
            }

            possible.UnionWith(set.Possible);
        }

        // An entry that cannot be read may mean any member.
        Finding? unread = Array.Find(findings, finding => finding.Value is null);
        return new(
            fact, new SetValue(present.ToImmutable(), possible.ToImmutable(), unread is null), unread is null ? FactState.Known : FactState.Doubtful,
            [.. findings.Select(EvidenceOf)], unread is null ? null : unread.Quote is { } quote ? Texts.Of("why-uncoded", quote) : unread.Why);
    }

    private static Finding Worst(FactDefinition fact, Finding[] readable) =>
        readable is [var only] ? only : readable.OrderBy(finding => finding.Source, StringComparer.Ordinal).Aggregate((left, right) => Worst(fact, left, right));

    private static Finding Worst(FactDefinition fact, Finding left, Finding right)
    {
        switch (left.Value, right.Value)
        {
            case (NumberValue one, NumberValue two):
                bool rightLower = two.Interval.Less(one.Interval) == Truth.True, leftLower = one.Interval.Less(two.Interval) == Truth.True;
                return fact.Worse == Worse.Low ? rightLower ? right : left : fact.Worse == Worse.High && leftLower ? right : left;
            case (CodeValue one, CodeValue two):
                int Rank(CodeValue code) => code.Code is { } name && fact.Options.IndexOf(name) is >= 0 and var rank ? rank : int.MaxValue;
                return Rank(two) < Rank(one) ? right : left;
            default:
                return left;
        }
    }

    private Span? Span(FactDefinition fact) => child ? fact.Holds.Child : fact.Holds.Adult;

    private bool IsFresh(FactDefinition fact, Finding finding, Span? holds)
    {
        if (holds is not { } span) return true;
        if (LastsWhileListed(fact, finding)) return true;
        DateOnly day = Day(finding);
        return day > DateOnly.MinValue && span.After(day) >= asOf;
    }

    private DateOnly Day(Finding finding) => finding.When?.First ?? finding.Known ?? (IsOfAnyDay(finding) ? asOf : DateOnly.MinValue);

    /// <summary>The last day on which it may have been: not later than it was known.</summary>
    private DateOnly Latest(Finding finding)
    {
        if (finding.When is not { } when || when.First == when.Last) return Day(finding);
        DateOnly known = finding.Known is { } told && told < asOf ? told : asOf;
        return when.Last < known ? when.Last : known > when.First ? known : when.First;
    }

    /// <summary>A value that cannot be read, of a day that cannot be read, may be the newest.</summary>
    private static bool IsOfAnyDay(Finding finding) => finding is { Value: null, When: null, Known: null, Why: not null, Status: FindingStatus.Present };

    /// <summary>What was so at a visit long ago says nothing of today: the fact is as if nobody had told of it.</summary>
    private Fact? Expired(FactDefinition fact, Finding finding) =>
        fact.Absence == Absence.AssumedNo && fact.Holds == Holds.Visit ? null : Stale(fact, finding);

    private Fact Stale(FactDefinition fact, Finding finding) =>
        new(fact, FactValue.Unknown(fact.Type), MayStillBe(fact, finding) ? FactState.Doubtful : FactState.OutOfDate, [EvidenceOf(finding)],
            Day(finding) == DateOnly.MinValue ? Texts.Of("why-no-date") : Texts.Of("why-last-entry", finding.When ?? DateSpan.On(Day(finding))));

    // It was so: what else tells against it is no fresh answer.
    private bool MayStillBe(FactDefinition fact, Finding finding) =>
        fact.MayLast is { } span && finding.Value is FlagValue { Truth: Truth.True } && !IsPast(finding) && span.After(Day(finding)) >= asOf;

    /// <summary>What leaves open whether a flag came true after a day: a doubt that no later no has settled, or an entry whose own day does not tell.</summary>
    public Fact? DoubtSince(FactDefinition flag, Finding[] findings, DateOnly start)
    {
        if (findings.Length == 0) return null;
        Finding[] visible = Visible(findings);
        DateOnly? cleared = visible.Where(finding => finding is { Value: FlagValue { Truth: Truth.False }, Status: FindingStatus.Present }).Max(finding => finding.When?.Last);
        Finding[] open = [.. visible.Where(MayBeSince).OrderByDescending(Day)];
        if (open.Length == 0) return null;
        Fact doubt = Doubtful(flag, open);
        return IsReadable(open[0]) ? doubt with { Why = Texts.Of(open[0].When is null ? "why-no-date" : "why-roughly-dated") } : doubt;

        bool MayBeSince(Finding finding) =>
            finding.Value is not FlagValue { Truth: Truth.False } && !finding.OfItsCodeAlone
            && (finding.When is { } when ? when.Last > start && !(when.Last <= cleared) && !(IsReadable(finding) && when.First > start) : !(finding.End?.Last <= start))
            && !HasLapsed(flag, finding);
    }

    private static Fact Doubtful(FactDefinition fact, Finding[] findings) =>
        new(fact, FactValue.Unknown(fact.Type), FactState.Doubtful, [.. findings.Select(EvidenceOf)],
            findings[0].Quote is { } quote ? Texts.Of("why-uncoded", quote) : findings[0].Why ?? Texts.Of("why-unconfirmed"));
}
