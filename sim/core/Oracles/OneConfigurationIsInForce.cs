using Harness.Reference;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// After a failed change everything is as it was, after a success everything is new: what is stored
/// is what runs (law I6).
/// </summary>
internal sealed class OneConfigurationIsInForce : IOracle
{
    // A rollout of a large fleet takes long; one that is forgotten lasts for ever.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public string Name => "one-configuration-is-in-force";

    public string Claim =>
        "Unless the configuration is being changed, every worker runs with the one that is stored,"
        + " and nothing is left beside the fleet.";

    public string ReachedWhen => "a change of the configuration was begun";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        bool isReached = false;
        (int Index, TimeSpan Able, string What)? odd = null;
        foreach (TraceEvent happened in run.Events)
        {
            if (Late(odd, state, happened.At, happened.Index) is { } late)
            {
                return late;
            }

            state.Apply(happened);
            isReached |= happened is Logged { Code: Reference.Ports.LogCode.ChangeBegun };
            odd = Odd(run, state) is { } what
                ? odd is { } known && known.What == what ? known
                    : (happened.Index, state.AbleFor, what)
                : null;
        }

        return Late(odd, state, run.EndedAt, run.LastEvent)
            ?? (isReached ? Finding.Pass : Finding.NotReached("nothing was changed"));
    }

    private static Finding? Late(
        (int Index, TimeSpan Able, string What)? odd, WorldState state, Instant now, int index) =>
        odd is { } known && state.AbleUntil(now) - known.Able > Bound
            ? Finding.Fail(
                $"{known.What}, {Bound.TotalSeconds} s after any change", known.Index, index)
            : null;

    // A supervisor that has begun to end brings nothing in line any more.
    private static string? Odd(RunView run, WorldState state)
    {
        if (state.Phase != LifePhase.Running || state.IsChanging || state.Stored.Length == 0)
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
