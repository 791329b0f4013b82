using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// One child under a supervisor of Erlang/OTP: what ends is started again at once; more restarts
/// than the intensity within the period, in whole seconds and with the end included, end the
/// supervisor. Source: OTP 27.3.4.1 lib/stdlib/src/supervisor.erl add_restart, can_restart,
/// restart; run on 25.2.3 and 27.3.4.1.
/// </summary>
internal sealed class OtpPolicy : LifePolicy<SlidingLogState>
{
    private readonly string _restart;
    private readonly SlidingLog _log;

    private OtpPolicy(string restart, int intensity, TimeSpan period, PolicyTiming timing)
    {
        _restart = restart;
        _log = LogOf(intensity, period, timing);
    }

    internal static PolicySystem Otp { get; } = new()
    {
        Slug = "otp",
        Name = "Erlang/OTP supervisor",
        Versions = ["25.2.3", "27.3.4.1"],
        Clock = "monotonic, whole seconds",
        Options =
        [
            new("strategy", "one_for_one",
                "one_for_one, one_for_all, rest_for_one or simple_one_for_one"),
            new("intensity", "1", "count"),
            new("period", "5", "s, whole, over 0"),
            new("restart", "permanent", "permanent, transient or temporary"),
        ],
        Source = "OTP 27.3.4.1 lib/stdlib/src/supervisor.erl:1136,1287-1430,2092-2112",
        Granularity = "the phase of the whole second is drawn",
        Make = (values, timing) => Read(values, timing, "", "intensity", "period"),
    };

    internal static PolicySystem Elixir { get; } = new()
    {
        Slug = "elixir",
        Name = "Elixir Supervisor",
        Versions = ["1.x"],
        Clock = "monotonic, whole seconds",
        Options =
        [
            new("strategy", ":one_for_one", ":one_for_one, :one_for_all or :rest_for_one"),
            new("max_restarts", "3", "count"),
            new("max_seconds", "5", "s, whole, over 0"),
            new("restart", ":permanent", ":permanent, :transient or :temporary"),
        ],
        Source = "OTP supervisor.erl as for otp; elixir lib/dynamic_supervisor.ex:1072-1088",
        Granularity = "the phase of the whole second is drawn",
        Make = (values, timing) => Read(values, timing, ":", "max_restarts", "max_seconds"),
    };

    /// <summary>The log of restarts that a supervisor keeps for all its children.</summary>
    internal static SlidingLog LogOf(int intensity, TimeSpan period, PolicyTiming timing) =>
        new(new SlidingLogOptions
        {
            Limit = intensity,
            Window = period,
            CountsSeconds = true,
            Timing = timing,
        });

    /// <summary>Whether a child of that restart type is started again after an end.</summary>
    internal static bool Restarts(string restart, bool isNormal) => restart switch
    {
        "permanent" => true,
        "transient" => !isNormal,
        _ => false,
    };

    protected override Verdict Ended(ref SlidingLogState own, in EndedLife life, ulong draw) =>
        Restarts(_restart, life.IsZero)
            ? Counted(ref own, life.EndedAt)
            : Verdict.Rest(
                life.IsZero ? RestartReason.CleanExit : RestartReason.NotRestarted,
                NativeWord.NotRestarted);

    /// <summary>A start that fails is counted and tried again, without a pause.</summary>
    protected override Verdict NotStarted(ref SlidingLogState own, Instant now, ulong draw) =>
        Counted(ref own, now);

    private static WorkerPolicy? Read(
        OptionValues values, PolicyTiming timing, string mark, string intensity, string period)
    {
        // Elixir's DynamicSupervisor knows one_for_one alone; its Supervisor has these three.
        string[] strategies = mark.Length == 0
            ? ["one_for_one", "one_for_all", "rest_for_one", "simple_one_for_one"]
            : [":one_for_one", ":one_for_all", ":rest_for_one"];
        values.Word("strategy", strategies);
        string restart = values.Word(
            "restart", mark + "permanent", mark + "transient", mark + "temporary");
        int most = values.Whole(intensity, 0, PolicyLimits.Events);
        int seconds = values.Whole(period, 1);
        return values.AreGood
            ? WorkerPolicy.Of(new OtpPolicy(
                restart[mark.Length..], most, TimeSpan.FromSeconds(seconds), timing))
            : null;
    }

    private Verdict Counted(ref SlidingLogState own, Instant now)
    {
        RuleStep<SlidingLogState> step = _log.Count(own, now);
        own = step.State;
        return step.IsAllowed
            ? Verdict.Start(RestartReason.WithinLimit, step.Count, step.Limit)
            : Verdict.EndAll(
                RestartReason.OverLimit, NativeWord.Shutdown, step.Count, step.Limit);
    }
}
