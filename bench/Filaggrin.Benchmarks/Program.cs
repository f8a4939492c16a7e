using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Filaggrin.Benchmarks;

// --quick: fewer repetitions, within three minutes. --peers: the packages of R only. Otherwise the arguments of BenchmarkDotNet.
if (!args.Contains("--peers", StringComparer.Ordinal)) Measure();
foreach (Peer peer in Peer.All) Console.WriteLine(peer.Report());

void Measure()
{
    bool quick = args.Contains("--quick", StringComparer.Ordinal);
    Job job = (quick ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
    IConfig config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumn(StatisticColumn.Min, StatisticColumn.Median);
    string[] rest = [.. args.Where(argument => argument != "--quick")];
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, config);
}
