using Harness.Reference;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Before the actual change though, watchdog should be manually invoked." (Knot)
/// </summary>
internal sealed class TheWatchdogLooksBeforeAChange : IOracle
{
    // A process gives its last sign up to this long before it hangs, or a look is under way.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    public string Name => "the-watchdog-looks-before-a-change";

    public string Claim =>
        "Between the beginning of a change and its first act, everything that runs was listed, and"
        + " what was found was treated.";

    public string ReachedWhen => "a change came to its first act";

    public Finding Judge(RunView run)
    {
        var state = new WorldState();
        var hungSince = new Dictionary<SeenProcess, Instant>();
        SeenProcess[] ill = []; // silent for too long when the change began
        int began = -1;
        long request = -1;
        int asked = -1;
        bool hasLooked = false;
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            state.Apply(happened);
            switch (happened)
            {
                case ProcessHung hung when state.Find(hung.Unit, hung.Incarnation) is { } process:
                    hungSince[process] = hung.At;
                    break;
                case Logged { Code: LogCode.ChangeBegun } begun:
                    (began, request, hasLooked) = (happened.Index, begun.First, false);
                    ill = [.. state.Living.Where(process =>
                        IsSilent(run, process, happened.At, hungSince))];
                    break;
                case PortCalled { Operation: "list", Subject: "" } list when began >= 0:
                    asked = list.Number;
                    break;
                case PortAnswered answered when answered.Number == asked:
                    hasLooked = true;
                    break;
                case RequestAnswered answered when answered.Id != request:
                    break; // another one's
                case SupervisorStarted or RequestAnswered or Logged { Code: LogCode.ChangeOver }:
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

                    if (ill.FirstOrDefault(process => process.IsHung
                        && state.Living.Contains(process)) is { } left)
                    {
                        return Finding.Fail(
                            $"{left.Unit} had been silent for too long when the change began, and"
                            + $" still was when {first.Unit} was started for it",
                            began, first.Index);
                    }

                    began = -1;
                    break;
                default:
                    break;
            }
        }

        return isReached ? Finding.Pass : Finding.NotReached("no change came to its first act");
    }

    private static bool IsSilent(
        RunView run, SeenProcess process, Instant now, Dictionary<SeenProcess, Instant> hungSince)
    {
        TimeSpan? patience = run.Scenario.WorkerOf(process.Unit)?.SilentAfter + Margin;
        return process is { IsWorker: true, IsReady: true, IsHung: true }
            && now - hungSince[process] > patience;
    }
}
