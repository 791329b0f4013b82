using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>What a list of processes says of one of them.</summary>
internal static class Fates
{
    /// <summary>
    /// What has become of a process that is looked after. A hint is only a reason to ask: the
    /// answer is on the list, under the whole identity and not the pid.
    /// </summary>
    internal static Fate Of(ProcessIdentity known, IReadOnlyList<ProcessStatus> ofUnit)
    {
        ProcessStatus? status = Find(known, ofUnit);
        return status is null ? Fate.Vanished : status.IsAlive ? Fate.Alive : Fate.Ended;
    }

    /// <summary>That process; null if it is off the list.</summary>
    internal static ProcessStatus? Find(
        ProcessIdentity process, IReadOnlyList<ProcessStatus> ofUnit)
    {
        // Asked for every worker at every look, so it makes nothing.
        for (int i = 0; i < ofUnit.Count; i++)
        {
            if (ofUnit[i].Identity == process)
            {
                return ofUnit[i];
            }
        }

        return null;
    }
}
