using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// BusyBox init: reaps, sleeps for a second and runs dead entries again. Source: busybox 371fe9f
/// init/init.c run loop.
/// </summary>
internal sealed class BusyboxInitPolicy(bool respawns) : LifePolicy<NoState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "busybox-init",
        Name = "BusyBox init respawn",
        Versions = ["371fe9f"],
        Clock = "sleep",
        Options = [new("action", "respawn", "respawn, askfirst, once or wait")],
        Fixed = "pause 1s",
        Source = "busybox 371fe9f init/init.c",
        Make = (values, _) => WorkerPolicy.Of(new BusyboxInitPolicy(
            values.Word("action", "respawn", "askfirst", "once", "wait")
                is "respawn" or "askfirst")),
    };

    protected override Verdict Ended(ref NoState own, in EndedLife life, ulong draw) => respawns
        ? Verdict.Wait(life.EndedAt + TimeSpan.FromSeconds(1), RestartReason.Spacing)
        : Verdict.Rest(RestartReason.NotRestarted, NativeWord.NotRestarted);
}
