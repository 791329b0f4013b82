namespace Harness.Sim.Oracles;

/// <summary>What a claim is judged from.</summary>
internal enum Vocabulary
{
    /// <summary>
    /// What is done to the machine: processes, files, signals, answers, fatal messages. Every
    /// supervisor can be judged by it. What such a claim takes from the log of a supervisor that
    /// keeps one (that it is running, is ending, has paused a worker) is concluded from its acts
    /// for one that does not, or is left out of the judgement.
    /// </summary>
    Acts,

    /// <summary>
    /// What a supervisor says of itself in its log: what it has found and decided, and why. Of one
    /// that says nothing such a claim is not applicable.
    /// </summary>
    Words,
}
