using Harness.Reference.Ports;

namespace Harness.Reference.Recovery;

/// <summary>
/// What the workers of this system decide by themselves: the cheapest method that removes a
/// problem, and only the answer to their own request.
/// </summary>
public sealed class WorkerRules : IWorkerRules
{
    /// <inheritdoc/>
    public Rung ChooseRung(
        IntegrityProblem problem, Applicable applies, IReadOnlyCollection<Rung> tried) =>
        RecoveryLadder.Choose(problem, applies, tried);

    /// <inheritdoc/>
    public bool Accepts(ReplyTag reply, ReplyTag asked) => reply.Answers(asked);
}
