using Harness.Reference.Documents;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Groups;

/// <summary>A group with one member is what the policy of a single worker is.</summary>
public class GroupOfOneTests
{
    [Theory]
    [InlineData("otp", "intensity=0", "")]
    [InlineData("otp", "intensity=1", "")]
    [InlineData("otp", "", "restart=transient")]
    [InlineData("otp", "", "restart=temporary")]
    [InlineData("elixir", "max_restarts=0", "restart=:transient")]
    [InlineData("systemd", "", "Restart=on-failure")]
    [InlineData("systemd", "", "Restart=always;RestartSec=0;StartLimitBurst=1")]
    [InlineData("postmaster", "", "")]
    [InlineData("haproxy", "", "")]
    [InlineData("foreman", "", "")]
    [InlineData("overmind", "", "")]
    public void It_does_the_same_about_an_end(string slug, string options, string ofMember)
    {
        foreach (int code in (int[])[0, 1, 2, 130, 143])
        {
            var end = new PolicyEvent(PolicyEventKind.Exited, ExitStatus.Code(code));
            Assert.Equal(
                Single(slug, $"{options};{ofMember}", end),
                Group(Groups.Request(slug, options, Groups.Member("one", ofMember)), end));
        }
    }

    private static readonly Instant At = new(TimeSpan.FromSeconds(10).Ticks);

    private static string Single(string slug, string options, PolicyEvent end)
    {
        var problems = new ProblemList("single");
        WorkerPolicy? policy = PolicyCatalogue.Make(
            new PolicyRequest(slug, Groups.Options(options)), problems);
        Assert.Empty(problems.ByPlace());
        policy!.On(new(PolicyEventKind.Started), Instant.Zero);
        return Text(policy.On(end, At));
    }

    // The last act is what has become of the whole.
    private static string Group(GroupRequest request, PolicyEvent end)
    {
        GroupPolicy policy = Groups.Make(request).Policy;
        policy.On(new(GroupEventKind.Begin), Instant.Zero);
        policy.On(new(GroupEventKind.Started), Instant.Zero);
        return Text(policy.On(new(GroupEventKind.Exited, 0, end.Exit), At)[^1].Decision);
    }

    private static string Text(RestartDecision decision) =>
        $"{decision.Verb} {NativeWords.Of(decision)}";
}
