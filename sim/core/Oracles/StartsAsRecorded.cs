using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>Compares with the recorded run of a real supervisor.</summary>
internal sealed class StartsAsRecorded : IFoldingOracle
{
    public string Name => "starts-as-recorded";

    public string Claim =>
        "Under the recorded kills a worker is started as often, and at the times, that the"
        + " recording shows.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen => "the scenario gives a recording";

    public bool OnlyWhenNamed => true;

    public RunJudge Begin(RunView run) =>
        run.Scenario.Claims.FirstOrDefault(claim => claim.Name == Name)?.Recorded is { } recorded
            ? new Judging(recorded, run.LastEvent)
            : new SettledJudge(Finding.NotReached("the scenario gives no recording"));

    private sealed class Judging(Recorded recorded, int last) : RunJudge
    {
        private readonly List<ProcessStarted> _starts = [];

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            if (happened is ProcessStarted start && start.Unit == recorded.Worker)
            {
                _starts.Add(start);
            }

            return null;
        }

        internal override Finding AtEnd()
        {
            for (int i = 0; i < Math.Min(_starts.Count, recorded.Starts.Count); i++)
            {
                TimeSpan off = new TimeSpan(_starts[i].At.Ticks) - recorded.Starts[i];
                if (off.Duration() > recorded.Tolerance)
                {
                    return Finding.Fail(
                        $"start {i + 1} of {recorded.Worker} was at {_starts[i].At}, recorded at"
                        + $" {recorded.Starts[i].TotalSeconds} s",
                        _starts[i].Index, _starts[i].Index);
                }
            }

            return _starts.Count == recorded.Starts.Count
                ? Finding.Pass
                : Finding.Fail(
                    $"{recorded.Worker} was started {_starts.Count} times, recorded are"
                    + $" {recorded.Starts.Count}", _starts.Count > 0 ? _starts[^1].Index : 0,
                    last);
        }
    }
}
