using System.Globalization;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;

namespace Harness.Reference.Policies.Systems;

/// <summary>A <c>--restart</c> of Docker or Podman.</summary>
internal readonly record struct RestartFlag(string Word, int Most)
{
    private static readonly string[] Known = ["no", "always", "unless-stopped", "on-failure"];

    internal static RestartFlag Read(OptionValues values, string name)
    {
        string text = values.Text(name);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string word = colon < 0 ? text : text[..colon];
        if (Array.IndexOf(Known, word) < 0)
        {
            values.Refuse(name, Documents.Words.Instead(word, Known));
            return new("no", 0);
        }

        if (colon < 0)
        {
            return new(word, 0);
        }

        if (word != "on-failure")
        {
            values.Refuse(name, "only on-failure takes a number");
        }

        if (!int.TryParse(
            text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int most))
        {
            values.Refuse(name, "expected a whole number of 0 or more after the colon");
        }

        return new(word, most);
    }

    /// <summary>Whether it starts again what ended, after that many restarts.</summary>
    internal bool Restarts(in EndedLife life, int restarts) => Word switch
    {
        "always" or "unless-stopped" => true,
        "on-failure" => !life.IsZero && (Most == 0 || restarts < Most),
        _ => false,
    };

    /// <summary>What is done about what it does not start again.</summary>
    internal Verdict Left(in EndedLife life, int restarts) =>
        life.IsZero ? Verdict.Rest(RestartReason.CleanExit, NativeWord.Exited)
        : Word == "on-failure" ? Verdict.GiveUp(
            RestartReason.OverLimit, NativeWord.Exited, restarts + 1, Most)
        : Verdict.GiveUp(RestartReason.NotRestarted, NativeWord.Exited);
}

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
        Source = "moby docker-v29.7.2 daemon/internal/restartmanager/restartmanager.go:13-17,45-110,"
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
