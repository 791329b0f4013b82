using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// macOS' launchd: a job that is kept alive is started ThrottleInterval after its last start at the
/// earliest, but the run is cut to whole seconds first, so that it can be a second more. Source:
/// launchd 842.1.4 src/core.c:142,4367-4407,6111.
/// </summary>
internal sealed class LaunchdPolicy(bool isKeptAlive, TimeSpan throttle) : LifePolicy<NoState>
{
    private readonly StartSpacing _spacing =
        new(SpacingKind.StartToStartInWholeSeconds, throttle);

    internal static PolicySystem System { get; } = new()
    {
        Slug = "launchd",
        Name = "macOS launchd",
        Versions = ["842.1.4"],
        Clock = "monotonic; a run is cut to whole seconds",
        Options =
        [
            new("KeepAlive", "false", "true or false"),
            new("ThrottleInterval", "10", "s, whole"),
        ],
        Source = "launchd 842.1.4 src/core.c:142,4367-4407,6111",
        Make = (values, _) => WorkerPolicy.Of(new LaunchdPolicy(
            values.Truth("KeepAlive"),
            values.Finite("ThrottleInterval", TimeStyle.WholeSeconds))),
    };

    protected override Verdict Ended(ref NoState own, in EndedLife life, ulong draw) =>
        isKeptAlive
            ? Verdict.Wait(
                life.EndedAt + _spacing.DelayAfter(life.Length), RestartReason.Spacing)
            : Verdict.Rest(RestartReason.NotRestarted, NativeWord.NotRestarted);
}
