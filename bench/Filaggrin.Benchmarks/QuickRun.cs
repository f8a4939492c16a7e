using System.Diagnostics;
using System.Runtime;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Fhir;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Tests;

namespace Filaggrin.Benchmarks;

/// <summary>Every target of speed in one run of less than three minutes: what is compared is measured in turns, so that a busy machine slows both alike.</summary>
/// <remarks>Times are of the processor, garbage collection in them; only the start of the command is by the clock.</remarks>
internal static class QuickRun
{
    private const int Rounds = 15;
    private const double RoundMilliseconds = 60, WarmMilliseconds = 2500;
    private const int SettlingMilliseconds = 250;
    private const int FewestCalls = 80, RoundsToChoose = 3, RoundsOfSdk = 3;

    private static readonly DateOnly Day = new(2026, 11, 1);

    public static void Run()
    {
        byte[] archive = EditionArchive.Write([.. TestKnowledge.Files()]);
        KnowledgeBase knowledge = EditionArchive.Read(archive); // as the command reads it
        Console.WriteLine(Target.Header);
        foreach (Target target in Appraisals(knowledge).Concat(Reading()).Append(Load(archive)).Concat(Networks()).Concat(Command())) Console.WriteLine(target.Line);
    }

    /// <summary>One appraisal of every option with every reason, of each vignette; the slowest counts.</summary>
    private static IEnumerable<Target> Appraisals(KnowledgeBase knowledge)
    {
        Advisor advisor = new(knowledge);
        RecordReader reader = new(knowledge.Codes);
        AppraisalRequest request = new(Day, "EU");
        byte[][] records = RecordFiles.Minified(RecordFiles.Dense, typeLast: false);
        PatientRecord[] vignettes = [.. records.Select(json => reader.Read(new MemoryStream(json), "record.json"))];
        Warm(() => Array.ForEach(vignettes, record => advisor.Appraise(record, request)));
        // In turns, so that a slow moment does not choose.
        double[][] rounds = [.. Enumerable.Range(0, RoundsToChoose).Select(_ => Array.ConvertAll(vignettes, record => Milliseconds(() => advisor.Appraise(record, request))))];
        PatientRecord slowest = vignettes[Enumerable.Range(0, vignettes.Length).MaxBy(place => rounds.Min(round => round[place]))];
        double[] times = [.. Enumerable.Range(0, Rounds).Select(_ => Milliseconds(() => advisor.Appraise(slowest, request)))];
        yield return Target.Of("one appraisal of all options, worst vignette", "ms", 1, times);
        long before = GC.GetAllocatedBytesForCurrentThread();
        advisor.Appraise(slowest, request);
        double kilobytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0;
        yield return new("  allocated by it (aim 200 kB)", "kB", null, kilobytes, kilobytes);
    }

    private static IEnumerable<Target> Reading()
    {
        foreach (string records in (string[])[RecordFiles.Realistic, RecordFiles.Dense])
        {
            foreach (bool typeLast in (bool[])[false, true])
            {
                RecordReading reading = new() { Records = records, TypeLast = typeLast };
                reading.Read();
                Warm(() => reading.Facts());
                (double Ours, double New, double Document, double Sdk)[] ratios = [.. Enumerable.Range(0, Rounds).Select(round =>
                {
                    double bare = Milliseconds(() => reading.Bare_loop());
                    double sdk = typeLast || round >= RoundsOfSdk ? double.NaN : Milliseconds(() => reading.Firely_sdk()) / bare;
                    return (Milliseconds(() => reading.Facts()) / bare, Milliseconds(() => reading.Facts_by_a_new_reader()) / bare, Milliseconds(() => reading.Json_document()) / bare, sdk);
                })];
                string name = $"{(records == RecordFiles.Realistic ? "records" : "vignettes")}, minified, resourceType {(typeLast ? "last" : "first")}";
                double? limit = records == RecordFiles.Realistic ? 1.5 : null; // the target is one of exported records; vignettes are told beside them
                yield return Target.Of($"bytes to facts / bare loop: {name}", "×", limit, ratios.Select(ratio => ratio.Ours));
                yield return Target.Of("  each by a new reader, nothing remembered of other records", "×", null, ratios.Select(ratio => ratio.New));
                if (typeLast) continue;
                yield return Target.Of("  JsonDocument.Parse / bare loop, same bytes", "×", null, ratios.Select(ratio => ratio.Document));
                yield return Target.Of("  Firely SDK, parse alone / bare loop, same bytes", "×", null, ratios.Select(ratio => ratio.Sdk).Where(double.IsFinite));
            }
        }
    }

    private static Target Load(byte[] archive)
    {
        Warm(() => EditionArchive.Read(archive));
        return Target.Of("knowledge from its built edition, warm", "ms", 30, Enumerable.Range(0, Rounds).Select(_ => Milliseconds(() => EditionArchive.Read(archive))));
    }

    private static IEnumerable<Target> Networks()
    {
        NetworkBenchmarks networks = new();
        networks.Read();
        Warm(() => networks.Bayesian_fit_with_league_SUCRA_and_ranks());
        Warm(() => networks.Leave_one_out_of_120_trials());
        yield return Target.Of("25 treatments, 120 trials: Bayesian fit, league, SUCRA, ranks", "ms", 1, Rounded(() => networks.Bayesian_fit_with_league_SUCRA_and_ranks()));
        yield return Target.Of("  leave-one-out of its 120 trials", "ms", 2, Rounded(() => networks.Leave_one_out_of_120_trials()));
    }

    /// <summary>From the start of the command to the last byte of its JSON.</summary>
    private static IEnumerable<Target> Command()
    {
        string root = Path.GetFullPath(Path.Combine(TestKnowledge.Folder, "..")), program = Path.Combine(root, "artifacts", "cli", "filaggrin");
        if (!File.Exists(program))
        {
            Console.WriteLine("skipped: start of the command (./filaggrin builds it)");
            yield break;
        }

        string[] arguments = ["appraise", Path.Combine(root, "examples", "complete-woman-34.json"), "--as-of", "2026-11-01", "--json"];
        List<double> wall = [];
        for (int i = 0; i <= Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (i == 0) continue; // the first call reads the program from disk
            wall.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        yield return Target.Of("command start to finished JSON, by the clock", "ms", 200, wall);
    }

    private static double[] Rounded(Action action) => [.. Enumerable.Range(0, Rounds).Select(_ => Milliseconds(action))];

    // Until the runtime has compiled it for good: nothing more for a while.
    private static void Warm(Action action)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        long compiled = -1;
        for (int calls = 0; calls < FewestCalls || (Environment.CpuUsage.TotalTime - start).TotalMilliseconds < WarmMilliseconds; calls++) action();
        while (compiled != JitInfo.GetCompiledMethodCount())
        {
            compiled = JitInfo.GetCompiledMethodCount();
            Thread.Sleep(SettlingMilliseconds);
            Milliseconds(action);
        }
    }

    /// <summary>Processor time of one call, from as many as fill a round.</summary>
    private static double Milliseconds(Action action)
    {
        action();
        int calls = 0;
        TimeSpan start = Environment.CpuUsage.TotalTime, used;
        do
        {
            action();
            calls++;
            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used.TotalMilliseconds < RoundMilliseconds);
        return used.TotalMilliseconds / calls;
    }
}
