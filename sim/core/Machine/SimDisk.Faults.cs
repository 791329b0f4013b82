using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <content>What goes wrong with files besides a power cut.</content>
internal sealed partial class SimDisk : IFileTarget
{
    private static readonly byte[] FutureState = System.Text.Encoding.UTF8.GetBytes(
        """{"schemaVersion":2,"boot":"boot-1","errors":{"counter":0}}""");

    private readonly Dictionary<FileOperation, Queue<FileError>> _failures = [];
    private readonly Dictionary<string, byte[]> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<FileOperation, (Instant Until, FileError Error)> _failingUntil = [];

    /// <inheritdoc/>
    public void Fail(FailFiles fault)
    {
        machine.Trace.Add(new FilesTroubled(fault.Operation, fault.Error, IsOver: false));
        if (fault.For is { } span)
        {
            _failingUntil[fault.Operation] = (machine.Simulation.Now + span, fault.Error);
            machine.Simulation.After(_actor, span, () => machine.Trace.Add(
                new FilesTroubled(fault.Operation, fault.Error, IsOver: true)));
            return;
        }

        if (!_failures.TryGetValue(fault.Operation, out Queue<FileError>? queue))
        {
            _failures[fault.Operation] = queue = new Queue<FileError>();
        }

        for (int i = 0; i < fault.Times; i++)
        {
            queue.Enqueue(fault.Error);
        }
    }

    /// <inheritdoc/>
    public bool CanReplaceState(Replacement with) => with switch
    {
        Replacement.Torn => Has(machine.StateFile),
        Replacement.Earlier => _first.ContainsKey(machine.StateFile),
        Replacement.Missing or Replacement.Empty or Replacement.Future => true,
    };

    /// <inheritdoc/>
    public void ReplaceState(Replacement with)
    {
        string path = machine.StateFile;
        byte[]? contents = with switch
        {
            Replacement.Missing => null,
            Replacement.Empty => [],
            Replacement.Torn => _names[path].Written[..(_names[path].Written.Length / 2)],
            Replacement.Earlier => _first[path],
            Replacement.Future => FutureState,
        };
        _unsynced.RemoveAll(change => change.Name == path);
        _names.Remove(path);
        _durableNames.Remove(path);
        if (contents is not null)
        {
            var body = new FileBody { Written = contents, Durable = contents };
            _names[path] = body;
            _durableNames[path] = body;
        }

        machine.Trace.Add(new StateReplaced(with));
    }

    private FileError Failure(FileOperation operation, string path)
    {
        if (_failingUntil.TryGetValue(operation, out (Instant Until, FileError Error) lasting)
            && machine.Simulation.Now < lasting.Until)
        {
            machine.Trace.Add(new FileFailed(path, Yaml.Of(operation), lasting.Error));
            return lasting.Error;
        }

        if (!_failures.TryGetValue(operation, out Queue<FileError>? queue)
            || !queue.TryDequeue(out FileError failure))
        {
            return FileError.None;
        }

        machine.Trace.Add(new FileFailed(path, Yaml.Of(operation), failure));
        if (queue.Count == 0)
        {
            machine.Trace.Add(new FilesTroubled(operation, failure, IsOver: true));
        }

        return failure;
    }
}
