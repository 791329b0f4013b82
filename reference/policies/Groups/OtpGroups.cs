using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Policies.Groups;

/// <summary>Supervisors of Erlang and Elixir, read from their options.</summary>
internal static class OtpGroups
{
    internal static GroupSystem Otp { get; } = SystemOf(OtpPolicy.Otp, "", "intensity", "period");

    internal static GroupSystem Elixir { get; } =
        SystemOf(OtpPolicy.Elixir, ":", "max_restarts", "max_seconds");

    private static GroupSystem SystemOf(
        PolicySystem single, string mark, string intensity, string period)
    {
        PolicySystem group = single with
        {
            Options =
            [
                single.Find("strategy")! with
                {
                    Unit = $"{mark}one_for_one, {mark}one_for_all or {mark}rest_for_one",
                },
                single.Find(intensity)!,
                single.Find(period)!,
            ],
            Fixed = "a worker is given 5 s to end, a supervisor all the time",
            Deviations = "No significant children (auto_shutdown is never) and none that are added"
                + " later; exit code 0 stands for the reasons normal and shutdown.",
        };
        return new GroupSystem
        {
            Group = group,
            Member = GroupSystem.MemberOf(group, "child", single.Find("restart")!),
            IsNested = true,
            Make = reading => Read(reading, mark, intensity, period) is { } tree
                ? GroupPolicy.Of(tree)
                : null,
        };
    }

    private static OtpTree? Read(
        GroupReading reading, string mark, string intensity, string period)
    {
        OptionValues own = reading.Own;
        string strategy = own.Word(
            "strategy", mark + "one_for_one", mark + "one_for_all", mark + "rest_for_one");
        int most = own.Whole(intensity, 0, PolicyLimits.Events);
        int seconds = own.Whole(period, 1);
        OtpRestart[] restarts = [.. reading.Members.Select(values => RestartOf(values, mark))];
        OtpTree?[] below = [.. reading.Below.Select(
            one => one is null ? null : Read(one, mark, intensity, period))];
        return reading.AreGood
            ? new OtpTree(
                new OtpSupervisorOptions
                {
                    Strategy = StrategyOf(strategy[mark.Length..]),
                    Intensity = most,
                    Period = TimeSpan.FromSeconds(seconds),
                    Timing = reading.Timing,
                    Children = restarts,
                },
                below)
            : null;
    }

    private static OtpStrategy StrategyOf(string word) => word switch
    {
        "one_for_all" => OtpStrategy.OneForAll,
        "rest_for_one" => OtpStrategy.RestForOne,
        _ => OtpStrategy.OneForOne, // the only other word that is let through
    };

    private static OtpRestart RestartOf(OptionValues values, string mark)
    {
        string word = values.Word(
            "restart", mark + "permanent", mark + "transient", mark + "temporary");
        return word == mark + "transient" ? OtpRestart.Transient
            : word == mark + "temporary" ? OtpRestart.Temporary
            : OtpRestart.Permanent; // or what was refused
    }
}
