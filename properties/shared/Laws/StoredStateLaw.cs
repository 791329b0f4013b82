using Harness.Reference.Ports;
using Harness.Sim.Running;
using Harness.Sim.Trace;

namespace Harness.Properties.Laws;

/// <summary>
/// What is stored is never corrupt: whatever is killed, stalled or cut off, a start reads what was
/// there or what was to be there. Only somebody else can damage it.
/// </summary>
internal static class StoredStateLaw
{
    internal static string? Broken(RunRecord run)
    {
        bool isReplaced = false;
        bool isFailing = false;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case StateReplaced:
                    isReplaced = true;
                    break;
                case FileFailed:
                    isFailing = true;
                    break;
                case ConfigStored { Config: "damaged" }:
                    return $"a damaged configuration is stored [{happened.Index}]";
                case Logged { Code: LogCode.StateSetAside } when !isReplaced:
                    return $"a stored state could not be read [{happened.Index}]";
                case FatalWritten { Error: ErrorKind.Damaged, Origin: ErrorOrigin.State }
                    when !isReplaced && !isFailing:
                    return $"a stored state was damaged [{happened.Index}]";
                default:
                    break;
            }
        }

        return null;
    }
}
