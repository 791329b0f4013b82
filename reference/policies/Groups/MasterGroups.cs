using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Groups;

/// <summary>Masters of several workers, read from their options.</summary>
internal static class MasterGroups
{
    private const int Interrupted = 130;
    private const int Terminated = 143;

    internal static GroupSystem Postmaster { get; } = SystemOf(
        MasterPolicies.Postmaster with
        {
            Fixed = "SIGQUIT, and SIGKILL 5 s later; a child that could not be started is tried"
                + " again 60 s later",
            Deviations = "Children are auxiliary processes; background workers with pauses of"
                + " their own and the archiver are not modelled.",
        },
        "child",
        MakePostmaster,
        new PolicyOption("kind", "auxiliary", "auxiliary or startup (one child at most)"));

    internal static GroupSystem Haproxy { get; } = SystemOf(
        MasterPolicies.Haproxy with
        {
            Fixed = "exits 0, 130 and 143 are no failures; 130 is reported all the same",
        },
        "worker",
        MakeHaproxy);

    internal static GroupSystem Foreman { get; } = SystemOf(
        MasterPolicies.Foreman with
        {
            Options = [new PolicyOption("timeout", "5", "s, whole; 0: no bound")],
            Source = "foreman f65ddba lib/foreman/engine.rb:439, lib/foreman/cli.rb",
        },
        "process",
        reading =>
        {
            int patience = reading.Own.Whole("timeout", 0);
            return Of(
                reading, (_, in _) => Everything,
                patience: patience == 0 ? null : TimeSpan.FromSeconds(patience));
        });

    internal static GroupSystem Overmind { get; } = SystemOf(
        MasterPolicies.Overmind with
        {
            Options =
            [
                new("auto-restart", "", "process names, with commas; or all"),
                new("can-die", "", "process names, with commas"),
                new("any-can-die", "false", "true or false"),
                new("timeout", "5", "s, whole"),
            ],
            Source = "overmind f57a6d0 start/process.go:171-200, start/command.go",
        },
        "process",
        MakeOvermind);

    private static Verdict Everything =>
        Verdict.EndAll(RestartReason.OneForAll, NativeWord.EverythingStopped);

    private static GroupSystem SystemOf(
        PolicySystem group, string noun, Func<GroupReading, GroupPolicy?> make,
        params IReadOnlyList<PolicyOption> ofMember) => new()
        {
            Group = group,
            Member = GroupSystem.MemberOf(group, noun, ofMember),
            Make = make,
        };

    private static GroupPolicy? MakePostmaster(GroupReading reading)
    {
        bool restarts = reading.Own.Truth(
            "restart_after_crash", yes: ["on", "yes", "1"], no: ["off", "no", "0"]);
        int? startup = null;
        for (int child = 0; child < reading.Members.Count; child++)
        {
            if (reading.Members[child].Word("kind", "auxiliary", "startup") != "startup")
            {
                continue;
            }

            if (startup is not null)
            {
                reading.Members[child].Refuse("kind", "there is a startup process already");
            }

            startup = child;
        }

        return reading.AreGood
            ? GroupPolicy.Of(new Postmaster(reading.Members.Count, startup, restarts))
            : null;
    }

    private static GroupPolicy? MakeHaproxy(GroupReading reading)
    {
        bool isForgiving = reading.Own.Truth("no-exit-on-failure");
        return Of(
            reading,
            (_, in life) => MasterPolicies.StatusOf(life) switch
            {
                0 or Terminated => Verdict.Rest(RestartReason.CleanExit, NativeWord.LeftDead),
                Interrupted => Verdict.Rest(
                    RestartReason.CleanExit, NativeWord.LeftDead, Interrupted),
                var status when isForgiving => Verdict.GiveUp(
                    RestartReason.NotRestarted, NativeWord.LeftDead, status),
                var status => Verdict.EndAll(
                    RestartReason.OneForAll, NativeWord.ExitNumber, status),
            },
            NativeWord.MasterExits);
    }

    private static GroupPolicy? MakeOvermind(GroupReading reading)
    {
        OptionValues own = reading.Own;
        bool areRestarted = own.Text("auto-restart") == "all";
        IReadOnlyList<int> restarted = areRestarted ? [] : reading.Named(own, "auto-restart", ',');
        IReadOnlyList<int> mortal = reading.Named(own, "can-die", ',');
        bool areMortal = own.Truth("any-can-die");
        int patience = own.Whole("timeout", 1);
        return Of(
            reading,
            (member, in life) => areRestarted || restarted.Contains(member)
                ? MasterPolicies.NextCheck(life)
                : areMortal || mortal.Contains(member)
                    ? Verdict.Rest(RestartReason.NotRestarted, NativeWord.LeftDead)
                    : Everything,
            NativeWord.EverythingStopped,
            TimeSpan.FromSeconds(patience),
            Signal.Int);
    }

    private static GroupPolicy? Of(
        GroupReading reading, MemberRule rule, NativeWord empty = NativeWord.EverythingStopped,
        TimeSpan? patience = null, Signal with = Signal.Term) => reading.AreGood
        ? GroupPolicy.Of(new MasterGroup(new MasterGroupOptions
        {
            Members = reading.Members.Count,
            Rule = rule,
            Empty = empty,
            Patience = patience,
            With = with,
        }))
        : null;
}
