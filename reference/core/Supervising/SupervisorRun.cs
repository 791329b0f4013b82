using Harness.Reference.Concurrency;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Services;
using Harness.Reference.State;

namespace Harness.Reference.Supervising;

/// <summary>
/// The parts that the workflows of one life of the supervisor share. It has no state of its own:
/// what changes is in the part that it is of, and that part alone writes it.
/// </summary>
internal sealed class SupervisorRun
{
    private readonly BoundedLog _log;

    internal SupervisorRun(SupervisorOptions options, SystemPorts ports, IConfigReader? reader)
    {
        Ports = ports;
        _log = new BoundedLog(ports.Log, ports.Time);
        Config = new ActiveConfig(options, reader, ports.Files);
        Errors = new ErrorReporter(Instance, _log);
        Services = ports.Services is { } external
            ? new BoundedServiceManager(external, ports.Time, options.ServiceCallWithin)
            : new EmbeddedServiceManager(ports, () => Instance.MayStart);
        Units = new Units(Services);
        Store = new StateStore(ports.Files, options.StateDirectory);
        Reaper = ports.Cache is { } cache ? new Reaper(this, cache) : null;
        Budget = new RecordedBudget(Store, ports.Boot, Config, Now);
    }

    internal SystemPorts Ports { get; }

    /// <summary>How far this life has come, and its end.</summary>
    internal Instance Instance { get; } = new();

    /// <summary>The configuration in force.</summary>
    internal ActiveConfig Config { get; }

    internal SupervisorOptions Options => Config.Options;

    /// <summary>Where errors are brought.</summary>
    internal ErrorReporter Errors { get; }

    internal RecordedBudget Budget { get; }

    internal StateStore Store { get; }

    internal IServiceManager Services { get; }

    /// <summary>Whether an external service manager restarts the workers by itself.</summary>
    internal bool IsManaged => Ports.Services is not null;

    internal Units Units { get; }

    /// <summary>Gives back what dead workers hold; null without a shared cache.</summary>
    internal Reaper? Reaper { get; }

    /// <summary>Closed while a request is answered: a fatal end waits for it.</summary>
    internal AsyncGate Answering { get; } = new();

    internal bool IsEnding => Instance.IsEnding;

    internal Instant Now => Instant.Now(Ports.Time);

    internal void Log(LogCode code, string subject = "", long first = 0, long second = 0) =>
        _log.Write(new LogEntry(code, subject, first, second));
}
