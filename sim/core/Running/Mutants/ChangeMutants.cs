using Harness.Reference.Changing;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Sim.Running.Mutants;

/// <summary>Mutants of the change of the configuration.</summary>
internal static class ChangeMutants
{
    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("changes-without-a-look", "the watchdog does not look before a change",
            "the-watchdog-looks-before-a-change", () => new SupervisorRules())
        {
            ChangeRules = () => new NoLook(),
        },
        new("ignores-the-canary", "settings are accepted whatever became of the canary",
            "unaccepted-settings-never-serve", () => new SupervisorRules())
        {
            ChangeRules = () => new IgnoresCanary(),
        },
        new("skips-the-canary-the-second-time", "a configuration that was tried is not tried again",
            "unaccepted-settings-never-serve", () => new SupervisorRules())
        {
            ChangeRules = () => new TriesOnce(),
        },
        new("lets-the-canary-serve", "a canary serves clients like any worker",
            "unaccepted-settings-never-serve", () => new SupervisorRules())
        {
            ChangeRules = () => new ServingCanary(),
        },
        new("leaves-canaries-behind", "a canary that did badly is left running",
            "one-configuration-is-in-force", () => new SupervisorRules())
        {
            ChangeRules = () => new LeavesCanary(),
        },
        new("stores-before-the-rollout", "a configuration is stored before any worker has it",
            "requesters-are-told-the-truth", () => new SupervisorRules())
        {
            ChangeRules = () => new StoresFirst(),
        },
        new("does-not-roll-back", "a rollout that fails is left where it is",
            "one-configuration-is-in-force", () => new SupervisorRules())
        {
            ChangeRules = () => new NoWayBack(),
        },
        new("does-not-converge", "what a crash in a change has left is left",
            "one-configuration-is-in-force", () => new SupervisorRules())
        {
            ChangeRules = () => new LeavesMixed(),
        },
        new("stops-before-it-starts", "a worker is ended and nobody stands in for it",
            "service-goes-on-during-a-change", () => new SupervisorRules())
        {
            ChangeRules = () => new NoSurge(),
        },
        new("takes-any-base", "a change is made whatever it was made from",
            "requesters-are-told-the-truth", () => new SupervisorRules())
        {
            ChangeRules = () => new AnyBase(),
        },
        new("says-always-done", "whoever asks for a change is told that it was made",
            "requesters-are-told-the-truth", () => new SupervisorRules())
        {
            ChangeRules = () => new AlwaysDone(),
        },
        new("forgets-who-asked", "whoever asked for a change that was rolled back is not answered",
            "every-request-is-answered", () => new SupervisorRules())
        {
            Ports = ports => ports with { Control = new ForgetsRolledBack(ports.Control) },
        },
        new("fails-before-it-answers", "the fatal message is written before who waits is answered",
            "the-fatal-message-comes-after-the-answers", () => new FailsFirst()),
        new("restarts-idle-workers", "a worker is started again in a way that it does not serve",
            "restarted-workers-serve-as-before", () => new SupervisorRules())
        {
            Ports = ports => ports with { Processes = new IdleRestarts(ports.Processes) },
        },
    ];

    private sealed class FailsFirst : SupervisorRules
    {
        public override bool AnswersBeforeItFails => false;
    }

    private sealed class NoLook : ChangeRules
    {
        public override bool LooksFirst => false;
    }

    private sealed class IgnoresCanary : ChangeRules
    {
        public override bool Accepts(string tag, bool isWell) => true;
    }

    private sealed class TriesOnce : ChangeRules
    {
        private readonly HashSet<string> _tried = new(StringComparer.Ordinal);

        public override bool Accepts(string tag, bool isWell) => isWell || !_tried.Add(tag);
    }

    private sealed class ServingCanary : ChangeRules
    {
        public override UnitRole CanaryRole => UnitRole.Surge;
    }

    private sealed class LeavesCanary : ChangeRules
    {
        public override bool EndsCanary => false;
    }

    private sealed class StoresFirst : ChangeRules
    {
        public override bool StoresBeforeRollout => true;
    }

    private sealed class NoWayBack : ChangeRules
    {
        public override bool RollsBack => false;
    }

    private sealed class LeavesMixed : ChangeRules
    {
        public override bool Converges => false;
    }

    private sealed class NoSurge : ChangeRules
    {
        public override bool StartsBeforeItStops => false;
    }

    private sealed class AnyBase : ChangeRules
    {
        public override bool IsFrom(string? ifMatch, string current) => true;
    }

    private sealed class AlwaysDone : ChangeRules
    {
        public override ControlResult Tell(ControlResult result) => ControlResult.Accepted;
    }

    /// <summary>Who asked for a change that was rolled back waits for ever.</summary>
    private sealed class ForgetsRolledBack(IControlPlane control) : IControlPlane
    {
        public System.Threading.Channels.ChannelReader<ControlRequest> Requests =>
            control.Requests;

        public Task Answer(ControlRequest request, ControlAnswer answer) =>
            answer.Result == ControlResult.RolledBack
                ? Task.CompletedTask
                : control.Answer(request, answer);
    }

    /// <summary>From its second start on a unit's process serves nobody.</summary>
    private sealed class IdleRestarts(IProcessHost host) : IProcessHost
    {
        private readonly HashSet<string> _started = new(StringComparer.Ordinal);

        public System.Threading.Channels.ChannelReader<ProcessHint> Hints => host.Hints;

        public Task<StartAnswer> Start(UnitSpec unit) => host.Start(
            _started.Add(unit.Name) ? unit : unit with { Role = UnitRole.Canary });

        public Task<IReadOnlyList<ProcessStatus>> List() => host.List();

        public Task<IReadOnlyList<ProcessStatus>> ListUnit(string unit) => host.ListUnit(unit);

        public Task<bool> Send(ProcessIdentity process, Signal signal) =>
            host.Send(process, signal);

        public Task Reap(ProcessIdentity process) => host.Reap(process);
    }
}
