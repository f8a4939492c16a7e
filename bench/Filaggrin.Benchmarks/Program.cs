using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Filaggrin.Benchmarks;

// --peers PATIENTS OUTPUT: bundles read and appraised, for bench/peers/run.
if (args is ["--peers", var patients, var output])
{
    PeerRounds.Run(patients, output);
    return;
}

// --quick: fewer repetitions, within three minutes; otherwise the arguments of BenchmarkDotNet.
bool quick = args.Contains("--quick", StringComparer.Ordinal);
Job job = (quick ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
IConfig config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumn(StatisticColumn.Min, StatisticColumn.Median);
string[] rest = [.. args.Where(argument => argument != "--quick")];
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, config);
