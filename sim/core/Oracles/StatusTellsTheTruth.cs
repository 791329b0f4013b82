using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "Service integrity" (Squid), of the supervisor's own word: what it says of its workers and of
/// its errors was so at some moment between the question and the answer.
/// </summary>
internal sealed class StatusTellsTheTruth(Scenario scenario) : Checker
{
    // Following every worker is for those runs that need it.
    internal static Oracle Oracle { get; } = new(
        "status-tells-the-truth", Vocabulary.Words,
        run => run.Events.Any(happened => happened is ConditionTold or CounterTold)
            ? new StatusTellsTheTruth(run.Scenario)
            : null)
    {
        Claim = "Whoever asks how the workers are is told what was so at some moment until the"
            + " answer.",
        ReachedWhen = "somebody was told how the workers are",
        Unreached = "nobody was told how the workers are",
    };

    // What a supervisor may take to find out, besides the patience with a silent worker.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly Dictionary<long, int> _asked = []; // requests by where they came
    private readonly Dictionary<string, List<(int Event, WorkerCondition Condition)>> _said =
        new(StringComparer.Ordinal);

    // Those of every configuration: a change may add some.
    private readonly string[] _units = [.. scenario.Workers.Select(worker => worker.Name)
        .Concat(scenario.Configs.SelectMany(config => scenario.UnitsOf(config.Name))).Distinct()];

    private readonly Dictionary<string, TimeSpan> _deadSince = new(StringComparer.Ordinal);

    // What the counter was said to be, the least and the most, and when.
    private readonly List<(int Event, Instant At, long Least, long Most)> _counters = [];

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        Follow(happened, world);
        switch (happened)
        {
            case RequestArrived request:
                _asked[request.Id] = request.Index;
                return null;
            case ConditionTold told:
                IsReached = true;
                return Wrong(told, world) is { } wrong
                    ? Finding.Fail(
                        $"{told.Worker} was told as {told.Condition}, {wrong}",
                        _asked[told.Id], told.Index)
                    : null;
            case CounterTold told when !MayBe(told):
                return Finding.Fail(
                    $"the error counter was told as {told.Counter}, and was another one",
                    _asked[told.Id], told.Index);
            case SupervisorStarted started:
                Begin(started, world);
                return null;
            case Logged entry:
                Hear(entry);
                return null;
            default:
                return null;
        }
    }

    private void Begin(SupervisorStarted started, WorldState world)
    {
        _counters.Clear();
        _counters.Add((started.Index, started.At, 0, 0));
        foreach (string unit in _units)
        {
            _said[unit] = [(started.Index, WorkerCondition.Starting)];
            _deadSince[unit] = world.AbleFor;
        }
    }

    private void Follow(TraceEvent happened, WorldState world)
    {
        foreach (string unit in _units)
        {
            if (world.Of(unit).Any(process => process.Serves))
            {
                _deadSince.Remove(unit);
            }
            else
            {
                _deadSince.TryAdd(unit, world.AbleUntil(happened.At));
            }
        }
    }

    private void Hear(Logged entry)
    {
        WorkerCondition? condition = entry.Code switch
        {
            LogCode.WorkerReady => WorkerCondition.Serving,
            LogCode.WorkerPaused => WorkerCondition.Paused,
            LogCode.WorkerGivenUp or LogCode.WorkerDisabled => WorkerCondition.GivenUp,
            LogCode.WorkerDone => WorkerCondition.Done,
            LogCode.WorkerExited or LogCode.WorkerStarted or LogCode.WorkerAdopted
                or LogCode.RestartDecided or LogCode.WorkerStopped =>
                WorkerCondition.Starting,
            _ => null,
        };
        if (condition is { } known
            && _said.TryGetValue(entry.Subject, out List<(int, WorkerCondition)>? said))
        {
            said.Add((entry.Index, known));
        }

        (long Least, long Most)? counter = entry.Code switch
        {
            LogCode.SupervisorStarting or LogCode.RepairBegun or LogCode.BudgetSpent =>
                (entry.First, entry.First),
            LogCode.InstabilityFound => (entry.Second, entry.Second + 1),
            _ => null,
        };
        if (counter is { } value)
        {
            _counters.Add((entry.Index, entry.At, value.Least, value.Most));
        }
    }

    private string? Wrong(ConditionTold told, WorldState world)
    {
        if (!_said.TryGetValue(told.Worker, out List<(int Event, WorkerCondition)>? said))
        {
            return "and there is no such worker";
        }

        // The last thing that was so before the question, and all since.
        int first = said.FindLastIndex(one => one.Event <= _asked[told.Id]);
        bool wasSo = said.Skip(Math.Max(0, first)).Any(one => one.Item2 == told.Condition);
        bool isServing = told.Condition == WorkerCondition.Serving;
        return told.Condition == WorkerCondition.Stopped
            ? WhyNotStopped(told.Worker, world)
            : !wasSo ? "and was not since the question"
            : isServing && IsLongDead(told, world) ? "and has not served for long"
            : null;
    }

    // Its policy may leave it where it is; to be stopped somebody must have wanted it.
    private string? WhyNotStopped(string worker, WorldState world) =>
        world.Of(worker).Any(process => process.Serves) ? "and serves"
        : world.Phase is LifePhase.Stopping or LifePhase.Failing || world.EndsInstance
            || !scenario.UnitsOf(world.Stored).Contains(worker) ? null
        : "and nobody had it stopped";

    private bool IsLongDead(ConditionTold told, WorldState world)
    {
        WorkerSetup worker = scenario.WorkerOf(told.Worker)!;
        TimeSpan bound = worker.SilentAfter + (2 * scenario.Supervisor.WatchdogEvery) + Margin;
        return world.Phase == LifePhase.Running
            && _deadSince.TryGetValue(told.Worker, out TimeSpan since)
            && world.AbleUntil(told.At) - since > bound;
    }

    // The clock on which it goes down is not in the log: in a time there is an end of an
    // interval more or less.
    private bool MayBe(CounterTold told)
    {
        int first = _counters.FindLastIndex(one => one.Event <= _asked[told.Id]);
        return _counters.Skip(Math.Max(0, first)).Any(one =>
        {
            long ends = (told.At - one.At).Ticks / scenario.Supervisor.DecreaseEvery.Ticks;
            return told.Counter >= Math.Max(0, one.Least - ends - 1)
                && told.Counter <= Math.Max(0, one.Most - ends);
        });
    }
}
