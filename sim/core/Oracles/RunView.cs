using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// What an oracle may look at: the scenario and what happened. Never the machine.
/// </summary>
/// <param name="Scenario">What was run.</param>
/// <param name="Events">What happened, as far as one supervisor at a time is concerned.</param>
/// <param name="EndedAt">When the run ended.</param>
/// <param name="Twin">
/// For a relation oracle: the events of the same seed with every wall clock step left out; null if
/// the plan has none.
/// </param>
internal sealed record RunView(
    Scenario Scenario,
    IReadOnlyList<TraceEvent> Events,
    Instant EndedAt,
    IReadOnlyList<TraceEvent>? Twin)
{
    /// <summary>
    /// Everything that happened, also what was done by a supervisor that another one kept from its
    /// work: <see cref="Events"/> leaves that out, so that an oracle sees one supervisor.
    /// </summary>
    public IReadOnlyList<TraceEvent> Everything { get; init; } = Events;

    /// <summary>
    /// Whether the supervisor says nothing of itself, so that its course was concluded from what
    /// it does, and what its decisions were is not known.
    /// </summary>
    public bool IsMute { get; init; }

    /// <summary>
    /// Whether nobody can tell from what is done what is to become of a worker: its policy may
    /// leave it down or end it, and the supervisor does not say that it does.
    /// </summary>
    public bool IsLeftToSilence(string unit) => IsMute
        && Scenario.WorkerOf(unit) is not { Policy: AlwaysOptions, IsOptional: false };

    /// <summary>
    /// Whether nobody can tell whether a worker that is ended has used up a time that its policy
    /// or its group gives it: the supervisor does not say.
    /// </summary>
    public bool IsEndedInSilence(string unit) =>
        IsMute && Scenario.WorkerOf(unit)?.Policy is LikeOptions or MemberOptions;

    /// <summary>
    /// Whether nobody can tell if a fatal error takes the workers along: there is something that
    /// ends the instance, and the supervisor does not say that it does.
    /// </summary>
    public bool MayEndInSilence => IsMute
        && (Scenario.Supervisor.OnWorkerDeath == OnWorkerDeath.End
            || Scenario.Supervisor.WhenCrippled == WhenCrippled.Stop || Scenario.Cache is not null
            || Scenario.Workers.Any(worker => worker.Policy is LikeOptions or MemberOptions));

    /// <summary>The place of the last event in the trace; -1 if there is none.</summary>
    public int LastEvent => Events.Count > 0 ? Events[^1].Index : -1;

    /// <summary>
    /// The view of a run; what a second supervisor did that never got its lock is in
    /// <see cref="Everything"/> only.
    /// </summary>
    public static RunView Of(
        Scenario scenario, IReadOnlyList<TraceEvent> events, Instant endedAt,
        IReadOnlyList<TraceEvent>? twin)
    {
        bool isMute = events.Any(happened => happened is SupervisorStarted)
            && !events.Any(happened => happened is Logged);
        IReadOnlyList<TraceEvent> everything =
            isMute ? ConcludedFacts.Among(events, scenario) : events;
        return new RunView(
            scenario, OtherLives.LeftOut(everything), endedAt,
            twin is null ? null
                : OtherLives.LeftOut(isMute ? ConcludedFacts.Among(twin, scenario) : twin))
        {
            Everything = everything,
            IsMute = isMute,
        };
    }
}
