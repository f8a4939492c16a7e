using System.Diagnostics;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Effects;
using Filaggrin.Advice.Sheets;
using Filaggrin.Evidence.Trials;
using Filaggrin.Fhir;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Benchmarks;

/// <summary>A folder of bundles, one patient each, read and appraised: what <c>bench/peers/run</c> sets beside other engines.</summary>
internal static class PeerRounds
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10), Measured = TimeSpan.FromSeconds(10); // of processor time, as in peers.mjs
    private static readonly AppraisalRequest Request = new(new DateOnly(2024, 6, 1), "EU");

    /// <summary>Measures, from the root of the checkout, and writes the median of each patient.</summary>
    public static void Run(string patients, string output)
    {
        (string Name, byte[] Json)[] records = [.. Directory.EnumerateFiles(patients, "*.json").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
        KnowledgeBase knowledge = KnowledgeBase.Load(Directory.EnumerateFiles("knowledge", "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => new KnowledgeFile(Path.GetRelativePath("knowledge", file).Replace('\\', '/'), File.ReadAllText(file))));
        TrialLibrary library = TrialLibrary.Read(TrialLibrary.FileNames.Select(name => new TrialFile(name, File.ReadAllText(Path.Combine("evidence", name)))), []);
        Advisor advisor = new(knowledge, new TrialEvidence(library));
        RecordReader reader = new(knowledge.Codes);
        RoundsWithin(WarmUp, records, record => Appraise(reader, advisor, record));
        (List<double>[] times, double processorMs) = RoundsWithin(Measured, records, record => Appraise(reader, advisor, record));
        Write(output, records, times, processorMs);
        Console.WriteLine($"filaggrin: {Appraise(reader, advisor, records[0]).Options.Length} options of each patient, effects of {library.Trials.Length} trials.");
    }

    private static (List<double>[] Times, double ProcessorMs) RoundsWithin(TimeSpan limit, (string Name, byte[] Json)[] records, Action<(string Name, byte[] Json)> appraise)
    {
        List<double>[] times = [.. records.Select(_ => new List<double>())];
        TimeSpan begun = Environment.CpuUsage.TotalTime;
        do
        {
            for (int i = 0; i < records.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                appraise(records[i]);
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        while (Environment.CpuUsage.TotalTime - begun < limit);
        return (times, (Environment.CpuUsage.TotalTime - begun).TotalMilliseconds / times[0].Count / records.Length);
    }

    private static Appraisal Appraise(RecordReader reader, Advisor advisor, (string Name, byte[] Json) record)
    {
        using MemoryStream json = new(record.Json);
        return advisor.Appraise(reader.Read(json, record.Name), Request);
    }

    private static void Write(string output, (string Name, byte[] Json)[] records, List<double>[] times, double processorMs)
    {
        using FileStream file = File.Create(output);
        using Utf8JsonWriter json = new(file);
        json.WriteStartObject();
        json.WriteString("engine", "filaggrin");
        json.WriteNumber("processorMs", processorMs);
        json.WriteNumber("rounds", times[0].Count);
        json.WriteStartArray("patients");
        for (int i = 0; i < records.Length; i++)
        {
            times[i].Sort();
            json.WriteStartObject();
            json.WriteString("file", records[i].Name);
            json.WriteNumber("bytes", records[i].Json.Length);
            json.WriteNumber("ms", times[i][times[i].Count / 2]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
