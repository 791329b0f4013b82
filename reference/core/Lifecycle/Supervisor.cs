using Harness.Reference.Changing;
using Harness.Reference.Concurrency;
using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Reference.Lifecycle;

/// <summary>
/// The reference supervisor: starts or adopts its workers, looks after them until it is stopped,
/// and ends them in an orderly and bounded way. It is not a required component: if it dies, its
/// workers serve on, and the next life adopts them.
/// </summary>
public sealed class Supervisor : ISystemUnderTest
{
    /// <summary>The exit code of an orderly end.</summary>
    public const int ExitOrderly = 0;

    /// <summary>The exit code after a fatal error.</summary>
    public const int ExitFatal = 1;

    private readonly SupervisorOptions _options;
    private readonly IConfigReader? _reader;

    /// <summary>With those options.</summary>
    /// <param name="options">The configuration of the first start.</param>
    /// <param name="reader">
    /// Reads configurations; without one, options given in code stay as they are.
    /// </param>
    public Supervisor(SupervisorOptions options, IConfigReader? reader = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        _options = options;
        _reader = reader is null ? null : new OneFileReader(reader, options.ConfigFile);
    }

    /// <inheritdoc/>
    public async Task<int> Run(SystemPorts ports, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ports);
        if (ports.Services is not null && _options.Groups.Count > 0)
        {
            throw new ArgumentException(SupervisorOptions.NoGroups, nameof(ports));
        }

        var run = new SupervisorRun(_options, ports, _reader);
        var workerSet = new WorkerSet(run);
        workerSet.Fill(_options.Workers);
        var watchdog = new Watchdog(run, workerSet);
        var changes = new ChangeQueue(run, new ConfigChange(run, workerSet, watchdog));
        var requests = new RequestServer(run, workerSet, changes);
        var ending = new EndingWorkflow(run, workerSet, requests);
        _ = ports.Actors.Spawn("requests", requests.Serve);
        _ = ports.Actors.Spawn("stop token", () => HeedStop(run, stop));

        var startup = new StartupWorkflow(run, workerSet);
        Task started = ports.Actors.Spawn("startup", startup.Start, startup.Bound);
        await Join.Any(started, run.Instance.Stopping, run.Instance.Failed);
        if (!run.IsEnding)
        {
            run.Instance.Run();
            run.Log(LogCode.SupervisorRunning, "", startup.Adopted, startup.Started);
            await LookAfter(run, workerSet, watchdog, changes);
        }

        // A stop that was accepted is done, also when an error comes at the same time.
        return run.Instance.Stopping.IsCompleted
            ? await ending.Orderly(startup, started)
            : await ending.Fatal(await run.Instance.Failed);
    }

    /// <summary>
    /// The stop token is one more request to stop; nothing is registered with it.
    /// </summary>
    private static async Task HeedStop(SupervisorRun run, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, run.Ports.Time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            run.Instance.AskToStop();
        }
    }

    private static async Task LookAfter(
        SupervisorRun run, WorkerSet workerSet, Watchdog watchdog, ChangeQueue changes)
    {
        using var over = new CancellationTokenSource();
        foreach (WorkerController controller in workerSet.Controllers)
        {
            workerSet.Keep(controller);
        }

        workerSet.Regroup(run.Options.Groups);
        if (run.Reaper is { } reaper)
        {
            workerSet.Await(run.Ports.Actors.Spawn("reaper", reaper.Reap));
        }

        workerSet.Await(run.Ports.Actors.Spawn("changes", changes.Serve));
        workerSet.Await(run.Ports.Actors.Spawn("watchdog", async () =>
        {
            try
            {
                await watchdog.Watch(over.Token);
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                // The end has begun between two looks: that is the orderly way out.
            }
        }));
        await Join.Any(run.Instance.Stopping, run.Instance.Failed);
        over.Cancel();
        run.Reaper?.Tell();
    }
}
