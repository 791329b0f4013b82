using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>Compares with the recorded run of a real supervisor.</summary>
internal sealed class StartsAsRecorded(Recorded recorded, int last) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "starts-as-recorded", Vocabulary.Acts,
        run => run.Scenario.Claims.FirstOrDefault(claim => claim.Name == Oracle!.Name)
            ?.Recorded is { } recorded
            ? new StartsAsRecorded(recorded, run.LastEvent)
            : null)
    {
        Claim = "Under the recorded kills a worker is started as often, and at the times, that the"
            + " recording shows.",
        ReachedWhen = "the scenario gives a recording",
        Unreached = "the scenario gives no recording",
        OnlyWhenNamed = true,
    };

    private readonly List<ProcessStarted> _starts = [];

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (happened is ProcessStarted start && start.Unit == recorded.Worker)
        {
            _starts.Add(start);
        }

        return null;
    }

    internal override bool IsReached => true;

    internal override Finding? AtEnd()
    {
        for (int i = 0; i < Math.Min(_starts.Count, recorded.Starts.Count); i++)
        {
            TimeSpan off = new TimeSpan(_starts[i].At.Ticks) - recorded.Starts[i];
            if (off.Duration() > recorded.Tolerance)
            {
                return Finding.Fail(
                    $"start {i + 1} of {recorded.Worker} was at {_starts[i].At}, recorded at"
                    + $" {recorded.Starts[i].TotalSeconds} s", _starts[i].Index, _starts[i].Index);
            }
        }

        return _starts.Count == recorded.Starts.Count
            ? null
            : Finding.Fail(
                $"{recorded.Worker} was started {_starts.Count} times, recorded are"
                + $" {recorded.Starts.Count}", _starts.Count > 0 ? _starts[^1].Index : 0, last);
    }
}
