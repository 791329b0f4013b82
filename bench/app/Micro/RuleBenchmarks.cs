using BenchmarkDotNet.Attributes;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Bench.Micro;

/// <summary>
/// One step of each of the seven restart rules as a policy: a life that ended, so long after the
/// one before that it is always borne (what was given up once has nothing to decide any more).
/// </summary>
public class RuleBenchmarks
{
    private static readonly PolicyEvent Exit = new(PolicyEventKind.Exited, ExitStatus.Code(1));

    private readonly Stepper<FixedWindowState> _fixedWindow = new(new FixedWindow(
        new FixedWindowOptions { Limit = 5, Interval = TimeSpan.FromSeconds(10) }));

    private readonly Stepper<SlidingLogState> _slidingLog = new(new SlidingLog(
        new SlidingLogOptions { Limit = 3, Window = TimeSpan.FromSeconds(5) }));

    private readonly Stepper<LeakyCounterState> _leakyCounter = new(new LeakyCounter(
        new LeakyCounterOptions { Limit = 3, Every = TimeSpan.FromMinutes(30) }), 1800);

    private readonly Stepper<DecayedCounterState> _decayedCounter = new(new DecayedCounter(
        new DecayedCounterOptions(5L << 32, TimeSpan.FromSeconds(30))));

    private readonly Stepper<ShortRunsState> _shortRuns = new(new ShortRuns(
        new ShortRunsOptions { Limit = 4, ShortLife = TimeSpan.FromSeconds(10) }));

    private readonly Stepper<GrowingDelayState> _growingDelay = new(new GrowingDelay(
        new GrowingDelayOptions
        {
            First = TimeSpan.FromMilliseconds(100), Cap = TimeSpan.FromSeconds(60),
        }));

    private readonly Stepper<SpacingState> _startSpacing = new(new StartSpacing(
        SpacingKind.StartToStart, TimeSpan.FromSeconds(1)));

    /// <summary>P1: 5 in 10 s, systemd's numbers.</summary>
    [Benchmark]
    public RestartVerb FixedWindow() => _fixedWindow.Step(Exit);

    /// <summary>P2: 3 in 5 s, Elixir's numbers.</summary>
    [Benchmark]
    public RestartVerb SlidingLog() => _slidingLog.Step(Exit);

    /// <summary>P3: 3, one less every 30 min, the Knot document's numbers.</summary>
    [Benchmark]
    public RestartVerb LeakyCounter() => _leakyCounter.Step(Exit);

    /// <summary>P4: 5 with a half-life of 30 s, suture's numbers.</summary>
    [Benchmark]
    public RestartVerb DecayedCounter() => _decayedCounter.Step(Exit);

    /// <summary>P5: 4 lives under 10 s, Squid's numbers.</summary>
    [Benchmark]
    public RestartVerb ShortRuns() => _shortRuns.Step(Exit);

    /// <summary>P6: 100 ms doubled up to 60 s, Docker's numbers.</summary>
    [Benchmark]
    public RestartVerb GrowingDelay() => _growingDelay.Step(Exit);

    /// <summary>P7: 1 s from start to start, daemontools' number.</summary>
    [Benchmark]
    public RestartVerb StartSpacing() => _startSpacing.Step(Exit);

    /// <summary>Goes on from what the last step gave, so many seconds later.</summary>
    private sealed class Stepper<TState>(IRestartRule<TState> rule, long seconds = 10)
        where TState : struct
    {
        private readonly RulePolicy<TState> _policy = new(rule);
        private LifeState<TState> _state = new RulePolicy<TState>(rule).Initial;
        private long _ticks;

        internal RestartVerb Step(PolicyEvent happened)
        {
            _ticks += seconds * TimeSpan.TicksPerSecond;
            PolicyStep<LifeState<TState>> step =
                _policy.Step(_state, happened, new Instant(_ticks), 0);
            _state = step.State;
            return step.Decision.IsFinal
                ? throw new InvalidOperationException("it was given up")
                : step.Decision.Verb;
        }
    }
}
