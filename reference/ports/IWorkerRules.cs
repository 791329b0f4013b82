namespace Harness.Reference.Ports;

/// <summary>
/// What workers decide by themselves when something is not as it must be. They are programs of
/// their own, but built with the rules of the system that they are workers of.
/// </summary>
public interface IWorkerRules
{
    /// <summary>Which method of recovery a worker uses against a problem.</summary>
    /// <param name="problem">What is not as it must be.</param>
    /// <param name="applies">What there is to lose where it was met.</param>
    /// <param name="tried">Methods that were tried in vain.</param>
    Rung ChooseRung(
        IntegrityProblem problem, Applicable applies, IReadOnlyCollection<Rung> tried);

    /// <summary>Whether a worker takes a reply for the answer to that request of its own.</summary>
    bool Accepts(ReplyTag reply, ReplyTag asked);
}
