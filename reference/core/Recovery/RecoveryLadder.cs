using Harness.Reference.Ports;

namespace Harness.Reference.Recovery;

/// <summary>
/// Which method of recovery is used. Two sentences of the Squid document meet here: "Squid must
/// preserve service integrity at all costs", so that only a method that removes the problem is
/// considered at all; and "recovery is usually overall better than an instance death", so that of
/// those the cheapest is used.
/// </summary>
public static class RecoveryLadder
{
    private static readonly Rung[] CheapestFirst = Enum.GetValues<Rung>();

    /// <summary>
    /// The cheapest method that removes the problem, has an object, and was not tried in vain. The
    /// end of the instance is always left, also after it was tried.
    /// </summary>
    public static Rung Choose(
        IntegrityProblem problem, Applicable applies, IReadOnlyCollection<Rung> tried)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(tried);
        foreach (Rung rung in CheapestFirst)
        {
            if (Removes(rung, problem.Kind) && applies.To(rung) && !tried.Contains(rung))
            {
                return rung;
            }
        }

        return Rung.EndInstance;
    }

    /// <summary>Whether a problem of that kind is gone after that method.</summary>
    public static bool Removes(Rung rung, IntegrityKind kind) => rung switch
    {
        // Only what is in the entry goes with it.
        Rung.PurgeEntry => kind == IntegrityKind.CorruptEntry,
        Rung.EndTransaction => kind switch
        {
            IntegrityKind.CorruptEntry => true, // the entry stays, and nobody is given it now
            IntegrityKind.CorruptTransaction => true,
            IntegrityKind.AccessControlFault => true,
            IntegrityKind.ServiceFault => false, // the next one would meet it as well
            IntegrityKind.WorkerFault => false,
            IntegrityKind.HopelessWorker => false,
            IntegrityKind.SharedFault => false,
        },

        // "Squid must not ... ignore access controls": one that fails is not switched off.
        Rung.DisableService => kind is IntegrityKind.ServiceFault or IntegrityKind.CorruptEntry,

        // What is shared outlives a worker, and a hopeless one was started anew often enough.
        Rung.RestartKid => kind is not (IntegrityKind.HopelessWorker or IntegrityKind.SharedFault),
        Rung.PauseKid => kind is not IntegrityKind.SharedFault,
        Rung.EndInstance => true,
    };
}
