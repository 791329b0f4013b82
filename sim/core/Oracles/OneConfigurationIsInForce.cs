using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
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

    private readonly Deadlines<string> _odd = new(
        late => $"{late.What}, {late.Bound.TotalSeconds} s after any change");

    // The workers of the stored configuration that have no process.
    private readonly Deadlines<string> _absent = new(
        late => $"{late.What} is of the configuration that is stored, and has no process"
            + $" {late.Bound.TotalSeconds} s after any change",
        StringComparer.Ordinal);

    private readonly HashSet<string> _excused = new(StringComparer.Ordinal);

    internal override Finding? Overdue(Instant now, int last, WorldState world) =>
        _odd.Late(now, last, world) ?? _absent.Late(now, last, world);

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        IsReached |= happened is Logged { Code: LogCode.ChangeBegun };
        Excuse(happened);
        string[] absent = IsToBeInForce(world) ? AbsentIn(world) : [];
        _absent.EndAll(unit => !absent.Contains(unit));
        foreach (string unit in absent)
        {
            _absent.TryBegin(unit, happened, world, BoundOf(unit));
        }

        string? odd = Odd(world);
        _odd.EndAll(what => what != odd);
        if (odd is not null)
        {
            _odd.TryBegin(odd, happened, world, Bound);
        }

        return null;
    }

    private void Excuse(TraceEvent happened)
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
                _absent.End(refused.Unit);
                break;
            default:
                break;
        }
    }

    private string[] AbsentIn(WorldState world) =>
        [.. run.Scenario.UnitsOf(world.Stored).Where(
            unit => !_excused.Contains(unit) && !run.IsLeftToSilence(unit)
                && !world.Of(unit).Any())];

    private TimeSpan BoundOf(string unit) =>
        Bound + (run.Scenario.Services?.RestartDelay ?? TimeSpan.Zero)
        + (run.Scenario.WorkerOf(unit)?.Policy is AlwaysOptions always
            ? always.Delay
            : TimeSpan.Zero);

    // A supervisor that has begun to end brings nothing in line any more.
    private static bool IsToBeInForce(WorldState state) =>
        state.Phase == LifePhase.Running && !state.IsChanging && state.Stored.Length > 0;

    private string? Odd(WorldState state)
    {
        if (!IsToBeInForce(state))
        {
            return null;
        }

        SeenProcess? odd = state.Living.FirstOrDefault(process => !process.IsWorker
            || process.Start.Config != run.Scenario.SettingsOf(state.Stored, process.Unit));
        return odd is null ? null
            : odd.IsWorker
                ? $"{odd.Unit} runs with '{odd.Start.Config}' and '{state.Stored}' is stored"
                : $"{odd.Unit} is there beside the fleet";
    }
}
