using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>Compares with the recorded run of a real supervisor.</summary>
internal sealed class StartsAsRecorded : IOracle
{
    public string Name => "starts-as-recorded";

    public string Claim =>
        "Under the recorded kills a worker is started as often, and at the times, that the"
        + " recording shows.";

    public string ReachedWhen => "the scenario gives a recording";

    public bool OnlyWhenNamed => true;

    public Finding Judge(RunView run)
    {
        Recorded? recorded = run.Scenario.Claims
            .FirstOrDefault(claim => claim.Name == Name)?.Recorded;
        if (recorded is null)
        {
            return Finding.NotReached("the scenario gives no recording");
        }

        ProcessStarted[] starts = [.. run.Events.OfType<ProcessStarted>()
            .Where(start => start.Unit == recorded.Worker)];
        for (int i = 0; i < Math.Min(starts.Length, recorded.Starts.Count); i++)
        {
            TimeSpan off = new TimeSpan(starts[i].At.Ticks) - recorded.Starts[i];
            if (off.Duration() > recorded.Tolerance)
            {
                return Finding.Fail(
                    $"start {i + 1} of {recorded.Worker} was at {starts[i].At}, recorded at"
                    + $" {recorded.Starts[i].TotalSeconds} s", starts[i].Index, starts[i].Index);
            }
        }

        return starts.Length == recorded.Starts.Count
            ? Finding.Pass
            : Finding.Fail(
                $"{recorded.Worker} was started {starts.Length} times, recorded are"
                + $" {recorded.Starts.Count}", starts.Length > 0 ? starts[^1].Index : 0,
                run.LastEvent);
    }
}
