using System.Collections.Concurrent;
using Harness.Hosting.Control;
using Harness.Hosting.Processes;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;

namespace Harness.Properties.Hosting.Control;

/// <summary>
/// Answers requests as a supervisor does that has nothing to supervise, or as a test scripts it,
/// and counts what it was asked.
/// </summary>
internal sealed class FakeSupervisor : IProcessFacts
{
    internal const string FirstText = "workers:\n  - { name: web, command: /usr/sbin/web }\n";

    private readonly SupervisorConfigReader _reader = new();
    private readonly ConcurrentQueue<ControlRequest> _asked = new();

    internal ControlDesk Desk { get; } = new();

    /// <summary>What is in force.</summary>
    internal ConfigDocument Document { get; set; } = new(FirstText);

    /// <summary>Changes that were made.</summary>
    internal int Changes { get; private set; }

    /// <summary>
    /// Another answer than the usual one; null from it is the usual one, a task that never ends is
    /// a supervisor that does not answer.
    /// </summary>
    internal Func<ControlRequest, Task<ControlAnswer>?> Script { get; set; } = _ => null;

    internal IReadOnlyList<ProcessFacts> Processes { get; set; } = [];

    internal IReadOnlyList<WorkerReport> Workers { get; set; } =
        [new WorkerReport("web", WorkerCondition.Serving)];

    internal ControlResult? LastChange { get; set; }

    /// <summary>Everything that was asked but how it is.</summary>
    internal IReadOnlyList<ControlRequest> Asked =>
        [.. _asked.Where(request => request.Verb != ControlVerb.Status)];

    public IReadOnlyList<ProcessFacts> Now() => Processes;

    /// <summary>Serves until the desk is closed.</summary>
    internal async Task Serve()
    {
        while (await Desk.Requests.WaitToReadAsync())
        {
            while (Desk.Requests.TryRead(out ControlRequest? request))
            {
                _asked.Enqueue(request);
                if (Script(request) is not { } scripted)
                {
                    await Desk.Answer(request, Usual(request));
                }
                else
                {
                    _ = Later(request, scripted);
                }
            }
        }
    }

    private async Task Later(ControlRequest request, Task<ControlAnswer> answer) =>
        await Desk.Answer(request, await answer);

    private ControlAnswer Usual(ControlRequest request) => request.Verb switch
    {
        ControlVerb.Status => new ControlAnswer(ControlResult.Accepted, Workers)
        {
            ConfigTag = Document.Tag,
            Document = Document,
            ErrorCounter = 1,
            LastChange = LastChange,
        },
        ControlVerb.Change => Change(request) with { ConfigTag = Document.Tag },
        ControlVerb.Stop or ControlVerb.Reset => new ControlAnswer(ControlResult.Accepted, []),
        ControlVerb.Reload => new ControlAnswer(ControlResult.Accepted, [])
        {
            ConfigTag = Document.Tag,
        },
    };

    private ControlAnswer Change(ControlRequest request)
    {
        if (request.IfMatch is { } match && match != Document.Tag)
        {
            return new ControlAnswer(ControlResult.Mismatch, []);
        }

        if (_reader.Read(request.Document!) is { Options: null } bad)
        {
            return new ControlAnswer(ControlResult.Invalid, []) { Problems = bad.Problems };
        }

        (Document, Changes) = (request.Document!, Changes + 1);
        return new ControlAnswer(ControlResult.Accepted, []);
    }
}
