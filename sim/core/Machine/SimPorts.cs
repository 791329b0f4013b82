using System.Threading.Channels;
using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// The machine behind the ports of one life of the supervisor. Everything with waiters (channels,
/// answers) is made for that life and dies with it.
/// </summary>
internal sealed partial class SimPorts
    : ISpawner, IProcessHost, IFiles, IControlPlane, IFatalLog, ILog
{
    /// <summary>How long a call to the machine itself takes.</summary>
    internal static readonly PortTiming Timing = new(
        new(TimeSpan.FromMicroseconds(20), TimeSpan.FromMilliseconds(2)),
        new(TimeSpan.FromMicroseconds(20), TimeSpan.FromMilliseconds(2)),
        TimeSpan.FromMinutes(5));

    private readonly SimMachine _machine;
    private readonly SimNode _node;
    private readonly int _life;
    private readonly Channel<ProcessHint> _hints = Channel.CreateUnbounded<ProcessHint>();
    private readonly Channel<ControlRequest> _requests = Channel.CreateUnbounded<ControlRequest>();
    private readonly Dictionary<long, Obligation> _unanswered = [];
    private readonly HashSet<long> _withdrawn = [];

    internal SimPorts(SimMachine machine, SimNode node, int life)
    {
        _machine = machine;
        _node = node;
        _life = life;
        System = new SystemPorts
        {
            Time = node.Time,
            Actors = this,
            Processes = this,
            Services = machine.Services is null
                ? null
                : machine.Services.PortOf(node, _hints.Reader),
            Cache = machine.Cache?.PortOf(node, life),
            Files = this,
            Control = this,
            Fatal = this,
            Log = this,
            Boot = machine.Boot,
        };
    }

    internal SystemPorts System { get; }

    internal ChannelWriter<ProcessHint> HintWriter => _hints.Writer;

    public ChannelReader<ProcessHint> Hints => _hints.Reader;

    public ChannelReader<ControlRequest> Requests => _requests.Reader;

    /// <summary>
    /// Hands a request in; it must be answered in time, unless this life ends before.
    /// </summary>
    internal void Ask(ControlRequest request)
    {
        _machine.Trace.Add(new RequestArrived(request.Id, request.Verb, request.IsSignal)
        {
            Config = NameOf(request.Verb == ControlVerb.Reload
                ? _machine.ConfigFileNow?.Tag
                : request.Document?.Tag),
            IfMatch = NameOf(request.IfMatch),
        }, _life);
        _unanswered[request.Id] = _machine.Simulation.Expect(
            _machine.Simulation.OwnerFor(_node), $"request {request.Id} ({request.Verb})",
            TimeSpan.FromMinutes(5));
        _requests.Writer.TryWrite(request);
    }

    /// <summary>Who asked does not wait for the answer any more.</summary>
    internal void Withdraw(ControlRequest request)
    {
        if (_node.IsAlive && _unanswered.Remove(request.Id, out Obligation? open))
        {
            open.Fulfil();
            _withdrawn.Add(request.Id);
            _machine.Trace.Add(new RequestWithdrawn(request.Id), _life);
        }
    }

    public Task Spawn(string name, Func<Task> body, TimeSpan? within = null) =>
        _node.Spawn(name, body, within);

    public Task<StartAnswer> Start(UnitSpec unit) =>
        Call("processes", "start", unit.Name, () => _machine.StartWorker(unit));

    public Task<IReadOnlyList<ProcessStatus>> List() => Call<IReadOnlyList<ProcessStatus>>(
        "processes", "list", "", () => Statuses(_machine.Processes.All));

    public Task<IReadOnlyList<ProcessStatus>> ListUnit(string unit) =>
        Call<IReadOnlyList<ProcessStatus>>("processes", "list", unit, () =>
            Statuses([.. _machine.Processes.All.Where(process => process.Unit == unit)]));

    public Task<bool> Send(ProcessIdentity process, Signal signal) => Call(
        "processes", "send", signal.ToString(), () => _machine.Processes.Send(process, signal));

    public Task Reap(ProcessIdentity process) => Call("processes", "reap", "", () =>
    {
        _machine.Processes.Reap(process);
        return true;
    });

    public Task<FileAnswer> Read(string path) =>
        Call("files", "read", path, () => _machine.Disk.Read(path));

    public Task<FileError> Write(string path, ReadOnlyMemory<byte> contents) =>
        Call("files", "write", path, () => _machine.Disk.Write(path, contents));

    public Task<FileError> Sync(string path) =>
        Call("files", "sync", path, () => _machine.Disk.Sync(path));

    public Task<FileError> Rename(string from, string to) =>
        Call("files", "rename", from, () => _machine.Disk.Rename(from, to));

    public Task<FileError> SyncDirectory(string path) =>
        Call("files", "sync-directory", path, () => _machine.Disk.SyncDirectory(path));

    public Task<FileError> Delete(string path) =>
        Call("files", "delete", path, () => _machine.Disk.Delete(path));

    public Task<FileError> Lock(string path) =>
        Call("files", "lock", path, () => _machine.Disk.Lock(path, _life));

    public Task Answer(ControlRequest request, ControlAnswer answer) =>
        Call("control", "answer", "", () =>
        {
            if (_withdrawn.Remove(request.Id))
            {
                return true; // there is nobody to hear it
            }

            if (!_unanswered.Remove(request.Id, out Obligation? open))
            {
                throw new InvalidOperationException($"request {request.Id} was answered twice");
            }

            open.Fulfil();
            foreach (WorkerReport report in answer.Workers)
            {
                _machine.Trace.Add(
                    new ConditionTold(request.Id, report.Worker, report.Condition));
            }

            if (answer.ErrorCounter is { } counter)
            {
                _machine.Trace.Add(new CounterTold(request.Id, counter));
            }

            if (answer.LastChange is { } last)
            {
                _machine.Trace.Add(new LastChangeTold(request.Id, last));
            }

            _machine.Trace.Add(new RequestAnswered(request.Id, answer.Result)
            {
                Config = NameOf(answer.ConfigTag),
            });
            return true;
        });

    public Task Write(SupervisorError error) => Call("fatal", "write", error.Subject, () =>
    {
        _machine.Trace.Add(new FatalWritten(
            error.Phase, error.Origin, error.Kind, error.Subject));
        return true;
    });

    public void Write(in LogEntry entry) =>
        _machine.Trace.Add(
            new Logged(entry.Code, entry.Subject, entry.First, entry.Second), _life);

    private Task<T> Call<T>(string port, string operation, string subject, Func<T> effect) =>
        _node.Call(
            port, operation, subject, Timing, () => _machine.Trace.By(_life, effect));

    private string NameOf(string? tag) =>
        tag is null ? "" : _machine.Configs?.NameOf(tag) ?? tag;

    private ProcessStatus[] Statuses(IReadOnlyList<SimProcess> processes)
    {
        Harness.Reference.Ports.Instant now = _machine.Now;
        var statuses = new ProcessStatus[processes.Count];
        for (int i = 0; i < statuses.Length; i++)
        {
            ProcessStatus status = processes[i].Status(now);

            // Only its parent is told how a process has ended.
            statuses[i] = status.IsAlive || processes[i].StartedBy == _life
                ? status
                : status with { Exit = ExitStatus.Unknown };
        }

        return statuses;
    }
}
