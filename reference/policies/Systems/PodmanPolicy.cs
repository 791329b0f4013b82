using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Systems;

/// <summary>Restarts since a person started it.</summary>
public record struct PodmanState(int Restarts);

/// <summary>
/// Podman: restarts at once, without a delay; the number of on-failure is for the life of the
/// container. Source: podman c6580b4 libpod/container_internal.go:229,272.
/// </summary>
internal sealed class PodmanPolicy(RestartFlag flag) : LifePolicy<PodmanState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "podman",
        Name = "Podman",
        Versions = ["c6580b4"],
        Clock = "none",
        Options = DockerPolicy.Docker.Options,
        Source = "podman c6580b4 libpod/container_internal.go:229,272",
        Make = (values, _) =>
            WorkerPolicy.Of(new PodmanPolicy(RestartFlag.Read(values, "restart"))),
    };

    protected override Verdict Ended(ref PodmanState own, in EndedLife life, ulong draw)
    {
        if (!flag.Restarts(life, own.Restarts))
        {
            return flag.Left(life, own.Restarts);
        }

        own.Restarts++;
        return Verdict.Start(RestartReason.Ended, own.Restarts, flag.Most);
    }

    protected override Verdict Asked(ref PodmanState own, in Whereabouts at, ulong draw)
    {
        own = default;
        return Verdict.Start(RestartReason.Asked);
    }
}
