using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Filaggrin.Fuzz;

/// <summary>Counts what became of the mutants of a run.</summary>
internal sealed class Tally
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Mutation, Fate? Fate), int> _fates = new();

    /// <summary>Mutants of which a promise was broken, in no order.</summary>
    public ConcurrentBag<(Mutant Mutant, string Fault)> Faults { get; } = [];

    /// <summary>The longest processor time that one mutant took at best.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Mutants so far.</summary>
    public int Count => _fates.Values.Sum();

    /// <summary>Judges one mutant and counts it.</summary>
    public void Add(Judge judge, Mutant mutant)
    {
        (Verdict verdict, TimeSpan taken) = Timed(judge, mutant);
        for (int again = 0; again < 2 && taken > TooLong; again++)
        {
            TimeSpan once = Timed(judge, mutant).Taken;
            if (once < taken) taken = once;
        }

        lock (_fates)
        {
            if (taken > Longest) Longest = taken;
        }

        _fates.AddOrUpdate((mutant.Mutation, verdict.Fate), 1, (_, count) => count + 1);
        string? fault = verdict.Fault ?? (taken > TooLong ? $"it took {taken.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s" : null);
        if (fault is not null) Faults.Add((mutant, fault));
    }

    /// <summary>How often each fate came, by mutation.</summary>
    public string Table()
    {
        StringBuilder text = new("| mutation | mutants | refused | the same | unmoved | worse | better |\n|---|---|---|---|---|---|---|\n");
        foreach (IGrouping<string, KeyValuePair<(string Mutation, Fate? Fate), int>> mutation in _fates.GroupBy(entry => entry.Key.Mutation, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
            Row(text, mutation.Key, fate => mutation.Where(entry => fate is null || entry.Key.Fate == fate).Sum(entry => entry.Value));
        Row(text, "all", fate => _fates.Where(entry => fate is null || entry.Key.Fate == fate).Sum(entry => entry.Value));
        return text.ToString();
    }

    // Processor time of the whole program, which is at least that of this mutant; a busy machine lets anything wait for seconds.
    private static (Verdict Verdict, TimeSpan Taken) Timed(Judge judge, Mutant mutant)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long clock = Stopwatch.GetTimestamp();
        Verdict verdict = judge.Of(mutant);
        TimeSpan used = Environment.CpuUsage.TotalTime - processor, passed = Stopwatch.GetElapsedTime(clock);
        return (verdict, used < passed ? used : passed);
    }

    private static void Row(StringBuilder text, string name, Func<Fate?, int> count) => text.Append(CultureInfo.InvariantCulture,
        $"| {name} | {count(null):N0} | {count(Fate.Refused):N0} | {count(Fate.Same):N0} | {count(Fate.Unmoved):N0} | {count(Fate.Worse):N0} | {count(Fate.Better):N0} |\n");
}
