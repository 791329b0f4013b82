using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>The delay, and the restarts since a person started it.</summary>
public record struct DockerState(GrowingDelayState Delay, int Restarts);

/// <summary>
/// Docker's restart manager: 100 ms, doubled with every restart up to 60 s, begun anew by a run of
/// 10 s or more; the number of on-failure is for the life of the container. A start that fails ends
/// it, even with always. Source: moby v29.7.2 daemon/internal/restartmanager/restartmanager.go,
/// daemon/monitor.go, daemon/start.go.
/// </summary>
internal sealed class DockerPolicy(RestartFlag flag) : LifePolicy<DockerState>
{
    private readonly GrowingDelay _growth = new(new GrowingDelayOptions
    {
        First = TimeSpan.FromMilliseconds(100),
        Cap = TimeSpan.FromSeconds(60),
        ForgivenAfter = TimeSpan.FromSeconds(10),
    });

    internal static PolicySystem Docker { get; } = new()
    {
        Slug = "docker",
        Name = "Docker (moby) restart manager",
        Versions = ["29.7"],
        Clock = "monotonic",
        Options = [new("restart", "no", "no, always, unless-stopped or on-failure[:N]")],
        Fixed = "first 100ms, factor 2, most 60s, forgiven by a run of 10s",
        Source = "moby docker-v29.7.2"
            + " daemon/internal/restartmanager/restartmanager.go:13-17,45-110,"
            + " daemon/monitor.go:97-177, daemon/start.go:183",
        Make = (values, _) =>
            WorkerPolicy.Of(new DockerPolicy(RestartFlag.Read(values, "restart"))),
    };

    protected override Verdict Ended(ref DockerState own, in EndedLife life, ulong draw)
    {
        RuleStep<GrowingDelayState> step = _growth.Ended(own.Delay, life, draw);
        own.Delay = step.State;
        if (!flag.Restarts(life, own.Restarts))
        {
            return flag.Left(life, own.Restarts);
        }

        own.Restarts++;
        return Verdict.Wait(
            life.EndedAt + step.Delay, RestartReason.Backoff, own.Restarts, flag.Most);
    }

    protected override Verdict NotStarted(ref DockerState own, Instant now, ulong draw) =>
        Verdict.GiveUp(RestartReason.StartError, NativeWord.Exited);

    protected override Verdict Asked(ref DockerState own, in Whereabouts at, ulong draw)
    {
        own = default;
        return Verdict.Start(RestartReason.Asked);
    }
}
