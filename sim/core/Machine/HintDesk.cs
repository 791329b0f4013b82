using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine;

/// <summary>
/// Carries hints to the supervisor that lives when they arrive. Hints about exits and reports
/// can be told to come late, twice or not at all.
/// </summary>
internal sealed class HintDesk(SimMachine machine)
{
    private static readonly LatencyRange OnTheWay =
        new(TimeSpan.FromMicroseconds(50), TimeSpan.FromMilliseconds(5));

    private readonly List<TroubleHints> _troubles = [];
    private readonly List<int> _left = [];

    internal void Trouble(TroubleHints trouble)
    {
        _troubles.Add(trouble);
        _left.Add(trouble.Times);
    }

    internal void AboutReadiness(SimProcess process) => Send(process, TimeSpan.Zero);

    /// <summary>A report is hinted at as an end is, and that hint has the same troubles.</summary>
    internal void AboutReport(SimProcess process) => AboutExit(process);

    internal void AboutExit(SimProcess process)
    {
        int index = _troubles.FindIndex(trouble => trouble.Worker == process.Unit);
        if (index < 0)
        {
            Send(process, TimeSpan.Zero);
            return;
        }

        TroubleHints active = _troubles[index];
        if (--_left[index] == 0)
        {
            _troubles.RemoveAt(index);
            _left.RemoveAt(index);
        }

        switch (active.Trouble)
        {
            case HintTrouble.Late:
                Send(process, active.By);
                break;
            case HintTrouble.Lost:
                break;
            case HintTrouble.Doubled:
                Send(process, TimeSpan.Zero);
                Send(process, active.By);
                break;
            default:
                throw new InvalidOperationException($"unknown trouble {active.Trouble}");
        }
    }

    private void Send(SimProcess process, TimeSpan late)
    {
        TimeSpan delay = late + machine.Simulation.DrawLatency(process.Actor, OnTheWay);
        machine.Simulation.After(process.Actor, delay, () =>
        {
            if (machine.Supervisor.Hints is { } hints
                && machine.Services is null or { Tells: true })
            {
                machine.Trace.Add(new HintDelivered(process.Unit), hints.Life);
                hints.Writer.TryWrite(new ProcessHint(process.Unit));
            }
        });
    }
}
