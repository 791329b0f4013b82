namespace Harness.Sim.Faults;

/// <summary>What faults do to files.</summary>
internal interface IFileTarget
{
    /// <summary>Fails the next operations of a kind, or all of them for a time.</summary>
    void Fail(FailFiles fault);

    /// <summary>Whether there is something that the state file can be replaced with.</summary>
    bool CanReplaceState(Replacement with);

    /// <summary>Puts something else in the place of the state file, durably.</summary>
    void ReplaceState(Replacement with);
}
