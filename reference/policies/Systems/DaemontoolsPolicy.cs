using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// daemontools' supervise: it sleeps for a second after every fork, and starts again at once what
/// has ended by then or ends later. Source: daemontools 0.76 src/supervise.c:89-110,142-153.
/// </summary>
internal sealed class DaemontoolsPolicy : LifePolicy<NoState>
{
    private static readonly StartSpacing Spacing =
        new(SpacingKind.StartToStart, TimeSpan.FromSeconds(1));

    internal static PolicySystem System { get; } = new()
    {
        Slug = "daemontools",
        Name = "daemontools supervise",
        Versions = ["0.76"],
        Clock = "sleep",
        Fixed = "1s from start to start",
        Source = "daemontools 0.76 src/supervise.c:89-110,142-153",
        Make = (_, _) => WorkerPolicy.Of(new DaemontoolsPolicy()),
    };

    protected override Verdict Ended(ref NoState own, in EndedLife life, ulong draw) =>
        Verdict.Wait(
            life.EndedAt + Spacing.DelayAfter(life.Length), RestartReason.Spacing);

    protected override Verdict NotStarted(ref NoState own, Instant now, ulong draw) =>
        Ended(ref own, new EndedLife(now, now, ExitStatus.Unknown), draw);
}
