using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>When the first start was: polls are counted from it.</summary>
public record struct ContainerdState(Instant Origin, bool HasOrigin);

/// <summary>
/// containerd's restart monitor: a labelled container that is not running is started at the next
/// poll. Source: containerd 301026e core/runtime/restart/restart.go:118,
/// plugins/restart/monitor.go:52,90.
/// </summary>
internal sealed class ContainerdPolicy(TimeSpan interval, bool isRealistic)
    : LifePolicy<ContainerdState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "containerd",
        Name = "containerd restart monitor",
        Versions = ["301026e"],
        Clock = "poll",
        Options = [new("interval", "10s", "duration of the poll, over 0")],
        Fixed = "policy always",
        Source = "containerd 301026e core/runtime/restart/restart.go:118,"
            + " plugins/restart/monitor.go:52,90",
        Granularity = "the phase of the poll is drawn; ideally a poll falls on the first start",
        Make = (values, timing) => WorkerPolicy.Of(new ContainerdPolicy(
            values.Finite("interval", TimeStyle.Go, new TimeSpan(1)), timing.IsRealistic)),
    };

    protected override Verdict Asked(ref ContainerdState own, in Whereabouts at, ulong draw)
    {
        if (!own.HasOrigin)
        {
            own = new ContainerdState(
                isRealistic ? at.Now + Chance.Below(interval, draw) : at.Now, true);
        }

        return Verdict.Start(RestartReason.Asked);
    }

    /// <summary>There is nothing to forget; polls go on.</summary>
    protected override Verdict Forgiven(ref ContainerdState own, in Whereabouts at) =>
        Verdict.Nothing;

    protected override Verdict Ended(ref ContainerdState own, in EndedLife life, ulong draw) =>
        Verdict.Wait(
            Chance.OnGrid(life.EndedAt, interval, own.Origin - Instant.Zero),
            RestartReason.Spacing);
}
