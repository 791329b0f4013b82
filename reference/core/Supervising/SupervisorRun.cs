using Harness.Reference.Concurrency;
using Harness.Reference.Errors;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Services;
using Harness.Reference.State;

namespace Harness.Reference.Supervising;

/// <summary>
/// What the workflows of one life of the supervisor share: the ports, the phase, and the one place
/// to which errors that may end it are brought. Only the top-level workflow ends it.
/// </summary>
internal sealed class SupervisorRun
{
    private static readonly TimeSpan Unbounded = TimeSpan.FromDays(400);

    private readonly TaskCompletionSource _stopping =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _forced =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource<SupervisorError> _failed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly BoundedLog _log;

    internal SupervisorRun(SupervisorOptions options, SystemPorts ports)
    {
        Config = options;
        Ports = ports;
        _log = new BoundedLog(ports.Log, ports.Time);
        Services = ports.Services is { } external
            ? new BoundedServiceManager(external, ports.Time, options.ServiceCallWithin)
            : new EmbeddedServiceManager(ports, () => MayStart);
        Store = new StateStore(ports.Files, options.StateDirectory);
        Configs = new ConfigStore(ports.Files, options.StateDirectory);
        Reaper = ports.Cache is { } cache ? new Reaper(this, cache) : null;
        Budget = ErrorBudget.Fresh(Instant.Now(ports.Time), options.DecreaseEvery);
    }

    /// <summary>
    /// Reads configurations; null: the options were given in code and stay as they are.
    /// </summary>
    internal IConfigReader? Reader { get; init; }

    /// <summary>The configuration in force.</summary>
    internal SupervisorOptions Config { get; set; }

    internal SupervisorOptions Options => Config;

    /// <summary>The tag of the configuration file when the configuration was stored.</summary>
    internal string FileTag { get; set; } = "";

    /// <summary>
    /// What the configuration file says, if it was edited while workers run with another one.
    /// </summary>
    internal SupervisorOptions? Edited { get; set; }

    internal ConfigStore Configs { get; }

    internal SystemPorts Ports { get; }

    internal IServiceManager Services { get; }

    /// <summary>Whether an external service manager restarts the workers by itself.</summary>
    internal bool IsManaged => Ports.Services is not null;

    internal StateStore Store { get; }

    internal ErrorBudget Budget { get; set; }

    /// <summary>The counter as it is now, also between two looks of the watchdog.</summary>
    internal int CounterNow => Budget.At(Now, Options.DecreaseEvery).Counter;

    /// <summary>Whether no other supervisor can be at work on these workers.</summary>
    internal bool HasLock { get; set; }

    /// <summary>Whether the workers are ended with the supervisor.</summary>
    internal bool EndsInstance { get; private set; }

    /// <summary>Gives back what dead workers hold; null without a shared cache.</summary>
    internal Reaper? Reaper { get; }

    internal Phase Phase { get; set; } = Phase.Starting;

    /// <summary>Whether a worker may be started: not once the end is under way.</summary>
    internal bool MayStart => Phase != Phase.Stopping;

    /// <summary>Closed while a request is answered: a fatal end waits for it.</summary>
    internal AsyncGate Answering { get; } = new();

    internal Task Stopping => _stopping.Task;

    internal Task Forced => _forced.Task;

    internal Task<SupervisorError> Failed => _failed.Task;

    internal bool IsEnding => _stopping.Task.IsCompleted || _failed.Task.IsCompleted;

    internal Instant Now => Instant.Now(Ports.Time);

    internal void Log(LogCode code, string subject = "", long first = 0, long second = 0) =>
        _log.Write(new LogEntry(code, subject, first, second));

    /// <summary>Collects an ended process; twice is once.</summary>
    internal Task Collect(ProcessIdentity ended) => Services.Reap(ended);

    /// <summary>
    /// Ends a unit's processes; whether they are gone is on the list, if the answer was lost.
    /// </summary>
    internal async Task<bool> EndUnit(string unit, bool force = false) =>
        (await Services.Stop(unit, force)).Result == ServiceResult.Done
        || (await Services.ListUnit(unit) is { } left && !left.Any(status => status.IsAlive));

    /// <summary>Ends a unit's processes with that signal, and kills what is not in time.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="with">The signal.</param>
    /// <param name="within">How long they have; null: as long as they need.</param>
    internal async Task<bool> EndUnit(string unit, Signal with, TimeSpan? within) =>
        Services is EmbeddedServiceManager own
            ? (await own.Stop(unit, with, within ?? Unbounded)).Result == ServiceResult.Done
            : await EndUnit(unit);

    /// <summary>A request to end: the first one is orderly, any further one forces.</summary>
    internal void AskToStop()
    {
        if (!_stopping.TrySetResult())
        {
            _forced.TrySetResult();
        }
    }

    /// <summary>
    /// Treats an error by the table. What is fatal goes to the top-level workflow, the first one
    /// only; everything else is reported, because whoever met it does the rest.
    /// </summary>
    internal Treatment Meet(ErrorOrigin origin, ErrorKind kind, string subject)
    {
        var met = new SupervisorError(Phase, origin, kind, subject);
        Treatment treatment = ErrorTable.Of(Phase, origin, kind);
        if (treatment == Treatment.Fatal)
        {
            Fail(met);
        }
        else
        {
            Log(LogCode.ErrorReported, subject, (long)origin, (long)kind);
        }

        return treatment;
    }

    /// <summary>
    /// Brings the end of the instance to the top-level workflow: a fatal error that its workers do
    /// not outlive. An error that came before stands.
    /// </summary>
    internal void EndInstance(InstanceEnd because, ErrorKind kind, string worker)
    {
        if (!IsEnding)
        {
            EndsInstance = true;
            Log(LogCode.InstanceEnding, worker, (long)because);
            Fail(new SupervisorError(Phase, ErrorOrigin.Worker, kind, worker));
        }
    }

    /// <summary>Brings a fatal error to the top-level workflow.</summary>
    internal void Fail(SupervisorError fatal) => _failed.TrySetResult(fatal);
}
