using System.Diagnostics;
using System.Globalization;
using Filaggrin.Fuzz;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;

// dotnet run --project tests/Filaggrin.Fuzz -c Release -- [--seed N] [--from N] [--count N] [--seconds N] [--threads N] [--only MUTATION] [--index N] [--largest BYTES]
string? Option(string name) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
int Number(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;

string root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "knowledge", "edition.yaml")))
    root = Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds knowledge/edition.yaml.");
string folder = Path.Combine(root, "knowledge");
KnowledgeBase knowledge = KnowledgeBase.Load(Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
    .Select(file => new KnowledgeFile(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file))).OrderBy(file => file.Path, StringComparer.Ordinal));

int seed = Number("--seed", 1), from = Number("--from", 0), count = Number("--count", 10_000);
int largest = Number("--largest", int.MaxValue); // of a record that is mutated
Seed[] seeds = [.. Seed.All(root).Where(record => record.Json.Length < largest)];
Fuzzer fuzzer = new(seeds, seed, Option("--only"));
Judge judge = new(knowledge);
if (Option("--index") is { } index)
{
    Mutant mutant = fuzzer.Make(int.Parse(index, CultureInfo.InvariantCulture));
    string file = Path.Combine(Path.GetTempPath(), $"mutant-{seed}-{index}.json");
    File.WriteAllBytes(file, mutant.Json);
    File.WriteAllBytes(file + ".before", mutant.Seed.Json);
    Console.WriteLine($"{mutant.Seed.Name}, {mutant.Mutation}, {mutant.Promise}: {file} and .before; ./filaggrin appraise {file} --as-of {mutant.Seed.AsOf:yyyy-MM-dd} --region {mutant.Seed.Region}");
    Console.WriteLine(judge.Of(mutant));
    return 0;
}

TimeSpan limit = TimeSpan.FromSeconds(Number("--seconds", int.MaxValue / 1000));
Tally tally = new();
long start = Stopwatch.GetTimestamp();
foreach (Seed record in seeds) judge.Know(record);
List<long> memory = [GC.GetTotalMemory(forceFullCollection: true)];
ParallelOptions threads = new() { MaxDegreeOfParallelism = Number("--threads", Environment.ProcessorCount) };
const int Pieces = 4;
for (int piece = 0; piece < Pieces; piece++)
{
    int first = from + (int)((long)count * piece / Pieces), last = from + (int)((long)count * (piece + 1) / Pieces);
    Parallel.For(first, last, threads, (at, state) =>
    {
        if (Stopwatch.GetElapsedTime(start) > limit) state.Stop();
        else tally.Add(judge, fuzzer.Make(at));
    });
    memory.Add(GC.GetTotalMemory(forceFullCollection: true));
}

double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
Console.Write(tally.Table());
foreach ((Mutant mutant, string fault) in tally.Faults.OrderBy(fault => fault.Mutant.Mutation, StringComparer.Ordinal).ThenBy(fault => fault.Mutant.Index))
    Console.WriteLine($"--seed {seed}{(Option("--only") is { } only ? $" --only {only}" : "")} --index {mutant.Index}: {mutant.Seed.Name}, {mutant.Mutation}: {fault}");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{tally.Count:N0} mutants in {seconds:N0} s ({tally.Count / seconds:N0} a second), longest {tally.Longest.TotalMilliseconds:N0} ms, {tally.Faults.Count} faults; memory after collection {string.Join(", ", memory.Select(bytes => (bytes / 1e6).ToString("0.0 MB", CultureInfo.InvariantCulture)))}"));

// What is kept for good is mostly there after the first piece; a leak grows with what comes after it.
const long Kept = 4_000_000, OfOne = 2_000, Most = 20_000_000;
bool grew = memory[^1] - memory[1] > Math.Min(Most, Kept + (OfOne * count * (Pieces - 1L) / Pieces));
if (grew) Console.WriteLine("The memory grew.");
return tally.Faults.IsEmpty && !grew ? 0 : 1;
