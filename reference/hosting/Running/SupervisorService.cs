using Harness.Hosting.Control;
using Harness.Hosting.Events;
using Harness.Hosting.Files;
using Harness.Hosting.Processes;
using Harness.Reference.Lifecycle;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.Hosting.Running;

/// <summary>
/// Runs the supervisor on this machine inside a .NET host. The end of the host ends the supervisor
/// in its orderly way, and the workers with it; the death of the host does not.
/// </summary>
public sealed class SupervisorService : IHostedService, IProcessFacts, IDisposable
{
    /// <summary>The exit code after a bug of the supervisor itself (EX_SOFTWARE).</summary>
    public const int ExitBroken = 70;

    private readonly SupervisorSetup _setup;
    private readonly ControlDesk _desk;
    private readonly EventFeed _feed;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<SupervisorService> _logger;
    private readonly LinuxFiles _files = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<int> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LinuxProcessHost? _processes;

    /// <summary>Made by the container.</summary>
    public SupervisorService(
        SupervisorSetup setup, ControlDesk desk, EventFeed feed,
        IHostApplicationLifetime lifetime, ILogger<SupervisorService> logger)
    {
        ArgumentNullException.ThrowIfNull(feed);
        (_setup, _desk, _feed, _lifetime, _logger) = (setup, desk, feed, lifetime, logger);
        feed.Written += Show;
    }

    /// <summary>Completes with the exit code when the supervisor has ended.</summary>
    public Task<int> Ended => _ended.Task;

    /// <summary>
    /// Takes the lock of the state directory, takes over what runs, and lets the supervisor begin.
    /// </summary>
    /// <exception cref="StateInUseException">Another supervisor has the lock.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine lacks something.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SupervisorOptions options = _setup.Options;
        Directory.CreateDirectory(
            options.StateDirectory,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string lockFile = StateStore.LockIn(options.StateDirectory);
        if (await _files.Lock(lockFile) is var error and not FileError.None)
        {
            throw new StateInUseException(options.StateDirectory, lockFile, error);
        }

        _processes = LinuxProcessHost.Open(new ProcessHostOptions
        {
            Directory = options.StateDirectory, Note = Note,
        });
        var spawner = new ExclusiveSpawner();
        SystemPorts ports = Ports(_processes, spawner);
        var supervisor = new Supervisor(options, reader: _setup.Reader);
        Task<int> run = spawner.Run(() => supervisor.Run(ports, _stop.Token));
        _ = End(run, spawner);
    }

    /// <summary>Ends the supervisor in its orderly way, which is bounded by itself.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_processes is not null)
        {
            _stop.Cancel();
            await _ended.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProcessFacts> Now() => _processes?.Now() ?? [];

    /// <summary>Gives the lock up; workers that run are left alone.</summary>
    public void Dispose()
    {
        _feed.Written -= Show;
        _processes?.Dispose();
        _files.Dispose();
        _stop.Dispose();
    }

    private SystemPorts Ports(LinuxProcessHost processes, ExclusiveSpawner spawner) => new()
    {
        Time = TimeProvider.System,
        Actors = spawner,
        Processes = processes,
        Files = _files,
        Control = _desk,
        Fatal = new FatalLog(
            Path.Combine(_setup.Options.StateDirectory, "fatal.log"), TimeProvider.System,
            _setup.Errors),
        Log = _feed,
        Boot = processes.Boot,
    };

    private async Task End(Task<int> run, ExclusiveSpawner spawner)
    {
        int code = ExitBroken;
        try
        {
            Task first = await Task.WhenAny(run, spawner.Broken);
            code = first == run ? await run : throw await spawner.Broken;
        }
        catch (Exception bug)
        {
            FatalLog.Say(
                _setup.Errors,
                $"supervise: fatal: a bug of the supervisor; workers are left as they are: {bug}");
        }
        finally
        {
            _desk.Close();
            _ended.TrySetResult(code);
            if (_setup.StopsHost)
            {
                _lifetime.StopApplication();
            }
        }
    }

    private void Show(FeedEntry entry)
    {
        LogLevel level = LogText.LevelOf(entry.Entry.Code);
        if (_logger.IsEnabled(level))
        {
            string text = LogText.Of(entry.Entry);
            try
            {
                _logger.Log(level, "{Entry}", text);
            }
            catch (Exception)
            {
                // A provider of the host's that throws is none of the supervisor's business.
            }
        }
    }

    private void Note(string text) => _logger.LogWarning("{Note}", text);
}
