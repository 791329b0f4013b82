using BenchmarkDotNet.Attributes;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.State;

namespace Harness.Bench.Micro;

/// <summary>What the reference supervisor decides most often.</summary>
public class PolicyBenchmarks
{
    private static readonly TimeSpan DecreaseEvery = TimeSpan.FromMinutes(30);

    private readonly SquidKidPolicy _policy = new(SquidKidOptions.Default);
    private ErrorBudget _budget = ErrorBudget.Fresh(Instant.Zero, DecreaseEvery);
    private SquidKidState _state;
    private long _hours;

    /// <summary>The budget an hour later: two intervals have ended.</summary>
    [Benchmark]
    public int ErrorBudgetAt()
    {
        _budget = _budget.At(NextHour(), DecreaseEvery);
        return _budget.Counter;
    }

    /// <summary>A life that ended after an hour.</summary>
    [Benchmark]
    public RestartVerb SquidKidStep()
    {
        PolicyStep<SquidKidState> step = _policy.Step(
            _state, new PolicyEvent(PolicyEventKind.Exited), NextHour(), 0);
        _state = step.State;
        return step.Decision.Verb;
    }

    private Instant NextHour() => new(++_hours * TimeSpan.TicksPerHour);
}
