using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Before the actual change though, watchdog should be manually invoked." (Knot)
/// </summary>
internal sealed class TheWatchdogLooksBeforeAChange : IOracle
{
    public string Name => "the-watchdog-looks-before-a-change";

    public string Claim =>
        "Between the beginning of a change and its first act, everything that runs was listed, and"
        + " what was found was treated.";

    public string ReachedWhen => "a change came to its first act";

    public Finding Judge(RunView run)
    {
        int began = -1;
        int asked = -1;
        bool hasLooked = false;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            switch (happened)
            {
                case Logged { Code: LogCode.ChangeBegun }:
                    (began, hasLooked) = (happened.Index, false);
                    break;
                case PortCalled { Operation: "list", Subject: "" } list when began >= 0:
                    asked = list.Number;
                    break;
                case PortAnswered answered when answered.Number == asked:
                    hasLooked = true;
                    break;
                case SupervisorStarted or RequestAnswered:
                    (began, asked) = (-1, -1);
                    break;
                case ProcessStarted { Role: not UnitRole.Worker } first when began >= 0:
                    isReached = true;
                    if (!hasLooked)
                    {
                        return Finding.Fail(
                            $"{first.Unit} was started for a change, and nobody had looked at what"
                            + " runs", began, first.Index);
                    }

                    began = -1;
                    break;
                default:
                    break;
            }
        }

        return isReached ? Finding.Pass : Finding.NotReached("no change came to its first act");
    }
}
