using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "a periodic watchdog monitoring health of the system" (Knot): every finding costs budget, so a
/// finding of what is not so is a step towards a fatal error that nothing calls for.
/// </summary>
internal sealed class TheWatchdogFindsWhatIsSo(Scenario scenario) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "the-watchdog-finds-what-is-so", Vocabulary.Words,
        run => new TheWatchdogFindsWhatIsSo(run.Scenario))
    {
        Claim = "What the watchdog finds is so in the world, or was so shortly before.",
        ReachedWhen = "the watchdog looked at everything that runs",
        Unreached = "the watchdog never looked",
    };

    private readonly World _lately = new(scenario);
    private int _asked = -1;

    internal override EventGroups Reads => EventGroups.Others | EventGroups.Calls;

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        _lately.Take(happened, world);
        switch (happened)
        {
            case PortCalled { Operation: "list", Subject: "" } list
                when world.Phase == LifePhase.Running:
                _asked = list.Number;
                break;
            case PortAnswered answered when answered.Number == _asked:
                IsReached = true;
                break;
            case SupervisorStarted:
                _asked = -1; // its calls have numbers of their own
                break;
            case Logged { Code: LogCode.InstabilityFound } told
                when !_lately.IsSo((Instability)told.First, told.Subject, world):
                return Finding.Fail(
                    $"{told.Subject} was found {(Instability)told.First}, and was not", told);
            default:
                break;
        }

        return null;
    }

    /// <summary>What was wrong lately, in the time in which a supervisor could see it.</summary>
    private sealed class World(Scenario scenario)
    {
        // From what happens to its record: a look, a repair before it, and the record on disk.
        private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

        private readonly Dictionary<string, TimeSpan> _workers = new(StringComparer.Ordinal);
        private readonly Dictionary<string, TimeSpan> _givenUp = new(StringComparer.Ordinal);
        private TimeSpan? _files;
        private TimeSpan? _services;
        private int _fileTroubles; // that are not over
        private int _serviceTroubles;

        internal void Take(TraceEvent happened, WorldState state)
        {
            switch (happened)
            {
                case ProcessExited exited:
                    _workers[exited.Unit] = state.AbleFor;
                    break;
                case ProcessHung hung:
                    _workers[hung.Unit] = state.AbleFor;
                    break;
                case ProcessStarted started when state.Of(started.Unit).Count() > 1:
                    _workers[started.Unit] = state.AbleFor;
                    break;
                case UnitChanged { State: UnitState.GivenUp } unit:
                    _givenUp[unit.Unit] = state.AbleFor;
                    break;
                case FilesTroubled files:
                    _fileTroubles += files.IsOver ? -1 : 1;
                    _files = state.AbleFor;
                    break;
                case FileFailed:
                    _files = state.AbleFor;
                    break;
                case ServicesTroubled services:
                    _serviceTroubles += services.IsOver ? -1 : 1;
                    _services = state.AbleFor;
                    break;
                case ServiceCallLost:
                    _services = state.AbleFor;
                    break;
                default:
                    break;
            }
        }

        internal bool IsSo(Instability found, string subject, WorldState state) => found switch
        {
            Instability.None => false,
            Instability.Missing => IsIll(subject, state),
            Instability.Silent => IsIll(subject, state),
            Instability.Surplus => IsIll(subject, state),
            Instability.GivenUp => _givenUp.TryGetValue(subject, out TimeSpan when)
                && state.AbleFor - when <= Margin,
            Instability.Unreachable => _serviceTroubles > 0 || WasLately(_services, state),
            Instability.Unwritable => _fileTroubles > 0 || WasLately(_files, state),
            Instability.ConfigUnreadable => _fileTroubles > 0 || WasLately(_files, state),
        };

        private bool IsIll(string unit, WorldState state)
        {
            SeenProcess[] living = [.. state.Of(unit)];
            TimeSpan silent = scenario.WorkerOf(unit)?.SilentAfter ?? TimeSpan.Zero;
            TimeSpan window = silent + (2 * scenario.Supervisor.WatchdogEvery) + Margin;
            return living.Length != 1 || living[0].IsHung
                || (_workers.TryGetValue(unit, out TimeSpan when)
                    && state.AbleFor - when <= window);
        }

        private static bool WasLately(TimeSpan? when, WorldState state) =>
            when is { } since && state.AbleFor - since <= Margin;
    }
}
