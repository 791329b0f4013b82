using Harness.Reference.Ports;
using Harness.Sim.Kernel;

namespace Harness.Sim.Faults;

/// <summary>
/// What faults do to the processes of workers. Of several that live the first is meant; whoever
/// strikes has looked that there is one.
/// </summary>
internal interface IProcessTarget
{
    /// <summary>The living process of a worker that was started first; null: none lives.</summary>
    IStruckProcess? First(string worker);

    /// <summary>Ends it.</summary>
    void Crash(string worker, ExitStatus status);

    /// <summary>Holds it still: for that long, or for ever.</summary>
    void Hang(string worker, TimeSpan? span, Actor actor);

    /// <summary>Holds it still, and for that long no signal ends it.</summary>
    void Stick(string worker, TimeSpan span, Actor actor);

    /// <summary>It ends, init collects it, and a stranger gets its pid.</summary>
    void GivePidAway(string worker);

    /// <summary>The next starts of a worker hang.</summary>
    void HangNext(HangNextStart fault);
}

/// <summary>What faults know of a process.</summary>
internal interface IStruckProcess
{
    /// <summary>Whether it is held still.</summary>
    bool IsHung { get; }

    /// <summary>Whether it does not heed TERM.</summary>
    bool IgnoresTerm { get; set; }

    /// <summary>Which life of the supervisor started it; 0 if none did.</summary>
    int StartedBy { get; }
}
