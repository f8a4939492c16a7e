using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Filaggrin.Benchmarks;

switch (args)
{
    // Bundles read and appraised, for bench/peers/run.
    case ["--peers", var patients, var output]:
        PeerRounds.Run(patients, output);
        return;

    // Every target with pass or fail, in less than three minutes.
    case ["--quick"]:
        QuickRun.Run();
        foreach (Peer peer in Peer.All) Console.WriteLine(peer.Report());
        return;

    case ["--r-peers"]:
        foreach (Peer peer in Peer.All) Console.WriteLine(peer.Report());
        return;
}

// Otherwise the arguments of BenchmarkDotNet.
IConfig config = ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default).AddColumn(StatisticColumn.Min, StatisticColumn.Median);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args.Length == 0 ? ["--filter", "*"] : args, "--artifacts", "artifacts/bench"], config);
