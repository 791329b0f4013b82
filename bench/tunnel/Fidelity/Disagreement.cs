namespace Harness.Tunnel.Fidelity;

/// <summary>Two sources about one supervisor that say different things.</summary>
/// <param name="System">The supervisor.</param>
/// <param name="What">What they say.</param>
/// <param name="Followed">Which one the model follows, and why.</param>
public sealed record Disagreement(string System, string What, string Followed)
{
    /// <summary>All that are known.</summary>
    public static IReadOnlyList<Disagreement> Known { get; } =
    [
        new("supervisord",
            "Its source takes a life that ended when it began for a good run (\"laststart"
            + " time is in"
            + " the future\"); the vector with lives of 0 s and the recording"
            + " supervisord-default_d0_exit1 count it as a failed start.",
            "Vector and recording: real lives are never that short, so that branch is met"
            + " by a clock"
            + " that is stepped back, and by nothing else."),
        new("supervisord",
            "Seven recordings (supervisord-race-*) have 5 to 12 starts where the rule makes 4: the"
            + " program took a dead child for running and forgot its failures.",
            "The rule, with ideal time. `--granularity real` has the race: an end that is noticed a"
            + " tick late is measured by when it was noticed."),
        new("squid",
            "Its text says that whole seconds of a life are compared with 10 s, by which lives of"
            + " 9.5 s are short; in squid5-kill9_kid1_each9_5s such a kid was never hopeless.",
            "The recording: begin and end are cut to whole seconds and then subtracted, so"
            + " that 9.5 s"
            + " is 9 or 10 by turns. Both vectors agree with that, too."),
        new("systemd",
            "By its documentation the result of a unit over its start limit is start-limit-hit; all"
            + " recordings of failing units end with the result of the failure.",
            "The recordings; after a clean run it is start-limit-hit in both."),
        new("systemd",
            "Reload and reexec forget start limits in the recordings of 252 and keep them"
            + " in those of"
            + " 257; a start during the delay is merged in 252 and made at once in 257.",
            "Each version its own."),
        new("openrc",
            "What is given up is called failed by the source (0.62) and the vectors of 0.61; in the"
            + " recordings of 0.45.2 supervise-daemon ends.",
            "Each version its own; the decisions are the same."),
        new("s6",
            "A program that cannot be executed is tried again after 60 s by the source of 2.15 and"
            + " after 10 s in the recording of 2.11.3.2.",
            "Each version its own. (No start happens, so that recording is not compared.)"),
        new("knot-manager",
            "The design text repairs while counter > 2 does not hold, which is three times, and its"
            + " interval runs freely; the code of 6.4 tests >= and begins the interval anew.",
            "Both, as the versions design-text and 6.4. This project's own supervisor follows the"
            + " text."),
        new("haproxy",
            "By the manual no-exit-on-failure keeps the master; in haproxy-mw-noexit-sig9"
            + " everything"
            + " ended all the same, and why was not found out.",
            "The manual; the recording is excluded."),
        new("circus",
            "The flapping plugin is meant to stop a watcher; when it was run its requests"
            + " were mostly"
            + " lost and the watcher restarted for ever (issues 604 and 690).",
            "The intention, because when a request is lost depends on the arbiter's load;"
            + " the vector"
            + " is prose and excluded."),
        new("kubelet",
            "One vector (kubelet-06) leaves out that the housekeeping forgets entries of"
            + " 600 s, which"
            + " the source has; no recording decides it.",
            "The source; that vector is excluded."),
        new("pm2",
            "With a restart_delay an application over its limit shows \"waiting restart\", although"
            + " nothing is scheduled (recorded by hand).",
            "It is given up, and its word is the one that PM2 shows."),
    ];
}
