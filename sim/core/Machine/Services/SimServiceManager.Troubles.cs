using Harness.Sim.Faults;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Services;

/// <content>What can be wrong with it. A trouble that is there already lasts longer.</content>
internal sealed partial class SimServiceManager
{
    private readonly int[] _troubles = new int[Enum.GetValues<ServiceTrouble>().Length];
    private readonly Queue<LostCall> _lost = [];
    private readonly List<Action> _postponed = [];

    /// <summary>Whether whoever asks is refused at once.</summary>
    internal bool Refuses => Has(ServiceTrouble.Unreachable) || Has(ServiceTrouble.Crash);

    /// <summary>Whether it does what is to be done.</summary>
    internal bool Acts => !Has(ServiceTrouble.Hang) && !Has(ServiceTrouble.Crash);

    /// <inheritdoc/>
    public bool Tells => Acts && !Has(ServiceTrouble.DropWatch);

    /// <inheritdoc/>
    public void Trouble(ServiceTrouble trouble, TimeSpan span)
    {
        if (_troubles[(int)trouble]++ == 0)
        {
            _machine.Trace.Add(new ServicesTroubled(trouble, IsOver: false));
            if (trouble == ServiceTrouble.Crash)
            {
                Forget();
            }
        }

        int boot = _machine.BootNumber;
        _machine.Simulation.After(_actor, span, () =>
        {
            if (_machine.BootNumber == boot && --_troubles[(int)trouble] == 0)
            {
                IsOver(trouble);
            }
        });
    }

    /// <inheritdoc/>
    public void Lose(LostCall lost, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _lost.Enqueue(lost);
        }
    }

    /// <summary>What becomes of a call that changes something; null: it is answered.</summary>
    internal LostCall? NextLost() => _lost.TryDequeue(out LostCall lost) ? lost : null;

    /// <summary>Does it now, or as soon as it does anything again.</summary>
    internal void WhenItActs(Action work)
    {
        if (Acts)
        {
            work();
        }
        else
        {
            _postponed.Add(work);
        }
    }

    private bool Has(ServiceTrouble trouble) => _troubles[(int)trouble] > 0;

    /// <summary>A boot ends every trouble.</summary>
    private void Recover()
    {
        _postponed.Clear();
        foreach (ServiceTrouble trouble in Enum.GetValues<ServiceTrouble>())
        {
            if (Has(trouble))
            {
                _troubles[(int)trouble] = 0;
                _machine.Trace.Add(new ServicesTroubled(trouble, IsOver: true));
            }
        }
    }

    private void IsOver(ServiceTrouble trouble)
    {
        _machine.Trace.Add(new ServicesTroubled(trouble, IsOver: true));
        if (!Acts)
        {
            return;
        }

        Action[] due = [.. _postponed];
        _postponed.Clear();
        foreach (Action work in due)
        {
            work();
        }

        if (trouble == ServiceTrouble.Crash)
        {
            ComeBack();
        }

        Settle();
    }

    /// <summary>
    /// Its process is gone: what it had in mind is lost. Definitions, and the units' processes, are
    /// not its own.
    /// </summary>
    private void Forget()
    {
        _postponed.Clear();
        foreach (SimUnit unit in _units)
        {
            unit.Plan++;
            unit.Ended = null;
            unit.EarlyEnds = 0;
            unit.ForgetWhoWaits();
        }
    }

    /// <summary>It finds its processes again by the names of their units.</summary>
    private void ComeBack()
    {
        foreach (SimUnit unit in _units.ToArray())
        {
            unit.Process ??= _machine.Processes.Living(unit.Name).FirstOrDefault();
            if (unit.Process is { IsAlive: true })
            {
                Become(unit, UnitState.Running);
            }
            else if (unit.Process is null)
            {
                Next(unit, isEarly: false);
            }
        }
    }
}
