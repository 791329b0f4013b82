using Harness.Reference.Policies.Groups;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>
/// Supervisors of OTP 25.2.3 and 27.3.4.1 that were run: who was started in which order, how often,
/// and when it was over.
/// </summary>
public class OtpRecordedTests
{
    // How much less or more than its nominal length a gap between two starts may have lasted; fixed
    // before anything was compared, from the runs with a single child.
    private const double Early = -0.049;
    private const double Late = 0.139;

    // A process that sleeps so many ms is woken in the ms after, and ended a little later.
    private const int Waking = 1;

    [Theory]
    [InlineData("erlang25-rfo-3-5-b1000")]
    [InlineData("erlang27-rfo-3-5-b1000")]
    [InlineData("erlang25-ofa-3-5-b1000")]
    [InlineData("erlang25-ofa-5-5-temp-c")]
    [InlineData("erlang27-ofa-5-5-temp-c")]
    [InlineData("erlang25-again-ofa-5-5-temp-c")]
    [InlineData("erlang25-ofo-3-5-two-children-share-budget")]
    [InlineData("erlang27-ofo-3-5-two-children-share-budget")]
    [InlineData("erlang27-nested-top1-5-mid3-5-d100")]
    [InlineData("erlang27-restart-start-error-3-5")]
    public void It_starts_whom_the_real_one_started_and_ends_when_that_did(string name)
    {
        OtpRun run = Recorded.Read<OtpRun[]>("otp-runs.json").Single(one => one.Run == name);
        GroupWorld world = Play(run);
        GroupEntry[] starts =
            [.. world.Played.Where(entry => entry.Act.Verb == GroupVerb.Start)];
        Assert.Equal(
            string.Join(", ", run.Starts.Select(child => $"start {child}")),
            world.Words(GroupVerb.Start));
        Assert.NotNull(world.End);

        double[] played =
            [.. starts.Select(entry => entry.Seconds), world.End.Value.Seconds];
        double[] recorded = [.. run.StartsS, run.EndS];
        for (int at = 1; at < recorded.Length; at++)
        {
            double lag = recorded[at] - recorded[at - 1] - (played[at] - played[at - 1]);
            Assert.InRange(lag, Early, Late);
        }
    }

    [Fact]
    public void Whether_and_when_a_crash_loop_ends_depends_on_the_phase_as_it_did()
    {
        string[] different = [.. Recorded.Read<OtpPhase[]>("otp-phases.json")
            .Select(row => (row, played: Play(row)))
            .Where(one => !IsAsRecorded(one.row, one.played))
            .Select(one => $"{one.row}: {one.played}")];
        Assert.Equal([], different);
    }

    private static GroupWorld Play(OtpRun run)
    {
        string set = run.Run[(run.Run.IndexOf('-') + 1)..].Replace("again-", "");
        bool isAgain = run.Run.Contains("again");
        (string options, GroupMember[] members, Dictionary<string, Life[]> lives) = set switch
        {
            "rfo-3-5-b1000" => (
                "strategy=rest_for_one;intensity=3", Abc(),
                new Dictionary<string, Life[]> { ["b"] = [Life.OfMs(1000)] }),
            "ofa-3-5-b1000" => (
                "strategy=one_for_all;intensity=3", Abc(), new() { ["b"] = [Life.OfMs(1000)] }),

            // The two that were recorded first are called 5/5 and ended as one of 3/5 does; the
            // same supervisor run again with 5/5 bore five restarts.
            "ofa-5-5-temp-c" => (
                $"strategy=one_for_all;intensity={(isAgain ? 5 : 3)}", Abc("restart=temporary"),
                new() { ["b"] = [Life.OfMs(1000)] }),
            "ofo-3-5-two-children-share-budget" => (
                "intensity=3", Abc(),
                new() { ["a"] = [Life.OfMs(700)], ["b"] = [Life.OfMs(1000)] }),
            "nested-top1-5-mid3-5-d100" => (
                "intensity=1",
                [
                    Groups.Below(
                        "mid", "", Groups.Request("otp", "intensity=3", Groups.Member("a"))),
                ],
                new() { ["a"] = [Life.OfMs(100)] }),
            "restart-start-error-3-5" => (
                "intensity=3", [Groups.Member("a")],
                new() { ["a"] = [Life.OfMs(100), Life.FailsToStart] }),
            _ => throw new InvalidOperationException($"unknown run {run.Run}"),
        };
        MadeGroup group = Groups.Make(
            Groups.Request("otp", options, members), run.PhaseMs);
        return new GroupWorld(group, (member, nth) =>
            lives.TryGetValue(group.Members[member], out Life[]? own)
                ? own[Math.Min(nth, own.Length - 1)]
                : Life.ForEver).Run(60);
    }

    private static GroupMember[] Abc(string ofC = "") =>
        [Groups.Member("a"), Groups.Member("b"), Groups.Member("c", ofC)];

    private static double? Play(OtpPhase row)
    {
        MadeGroup group = Groups.Make(
            Groups.Request(
                "otp", $"intensity={row.Intensity};period={row.PeriodS}", Groups.Member("a")),
            row.PhaseMs);
        return new GroupWorld(group, (_, _) => Life.OfMs(row.LifeMs + Waking)).Run(30)
            .End?.Seconds * 1000;
    }

    // By the number of lives, and by the time.
    private static bool IsAsRecorded(OtpPhase row, double? diedAt)
    {
        if (row.DiedAtMs is not { } real || diedAt is not { } played)
        {
            return row.DiedAtMs is null && diedAt is null;
        }

        double lives = Math.Round(played / (row.LifeMs + Waking));
        double lag = (real - played) / 1000;
        return lives == Math.Round((double)real / row.LifeMs)
            && lag >= Early * lives && lag <= Late * lives;
    }
}
