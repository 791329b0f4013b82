using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// runit's runsv: a full second of sleep after a run, its finish script included, that was shorter
/// than a second. Source: runit 2.1.2 src/runsv.c:549-574.
/// </summary>
internal sealed class RunitPolicy(FinishScript finish) : LifePolicy<NoState>
{
    private static readonly StartSpacing Spacing =
        new(SpacingKind.EndToStartIfShort, TimeSpan.FromSeconds(1));

    internal static PolicySystem System { get; } = new()
    {
        Slug = "runit",
        Name = "runit runsv",
        Versions = ["2.1.2"],
        Clock = "wall",
        Options = [new("finish", "", "what ./finish does: 'sleep SECONDS' or 'exit CODE'")],
        Fixed = "pause of 1s after a run shorter than 1s",
        Source = "runit 2.1.2 (2b8000f) src/runsv.c:549-574",
        Make = (values, _) => WorkerPolicy.Of(
            new RunitPolicy(FinishScript.Read(values, hasPermafail: false))),
    };

    protected override Verdict Ended(ref NoState own, in EndedLife life, ulong draw)
    {
        TimeSpan delay = Spacing.DelayAfter(life.Length + finish.Takes);
        return Verdict.Wait(life.EndedAt + finish.Takes + delay, RestartReason.Spacing);
    }
}
