using Harness.Reference.Ports;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Services;

/// <summary>What the external service manager knows of a unit.</summary>
internal sealed class SimUnit(UnitSpec spec, Actor actor)
{
    private readonly List<Action> _waiting = [];

    /// <summary>Chooses and waits in its name.</summary>
    internal Actor Actor => actor;

    internal string Name { get; } = spec.Name;

    /// <summary>Its definition, which is durable.</summary>
    internal UnitSpec Spec { get; set; } = spec;

    /// <summary>Whether it is to run; durable, too.</summary>
    internal bool IsWanted { get; set; }

    internal UnitState State { get; set; }

    /// <summary>Its process; null if none was seen alive last.</summary>
    internal SimProcess? Process { get; set; }

    /// <summary>How its last process ended; null if that is of no interest any more.</summary>
    internal ProcessStatus? Ended { get; set; }

    /// <summary>Early ends in a row.</summary>
    internal int EarlyEnds { get; set; }

    /// <summary>
    /// Goes up whenever what was planned for later is not to happen any more.
    /// </summary>
    internal int Plan { get; set; }

    /// <summary>Calls that when nothing of it runs any more.</summary>
    internal void WhenGone(Action done) => _waiting.Add(done);

    internal void TellGone()
    {
        Action[] told = [.. _waiting];
        _waiting.Clear();
        foreach (Action done in told)
        {
            done();
        }
    }

    internal void ForgetWhoWaits() => _waiting.Clear();
}
