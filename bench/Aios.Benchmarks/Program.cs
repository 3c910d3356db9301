using System.Globalization;
using Aios.Benchmarks;
using Aios.Benchmarks.SideBySide;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["ask", var emulator, var rounds]) // of bench/ask
{
    await AskOverhead.PrintAsync(new(emulator), int.Parse(rounds, CultureInfo.InvariantCulture));
    return;
}

if (args is ["router"])
{
    await RouterBenchmarks.PrintProcessorTimeAsync();
    return;
}

if (args is ["mix-record", .. var briefs]) // of bench/routing-mix
{
    await RoutingMix.RecordAsync(briefs);
    return;
}

if (args is ["mix", var recorded, var worlds, var times])
{
    RoutingMix.Print(recorded, int.Parse(worlds, CultureInfo.InvariantCulture), int.Parse(times, CultureInfo.InvariantCulture));
    return;
}

if (args is ["decide"])
{
    DecisionCpu.Print();
    return;
}

if (args is ["ledger", var calls]) // of bench/ledger
{
    await LedgerBenchmarks.PrintAsync(int.Parse(calls, CultureInfo.InvariantCulture));
    return;
}

if (args is ["live", var seconds, var width, var height]) // of bench/live
{
    await LiveViewLoad.PrintAsync(
        TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)), int.Parse(width, CultureInfo.InvariantCulture), int.Parse(height, CultureInfo.InvariantCulture));
    return;
}

if (args is ["contender", .. var words]) // of bench/makespan
{
    await AiosContender.RunAsync(words);
    return;
}

if (args is ["runs", var count]) // of bench/runs
{
    await ManyRuns.PrintAsync(int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

if (args is ["side-by-side", var brief, var agentFramework, var langGraph, var quick]) // the same
{
    await Tables.Of(Environment.ProcessPath!, agentFramework, langGraph, quick == "--quick").PrintAsync(brief); // it is a program
    return;
}

// In process: the projects above this folder share one artifacts folder, which generated benchmark projects would fight over.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(LedgerBenchmarks).Assembly).Run(args, config);
