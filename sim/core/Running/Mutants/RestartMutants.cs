using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Harness.Sim.Kernel;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of the restart policies.</summary>
internal static class RestartMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("bears-one-short-life-less", "the 4th short life in a row pauses",
            "hopeless-worker-is-paused-and-revived", () => new OtherLimit(-1)),
        new("bears-one-short-life-more", "the 6th short life in a row pauses",
            "hopeless-worker-is-paused-and-revived", () => new OtherLimit(+1)),
        new("ten-seconds-are-short", "a life of exactly 10 s counts as short",
            "hopeless-worker-is-paused-and-revived", () => new TenSecondsAreShort()),
        new("forgives-failed-starts", "a start that fails is not counted as a short life",
            "hopeless-worker-is-paused-and-revived", () => new ForgivesFailedStarts()),
        new("never-revives", "a paused worker stays paused",
            "hopeless-worker-is-paused-and-revived", () => new NeverRevives()),
        new("forgets-the-delay", "a worker is started again at once, whatever its delay",
            "restarts-keep-their-delay", () => new ForgetsTheDelay()),
        new("gives-up-at-once", "a worker that ended is not started again",
            "every-crashed-worker-comes-back", () => new GivesUpAtOnce()),
        new("measures-lives-by-the-wall", "lives and delays are measured on the wall clock",
            "clock-steps-change-nothing", () => new WallClock()),
    ];

    private sealed class OtherLimit(int by) : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => Change(
            worker, options => options with { FailureLimit = options.FailureLimit + by });
    }

    private sealed class TenSecondsAreShort : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => Change(
            worker,
            options => options with { ShortLife = options.ShortLife + TimeSpan.FromTicks(1) });
    }

    private sealed class ForgivesFailedStarts : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) =>
            worker.Policy is SquidKidOptions squid
            ? WorkerPolicy.Of(new ForgivingPolicy(new SquidKidPolicy(squid)))
            : worker.Policy.Make();
    }

    private sealed class ForgivingPolicy(SquidKidPolicy real) : IRestartPolicy<SquidKidState>
    {
        public SquidKidState Initial => real.Initial;

        public PolicyStep<SquidKidState> Step(
            SquidKidState state, PolicyEvent happened, Instant now, ulong draw) =>
            happened.Kind == PolicyEventKind.StartFailed
                ? new(state, new(RestartVerb.Start, RestartReason.StartFailed), null)
                : real.Step(state, happened, now, draw);
    }

    private sealed class NeverRevives : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) => Change(
            worker, options => options with { RevivalDelay = TimeSpan.FromDays(10_000) });
    }

    private static WorkerPolicy Change(
        WorkerOptions worker, Func<SquidKidOptions, SquidKidOptions> change) =>
        worker.Policy is SquidKidOptions squid
            ? WorkerPolicy.Of(new SquidKidPolicy(change(squid)))
            : worker.Policy.Make();

    private sealed class ForgetsTheDelay : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) =>
            worker.Policy is not SquidKidOptions
            ? WorkerPolicy.Of(new AlwaysPolicy(TimeSpan.Zero))
            : worker.Policy.Make();
    }

    private sealed class GivesUpAtOnce : SupervisorRules
    {
        public override WorkerPolicy PolicyFor(WorkerOptions worker) =>
            WorkerPolicy.Of(new GivingUpPolicy());
    }

    private sealed class GivingUpPolicy : IRestartPolicy<AlwaysState>
    {
        public AlwaysState Initial => default;

        public PolicyStep<AlwaysState> Step(
            AlwaysState state, PolicyEvent happened, Instant now, ulong draw) =>
            new(state,
                happened.Kind == PolicyEventKind.Exited
                    ? new RestartDecision(RestartVerb.GiveUp)
                    : RestartDecision.Nothing,
                null);
    }

    private sealed class WallClock : SupervisorRules
    {
        // Without steps this clock agrees with the monotonic one, so that only steps tell.
        private static readonly DateTimeOffset WallStart = new SimulationOptions
        {
            Execution = new FifoExecution(0),
        }.WallStart;

        public override bool UsesMachineStamps => false;

        public override Instant Now(TimeProvider time)
        {
            ArgumentNullException.ThrowIfNull(time);
            return new Instant((time.GetUtcNow() - WallStart).Ticks);
        }
    }
}
