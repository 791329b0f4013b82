using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Recovery;

namespace Harness.Reference.Supervising;

/// <content>Decisions about integrity, and about what a worker's death costs.</content>
public partial class SupervisorRules : IWorkerRules
{
    /// <summary>
    /// Which method of recovery a worker uses against a problem; workers ask this rule.
    /// </summary>
    public virtual Rung ChooseRung(
        IntegrityProblem problem, Applicable applies, IReadOnlyCollection<Rung> tried) =>
        RecoveryLadder.Choose(problem, applies, tried);

    /// <summary>Whether a worker takes a reply for the answer to that request of its own.</summary>
    public virtual bool Accepts(ReplyTag reply, ReplyTag asked) => reply.Answers(asked);

    /// <summary>
    /// Whether that process is to be ended because of what it has reported. What a worker asks for
    /// that it can do itself changes nothing.
    /// </summary>
    public virtual bool HeedsReport(ProcessStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.Report is { Asks: >= Rung.RestartKid };
    }

    /// <summary>
    /// Whether the death of that worker is the death of the instance. An optional one is not part
    /// of what must be whole.
    /// </summary>
    public virtual bool EndsWhenDead(SupervisorOptions options, WorkerOptions worker)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(worker);
        return options.OnWorkerDeath == OnWorkerDeath.End && !worker.IsOptional;
    }

    /// <summary>
    /// Whether the instance is stopped because that worker is paused or given up.
    /// </summary>
    public virtual bool EndsWhenCrippled(SupervisorOptions options, WorkerOptions worker)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(worker);
        return options.WhenCrippled == WhenCrippled.Stop && !worker.IsOptional;
    }

    /// <summary>Whether workers are ended with an instance that ends.</summary>
    public virtual bool EndsWorkersWithInstance => true;

    /// <summary>Whether what dead lives hold in the shared cache is given back at all.</summary>
    public virtual bool ReapsTheDead => true;

    /// <summary>
    /// Whether the holder is dead: the list of processes is the truth, under the whole identity.
    /// </summary>
    /// <param name="holding">What is held, as it was before the list was made.</param>
    /// <param name="processes">All processes, as they were after.</param>
    public virtual bool IsDead(CacheHolding holding, IReadOnlyList<ProcessStatus> processes)
    {
        ArgumentNullException.ThrowIfNull(holding);
        return Find(holding.Holder, processes) is not { IsAlive: true };
    }

    /// <summary>
    /// Whether what a dead life holds is given back only when its writes are over. "All decisions
    /// or actions must preserve service integrity" (Squid): a leak does, an early release does not.
    /// </summary>
    public virtual bool DrainsBeforeRelease => true;
}
