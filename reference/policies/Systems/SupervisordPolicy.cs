using System.Globalization;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// Failed starts in a row, the phase of the tick, and an end that was not noticed yet.
/// </summary>
public record struct SupervisordState(
    ShortRunsState Retries, TimeSpan TickPhase, bool HasUnseen, EndedLife Unseen);

/// <summary>
/// supervisord: a start that does not live for startsecs is tried again, each time a second later,
/// startretries times; what has lived for that long is started again at once and without limit, if
/// autorestart says so. The exit code does not matter before startsecs. Source: supervisor
/// supervisor/process.py (4.4.0.dev0, abc6046), options.py; run on 4.2.5.
/// </summary>
internal sealed class SupervisordPolicy : LifePolicy<SupervisordState>
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly string _autorestart;
    private readonly ExitSet _expected;
    private readonly int _retries;
    private readonly ShortRuns _runs;
    private readonly bool _isRealistic;

    private SupervisordPolicy(
        string autorestart, TimeSpan startSeconds, int retries, ExitSet expected, bool isRealistic)
    {
        _autorestart = autorestart;
        _expected = expected;
        _retries = retries;
        _isRealistic = isRealistic;
        _runs = new ShortRuns(new ShortRunsOptions { Limit = retries, ShortLife = startSeconds });
    }

    internal static PolicySystem System { get; } = new()
    {
        Slug = "supervisord",
        Name = "supervisord",
        Versions = ["4.2.5"],
        Clock = "wall",
        Options =
        [
            new("autorestart", "unexpected", "true, false or unexpected"),
            new("startsecs", "1", "s, whole"),
            new("startretries", "3", "count"),
            new("exitcodes", "0", "comma list"),
            new("stopwaitsecs", "10", "s, whole"),
        ],
        Source = "supervisor abc6046 supervisor/process.py:162,357,536,656, options.py:908-915",
        Granularity = "waits end at a tick of 1 s whose phase is drawn; an end is noticed at once"
            + " or a tick late, and what was noticed late counts as running (the RUNNING race)",
        Deviations = "Times are monotonic here; the real one subtracts wall-clock times, so that a"
            + " step of the clock makes a failed start a good run.",
        Make = Read,
    };

    protected override Verdict Ended(ref SupervisordState own, in EndedLife life, ulong draw)
    {
        if (_isRealistic && !own.HasUnseen && (draw & 1) == 1)
        {
            own.HasUnseen = true;
            own.Unseen = life;
            return Verdict.Wait(
                NextTick(life.EndedAt, own.TickPhase), RestartReason.NotNoticed);
        }

        RuleStep<ShortRunsState> step = _runs.Ended(own.Retries, life, draw);
        own.Retries = step.State;
        if (step.Count > 0)
        {
            return BackOff(ref own, life.EndedAt);
        }

        bool isExpected = _expected.Has(life);
        return _autorestart == "true" || (_autorestart == "unexpected" && !isExpected)
            ? Verdict.Start(RestartReason.Ended)
            : Verdict.Rest(
                isExpected ? RestartReason.ListedExit : RestartReason.NotRestarted,
                NativeWord.ExitedCapital, Math.Max(0, life.Code));
    }

    /// <summary>A program that cannot be spawned goes to BACKOFF, whatever startsecs is.</summary>
    protected override Verdict NotStarted(ref SupervisordState own, Instant now, ulong draw)
    {
        own.Retries = new ShortRunsState(own.Retries.Count + 1);
        return BackOff(ref own, now);
    }

    protected override Verdict Waited(ref SupervisordState own, Instant now, ulong draw)
    {
        if (!own.HasUnseen)
        {
            return Verdict.Start(RestartReason.Backoff, own.Retries.Count, _retries);
        }

        // The life is measured to when its end was noticed: it may have become RUNNING.
        EndedLife seen = own.Unseen with { EndedAt = now };
        Verdict verdict = Ended(ref own, seen, draw);
        own.HasUnseen = false;
        own.Unseen = default;
        return verdict;
    }

    /// <summary>An end that was not noticed yet still is to be, and ticks go on.</summary>
    protected override Verdict Forgiven(ref SupervisordState own, in Whereabouts at)
    {
        own.Retries = default;
        return Verdict.Nothing;
    }

    /// <summary>A stop in BACKOFF leaves the count as it is, and so does a start.</summary>
    protected override Verdict Asked(ref SupervisordState own, in Whereabouts at, ulong draw)
    {
        if (at.Phase == LifePhase.Fresh && _isRealistic)
        {
            own.TickPhase = Chance.Below(Tick, draw);
        }

        own.HasUnseen = false;
        return Verdict.Start(RestartReason.Asked);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        string autorestart = values.Word("autorestart", "true", "false", "unexpected");
        TimeSpan seconds = values.Finite("startsecs", TimeStyle.WholeSeconds);
        int retries = values.Whole("startretries", 0);
        values.Finite("stopwaitsecs", TimeStyle.WholeSeconds);
        var expected = new ExitSet();
        foreach (string word in values.Text("exitcodes").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                || !expected.Add(word, allowsRanges: false))
            {
                values.Refuse(
                    "exitcodes",
                    $"{Documents.Words.Quote(word)} is not an exit code from 0 to 255");
            }
        }

        return WorkerPolicy.Of(new SupervisordPolicy(
            autorestart, seconds, retries, expected, timing.IsRealistic));
    }

    // BACKOFF, then STARTING or FATAL. Giving up clears the count (process.py give_up).
    private Verdict BackOff(ref SupervisordState own, Instant now)
    {
        int count = own.Retries.Count;
        if (count > _retries)
        {
            own.Retries = default;
            return Verdict.GiveUp(RestartReason.OverLimit, NativeWord.Fatal, count, _retries);
        }

        Instant due = now + TimeSpan.FromSeconds(count);
        return Verdict.Wait(
            _isRealistic ? NextTick(due, own.TickPhase) : due, RestartReason.Backoff, count,
            _retries);
    }

    private static Instant NextTick(Instant at, TimeSpan phase) =>
        Chance.OnGrid(at + new TimeSpan(1), Tick, phase);
}
