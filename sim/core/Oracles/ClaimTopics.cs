namespace Harness.Sim.Oracles;

/// <summary>Claims that belong together, for whoever looks for one.</summary>
/// <param name="Name">What they are about.</param>
/// <param name="Claims">The names of the claims, in the order in which they are explained.</param>
internal sealed record ClaimTopic(string Name, IReadOnlyList<string> Claims)
{
    /// <summary>Every topic; each claim of the catalogue is of exactly one.</summary>
    public static IReadOnlyList<ClaimTopic> All { get; } =
    [
        new("Workers that crash or hang",
        [
            "every-crashed-worker-comes-back", "every-silent-worker-is-replaced",
            "no-slot-runs-twice", "restarts-keep-their-delay", "restarted-workers-serve-as-before",
            "healthy-workers-are-left-alone", "hopeless-worker-is-paused-and-revived",
            "optional-workers-cost-no-budget", "worker-death-options",
        ]),
        new("Restart policies",
        [
            "restarts-are-as-the-policy-says", "groups-are-as-the-policy-says",
            "starts-as-recorded",
        ]),
        new("The supervisor's own errors and its end",
        [
            "services-outlive-the-supervisor", "supervisor-does-not-crash",
            "startup-errors-are-fatal", "error-budget-is-kept", "fatal-message-comes-first",
            "shutdown-is-absorbing", "shutdown-is-bounded",
            "workers-are-asked-before-they-are-killed", "one-supervisor-at-a-time",
        ]),
        new("What the supervisor finds and tells",
        [
            "the-watchdog-finds-what-is-so", "look-ahead-finds-it-first",
            "status-tells-the-truth", "every-request-is-answered", "log-noise-is-bounded",
        ]),
        new("Changes of the configuration",
        [
            "one-configuration-is-in-force", "unaccepted-settings-never-serve",
            "service-goes-on-during-a-change", "requesters-are-told-the-truth",
            "the-watchdog-looks-before-a-change", "the-fatal-message-comes-after-the-answers",
        ]),
        new("The machine and its service manager",
        [
            "clock-steps-change-nothing", "ended-processes-are-collected",
            "strangers-are-left-alone", "external-manager-restarts-without-a-supervisor",
            "manager-hang-never-freezes-the-supervisor",
        ]),
        new("What clients get, and the cache",
        [
            "every-answer-is-right", "no-wrong-content", "access-control-fails-closed",
            "cheapest-sufficient-recovery", "dead-lives-change-nothing", "leaks-are-bounded",
        ]),
    ];
}
