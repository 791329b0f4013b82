using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// After a failed change everything is as it was, after a success everything is new: what is stored
/// is what runs (law I6).
/// </summary>
internal sealed class OneConfigurationIsInForce(RunView run) : TimedChecker
{
    // A rollout of a large fleet takes long; one that is forgotten lasts for ever.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    internal static Oracle Oracle { get; } = new(
        "one-configuration-is-in-force", Vocabulary.Acts, run => new OneConfigurationIsInForce(run))
    {
        Claim = "Unless the configuration is being changed, every worker runs, with the one that"
            + " is stored, or is visibly paused, given up or done, and nothing is left beside the"
            + " fleet.",
        ReachedWhen = "a change of the configuration was begun",
        Unreached = "nothing was changed",
    };

    private readonly Absent _absent = new(run);
    private (int Index, TimeSpan Able, string What)? _odd;

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _odd is { } known && world.AbleUntil(now) - known.Able > Bound
            ? Finding.Fail(
                $"{known.What}, {Bound.TotalSeconds} s after any change", known.Index, last)
            : _absent.Late(now, last, world);

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        IsReached |= happened is Logged { Code: LogCode.ChangeBegun };
        _absent.Take(happened, world, IsToBeInForce(world));
        _odd = Odd(run.Scenario, world) is { } what
            ? _odd is { } known && known.What == what ? known
                : (happened.Index, world.AbleFor, what)
            : null;
        return null;
    }

    // A supervisor that has begun to end brings nothing in line any more.
    private static bool IsToBeInForce(WorldState state) =>
        state.Phase == LifePhase.Running && !state.IsChanging && state.Stored.Length > 0;

    private static string? Odd(Scenario scenario, WorldState state)
    {
        if (!IsToBeInForce(state))
        {
            return null;
        }

        SeenProcess? odd = state.Living.FirstOrDefault(process => !process.IsWorker
            || process.Start.Config != scenario.SettingsOf(state.Stored, process.Unit));
        return odd is null ? null
            : odd.IsWorker
                ? $"{odd.Unit} runs with '{odd.Start.Config}' and '{state.Stored}' is stored"
                : $"{odd.Unit} is there beside the fleet";
    }

    /// <summary>The workers of the stored configuration that have no process.</summary>
    private sealed class Absent(RunView run)
    {
        private readonly Scenario _scenario = run.Scenario;
        private readonly SortedDictionary<string, (int Event, TimeSpan Able)> _since =
            new(StringComparer.Ordinal);

        private readonly HashSet<string> _excused = new(StringComparer.Ordinal);

        internal void Take(TraceEvent happened, WorldState state, bool isToBeInForce)
        {
            switch (happened)
            {
                case SupervisorStarted: // what an earlier life had paused is started by this one
                    _excused.Clear();
                    break;
                case Logged { Code: LogCode.WorkerPaused or LogCode.WorkerGivenUp
                    or LogCode.WorkerDisabled or LogCode.WorkerDone } told:
                    _excused.Add(told.Subject);
                    break;
                case Logged { Code: LogCode.WorkerRevived or LogCode.WorkerStarted } told:
                    _excused.Remove(told.Subject);
                    break;
                case StartRefused refused: // it is tried
                    _since.Remove(refused.Unit);
                    break;
                default:
                    break;
            }

            if (!isToBeInForce)
            {
                _since.Clear();
                return;
            }

            string[] missing = [.. _scenario.UnitsOf(state.Stored).Where(
                unit => !_excused.Contains(unit) && !run.IsLeftToSilence(unit)
                    && !state.Of(unit).Any())];
            foreach (string there in _since.Keys.Except(missing).ToArray())
            {
                _since.Remove(there);
            }

            foreach (string unit in missing)
            {
                _since.TryAdd(unit, (happened.Index, state.AbleFor));
            }
        }

        internal Finding? Late(Instant now, int last, WorldState world)
        {
            if (_since.Count == 0)
            {
                return null;
            }

            TimeSpan able = world.AbleUntil(now);
            foreach ((string unit, (int since, TimeSpan from)) in _since)
            {
                TimeSpan bound = Bound + (_scenario.Services?.RestartDelay ?? TimeSpan.Zero)
                    + (_scenario.WorkerOf(unit)?.Policy is AlwaysOptions always
                        ? always.Delay
                        : TimeSpan.Zero);
                if (able - from > bound)
                {
                    return Finding.Fail(
                        $"{unit} is of the configuration that is stored, and has no process"
                        + $" {bound.TotalSeconds} s after any change", since, last);
                }
            }

            return null;
        }
    }
}
