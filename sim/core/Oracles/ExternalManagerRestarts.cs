using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Domains must be resolveable even in the absense of the manager." (Knot): who restarts is the
/// service manager.
/// </summary>
internal sealed class ExternalManagerRestarts(ServicesSetup setup, bool mayEnd) : TimedChecker
{
    // Noticing an end and starting a process take milliseconds.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    internal static Oracle Oracle { get; } = new(
        "external-manager-restarts-without-a-supervisor", Vocabulary.Acts,
        run => run.Scenario.Services is { } setup
            ? new ExternalManagerRestarts(setup, run.MayEndInSilence)
            : new Settled(Finding.NotReached("the service manager is the supervisor's own")))
    {
        Claim = "A unit that is to run and is down while no supervisor is there runs again within"
            + " the service manager's delay, after a boot too, unless it failed too often.",
        ReachedWhen = "a unit was started while no supervisor was there",
        Unreached = "no unit was started while no supervisor was there",
    };

    private readonly TimeSpan _bound = setup.RestartDelay + Margin;
    private readonly SortedDictionary<string, (int Event, Instant Since)> _down =
        new(StringComparer.Ordinal);

    private readonly SortedSet<string> _atBoot = new(StringComparer.Ordinal);
    private readonly List<ServiceTrouble> _idle = [];
    private bool _isMachineUp = true;
    private bool _isLeaving; // it ends by an error that it met while running
    private bool _takesAll;  // and its workers with it, because they are to end with one
    private Instant? _aloneSince = Instant.Zero;

    internal override Finding? Overdue(Instant now, int last, WorldState world)
    {
        foreach ((string unit, (int since, Instant at)) in _down)
        {
            if (_aloneSince is { } alone && now - (at < alone ? alone : at) > _bound)
            {
                return Finding.Fail(
                    $"{unit} was down while no supervisor was there, and was not started within"
                    + $" {_bound.TotalSeconds} s", since, last);
            }
        }

        return null;
    }

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        See(happened);
        bool isAlone = _isMachineUp && _idle.Count == 0
            && (world.Phase == LifePhase.Down || _isLeaving);
        _aloneSince = isAlone ? _aloneSince ?? happened.At : null;
        return null;
    }

    private void See(TraceEvent happened)
    {
        switch (happened)
        {
            case ProcessExited { Cause: ExitCause.Reboot } exited:
                _isMachineUp = false;
                _down.Remove(exited.Unit);
                _atBoot.Add(exited.Unit);
                break;
            case ProcessExited exited when !_down.ContainsKey(exited.Unit):
                _down[exited.Unit] = (happened.Index, happened.At);
                break;
            case MachineRebooted:
                Boot(happened);
                break;
            case ProcessStarted started:
                _down.Remove(started.Unit);
                IsReached |= _aloneSince is not null;
                break;
            case StartRefused refused when _down.ContainsKey(refused.Unit):
                _down[refused.Unit] = (happened.Index, happened.At);
                break;
            case UnitChanged { State: UnitState.GivenUp } changed:
                _down.Remove(changed.Unit);
                break;

            // Who is about to end because of an error has no business to stop anything.
            case UnitChanged { State: UnitState.Stopping or UnitState.Stopped } changed
                when !_isLeaving:
                _down.Remove(changed.Unit);
                break;
            case ServicesTroubled
            {
                Trouble: ServiceTrouble.Hang or ServiceTrouble.Crash,
            } trouble:
                Trouble(trouble);
                break;
            case FatalWritten fatal:
                _isLeaving = !_takesAll && !mayEnd
                    && fatal.Phase is (Phase.Running or Phase.Changing);
                break;
            case Logged { Code: LogCode.InstanceEnding }:
                (_isLeaving, _takesAll) = (false, true);
                break;
            case SupervisorStarted:
                (_isLeaving, _takesAll) = (false, false);
                break;
            default:
                break;
        }
    }

    private void Trouble(ServicesTroubled trouble)
    {
        if (trouble.IsOver)
        {
            _idle.Remove(trouble.Trouble);
        }
        else
        {
            _idle.Add(trouble.Trouble);
        }
    }

    private void Boot(TraceEvent happened)
    {
        _isMachineUp = true;
        foreach (string unit in setup.StartsAtBoot ? _atBoot : [])
        {
            _down[unit] = (happened.Index, happened.At);
        }

        _atBoot.Clear();
    }

    /// <summary>Knows before the run what is to be said of it.</summary>
    private sealed class Settled(Finding finding) : Checker
    {
        internal override EventGroups Reads => EventGroups.None;

        internal override Finding AtEnd() => finding;
    }
}
