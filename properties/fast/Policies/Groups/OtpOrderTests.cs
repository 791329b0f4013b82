using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>
/// What OTP 25.2.3 starts and stops, in which order, when children end and starts fail: one script
/// for the real one and for the model.
/// </summary>
public class OtpOrderTests
{
    private const double Apart = 0.06; // seconds from one end to the next, as in the real runs

    private static readonly GroupMember A = Groups.Member("a");
    private static readonly GroupMember B = Groups.Member("b");
    private static readonly GroupMember C = Groups.Member("c");
    private static readonly GroupMember D = Groups.Member("d");
    private static readonly GroupMember X = Groups.Member("x");
    private static readonly GroupMember Y = Groups.Member("y");
    private static readonly GroupMember TransientB = Groups.Member("b", "restart=transient");
    private static readonly GroupMember TemporaryC = Groups.Member("c", "restart=temporary");

    /// <summary>An order as it was recorded.</summary>
    internal sealed record Order(string Run, string Done);

    /// <summary>
    /// A script: the supervisor, who ends one after the other (with 0 if it has an exclamation
    /// mark), and which starts fail, counted from 0 over all children.
    /// </summary>
    private sealed record Script(GroupRequest Request, string Ends = "", params int[] Fails);

    private static readonly Dictionary<string, Script> Scripts = new()
    {
        ["rest_for_one-temporary-later"] = new(Top("rest_for_one", 10, A, B, TemporaryC, D), "b a"),
        ["one_for_all-transient-done"] = new(Top("one_for_all", 10, A, TransientB, C), "b! a"),
        ["one_for_all-start-fails"] = new(Top("one_for_all", 10, A, B, C), "b", 4),
        ["rest_for_one-start-fails"] = new(Top("rest_for_one", 10, A, B, C, D), "b", 5),
        ["rest_for_one-start-fails-too-often"] =
            new(Top("rest_for_one", 1, A, B, C, D), "b", 5, 6),
        ["one_for_one-first-start-fails"] = new(Top("one_for_one", 10, A, B, C), "", 1),
        ["one_for_all-temporary-ends"] = new(Top("one_for_all", 10, A, B, TemporaryC), "c a"),
        ["one_for_one-transient-fails-and-ends"] =
            new(Top("one_for_one", 10, A, TransientB), "b b! a!"),
        ["rest_for_one-too-often"] = new(Top("rest_for_one", 1, A, B, C), "b b"),
        ["nested-transient"] =
            new(Top("one_for_one", 10, Mid("one_for_one", 0, "restart=transient", X), Y), "x y"),
        ["nested-rest_for_one"] =
            new(Top("rest_for_one", 10, A, Mid("one_for_one", 0, "", X, Y), D), "x y a"),
        ["nested-one_for_all"] =
            new(Top("one_for_all", 10, A, Mid("one_for_one", 1, "", X, Y), D), "x a y y"),
        ["nested-start-fails"] =
            new(Top("one_for_all", 10, A, Mid("one_for_one", 1, "", X, Y), D), "a", 6),
        ["nested-too-often"] =
            new(Top("one_for_one", 1, A, Mid("rest_for_one", 0, "", X, Y), D), "x x"),
    };

    public static TheoryData<string> Names { get; } = [.. Scripts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_starts_and_stops_in_the_order_of_the_real_one(string name)
    {
        Script script = Scripts[name];
        MadeGroup group = Groups.Make(script.Request);
        int starts = 0;
        var world = new GroupWorld(group, (_, _) =>
            script.Fails.Contains(starts++) ? Life.FailsToStart : Life.ForEver);
        double at = 0;
        foreach (string end in script.Ends.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            at += Apart;
            world.Plan(
                at, GroupEventKind.Exited, group.Members.ToList().IndexOf(end[..1]),
                ExitStatus.Code(end.EndsWith('!') ? 0 : 1));
        }

        world.Run(at + Apart);
        Assert.Equal(
            Recorded.Read<Order[]>("otp-orders.json").Single(one => one.Run == name).Done,
            world.Words(GroupVerb.Start, GroupVerb.Stop, GroupVerb.EndAll));
    }

    private static GroupRequest Top(
        string strategy, int intensity, params GroupMember[] members) => Groups.Request(
        "otp", $"strategy={strategy};intensity={intensity}", members);

    private static GroupMember Mid(
        string strategy, int intensity, string options, params GroupMember[] members) =>
        Groups.Below("mid", options, Top(strategy, intensity, members));
}
