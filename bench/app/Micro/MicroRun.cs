using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Harness.Bench.Micro;

/// <summary>
/// The hot paths one by one, in this process: a short job, for allocations and for orders of
/// magnitude. What the machine's noise allows to compare is measured by <c>throughput</c>.
/// </summary>
internal static class MicroRun
{
    /// <summary>Runs what fits; null, or what went wrong: the engine itself never says.</summary>
    internal static string? Run(string glob)
    {
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun
                .WithIterationTime(TimeInterval.FromMilliseconds(200))
                .WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddFilter(new GlobFilter([glob]))
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"))
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.JoinSummary);
        Summary[] summaries = BenchmarkRunner.Run(typeof(MicroRun).Assembly, config);
        if (summaries.Sum(summary => summary.Reports.Length) == 0)
        {
            return $"no benchmark ran: nothing fits '{glob}', or the job was refused";
        }

        bool isGood = summaries.All(summary => !summary.HasCriticalValidationErrors
            && summary.Reports.Length > 0 && summary.Reports.All(report => report.Success));
        return isGood ? null : "a benchmark failed: see above";
    }
}
