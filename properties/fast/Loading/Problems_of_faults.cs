using Xunit;

namespace Harness.Properties.Loading;

public sealed class Problems_of_faults
{
    private const string Triggers =
        "expected 'at', or 'at-step', or 'life' with 'call' and 'moment', or 'of' with 'start' and"
        + " 'after'";

    [Fact]
    public void An_entry_without_a_fault_is_told_every_fault_there_is() => Files.Is(
        Files.With("timeline:\n  - { at: 5s }\n"),
        $"10:5: no fault: expected one of {string.Join(", ", FaultEntries.Verbs)}");

    [Theory]
    [InlineData("hang: db", "no trigger: " + Triggers, 5)]
    [InlineData("at: 5s, hagn: db", "unknown key 'hagn': did you mean 'hang'?", 15)]
    [InlineData("ta: 5s, hang: db", "unknown key 'ta': did you mean 'at'?", 7)]
    [InlineData(
        "at: 5s, hang: db, crash: db",
        "a second fault, 'crash' beside 'hang': write two entries",
        25)]
    [InlineData(
        "at: 5s, life: 1, call: 1, moment: before-effect, hang: db",
        "a second trigger, 'life' beside 'at': " + Triggers,
        15)]
    [InlineData("life: 1, call: 1, hang: db", "missing key 'moment'", 5)]
    [InlineData("of: db, start: 1, hang: db", "missing key 'after'", 5)]
    [InlineData("of: any, start: 1, after: 1s, hang: db",
        "'any' stands for a worker in 'drawn' only: name a worker", 11)]
    [InlineData("of: db, start: 0, after: 1s, hang: db",
        "'start' is '0': expected a whole number from 1 to 1000", 22)]
    [InlineData("of: db, start: 1, after: 1s, at: 5s, hang: db",
        "a second trigger, 'at' beside 'of': " + Triggers, 36)]
    [InlineData(
        "life: 0, call: 1, moment: after-answer, hang: db",
        "'life' is '0': expected a whole number from 1 to 1000",
        13)]
    [InlineData(
        "life: 1, call: 1, moment: after, hang: db",
        "'moment' is 'after': expected one of before-effect, before-answer, after-answer",
        33)]
    [InlineData("at: 5s, hang: web", "unknown worker 'web': expected one of db, web-1, web-2", 21)]
    [InlineData("at: 5s, hang: web-3", "unknown worker 'web-3': did you mean 'web-1'?", 21)]
    [InlineData(
        "at: 5s, hang: any", "'any' stands for a worker in 'drawn' only: name a worker", 21)]
    [InlineData("at: 5s, hang: db, signal: KILL", "key 'signal' does not go with 'hang'", 25)]
    [InlineData("at: 5s, hang: db, each: 2", "key 'each' is of 'drawn': expected 'times'", 25)]
    [InlineData(
        "when: 5s, hang: db",
        "key 'when' is of 'drawn': " + Triggers,
        7)]
    [InlineData(
        "at: 2.1min, hang: db",
        "'at' is 126s, but the run is over at 2min: it would never happen",
        11)]
    [InlineData("at: -1s, hang: db", "'at' is '-1s': expected 0s to 400d", 11)]
    [InlineData(
        "at: 5s, crash: db, signal: KILL, exit: 1",
        "'exit' beside 'signal': a process ends in one way",
        40)]
    [InlineData(
        "at: 5s, crash: db, signal: SIGKILL", "'signal' is 'SIGKILL': did you mean 'KILL'?", 34)]
    [InlineData(
        "at: 5s, crash: db, exit: 256",
        "'exit' is '256': expected a whole number from 0 to 255",
        32)]
    [InlineData("at: 5s, refuse-starts: db", "missing key 'failure'", 5)]
    [InlineData(
        "at: 5s, refuse-starts: db, failure: none",
        "'failure' is 'none': expected one of no-resources, not-found, not-executable",
        43)]
    [InlineData(
        "at: 5s, refuse-starts: db, failure: not-found, times: 0",
        "'times' is '0': expected a whole number from 1 to 1000",
        61)]
    [InlineData("at: 5s, hints: db, trouble: late", "missing key 'by'", 5)]
    [InlineData(
        "at: 5s, hints: db, trouble: late, by: 0s",
        "'by' is '0s': expected more than 0s, at most 400d",
        45)]
    [InlineData(
        "at: 5s, hints: db, trouble: lost, by: 1s",
        "'by' beside 'trouble: lost': a hint that never comes has no delay",
        45)]
    [InlineData(
        "at: 5s, step: clock, by: 1h",
        "'step' is 'clock': expected wall-clock; the monotonic clock cannot be stepped",
        21)]
    [InlineData(
        "at: 5s, step: wall-clock, by: -401d", "'by' is '-401d': expected -400d to 400d", 37)]
    [InlineData(
        "at: 5s, step: wall-clock, by: -1h..1h",
        "'-1h..1h' is not a duration: expected a number and a unit of ns, us, ms, s, min, h, d,"
        + " such as 500ms",
        37)]
    [InlineData(
        "at: 5s, kill: web-1",
        "'kill' is 'web-1': expected supervisor; a worker is ended by 'crash: NAME, signal: KILL'",
        21)]
    [InlineData(
        "at: 5s, stall: db, for: 1s",
        "'stall' is 'db': expected supervisor; nothing else can be",
        22)]
    [InlineData(
        "at: 5s, reboot: machine, for: 0s",
        "'for' is '0s': expected more than 0s, at most 400d",
        37)]
    [InlineData("at: 5s, ask: halt", "'ask' is 'halt': expected one of status, stop, reset,"
        + " reload", 20)]
    [InlineData(
        "at: 5s, send: KILL",
        "'send' is 'KILL': expected one of HUP, INT, TERM (to kill it write 'kill: supervisor')",
        21)]
    [InlineData(
        "at: 5s, fail-files: writ, error: device",
        "'fail-files' is 'writ': did you mean 'write'?",
        27)]
    [InlineData(
        "at: 5s, fail-files: write, error: none",
        "'error' is 'none': expected one of missing, no-space, read-only, device, locked, denied",
        41)]
    public void A_bad_entry_of_the_timeline_is_one_problem(
        string entry, string problem, int column) => Files.Is(
            Files.With($"timeline:\n  - {{ {entry} }}\n"),
            FormattableString.Invariant($"10:{column}: {problem}"));

    [Theory]
    [InlineData("hang: any", "neither 'when' nor 'calls': expected one of them", 5)]
    [InlineData(
        "hang: any, when: 1s, calls: 1",
        "'when' and 'calls': a fault falls at a time or into a port call",
        28)]
    [InlineData("at: 5s, hang: any", "key 'at' is of 'timeline': expected 'when' or 'calls'", 7)]
    [InlineData(
        "kill: any, calls: 0..40",
        "'kill' is 'any': expected supervisor; a worker is ended by 'crash: NAME, signal: KILL'",
        13)]
    [InlineData(
        "hang: any, when: 1s..3min", "'when' goes up to 3min, but the run is over at 2min", 24)]
    [InlineData(
        "hang: any, when: 2s..1s", "'when' is '2s..1s': the least is more than the most", 24)]
    [InlineData(
        "hang: any, when: 1s, times: 3..1",
        "'times' is '3..1': the least is more than the most",
        35)]
    [InlineData(
        "hang: any, when: 1s, times: 0",
        "'times' is never more than 0: nothing would be drawn",
        35)]
    [InlineData(
        "hang: any, calls: 1s", "'calls' is '1s': expected a whole number from 0 to 1000000", 25)]
    [InlineData(
        "hang: any, calls: 1..", "'calls' is '': expected a whole number from 0 to 1000000", 25)]
    [InlineData("hang: any, when: 1s, each: 2", "key 'each' does not go with 'hang'", 28)]
    [InlineData(
        "stall: supervisor, when: 1s, for: 0s..1s",
        "'for' is '0s': expected more than 0s, at most 400d",
        41)]
    [InlineData(
        "hang: any, when: 1s, life: 2",
        "'life' without 'calls': it says whose port calls are meant",
        28)]
    [InlineData(
        "hang: any, calls: 1, life: 0", "'life' is '0': expected a whole number from 1 to 1000",
        34)]
    [InlineData(
        "start-second: any, calls: 1",
        "'start-second' is 'any': expected supervisor; a worker is started by its supervisor",
        21)]
    [InlineData("stick: any, calls: 1", "missing key 'for'", 5)]
    [InlineData(
        "hang-next-start: any, calls: 1, stage: ready",
        "'stage' is 'ready': expected one of before-ready, after-ready",
        46)]
    [InlineData(
        "replace-file: lock, with: empty, calls: 1",
        "'replace-file' is 'lock': expected state; no other file can be",
        21)]
    [InlineData(
        "replace-file: state, with: ful, calls: 1",
        "'with' is 'ful': expected one of missing, empty, torn, earlier, future",
        34)]
    [InlineData(
        "fail-files: write, error: no-space, for: 1s, each: 2, calls: 1",
        "'each' beside 'for': so many fail, or all for a time",
        52)]
    [InlineData(
        "suspend: supervisor, for: 1s, calls: 1",
        "'suspend' is 'supervisor': expected machine; nothing else can be",
        16)]
    [InlineData("hang: anny, when: 1s", "unknown worker 'anny': did you mean 'any'?", 13)]
    public void A_bad_entry_of_what_is_drawn_is_one_problem(
        string entry, string problem, int column) => Files.Is(
            Files.With($"drawn:\n  - {{ {entry} }}\n"),
            FormattableString.Invariant($"10:{column}: {problem}"));

    [Theory]
    [InlineData("timeline:\n  - { at: 2min, hang: db }")]
    [InlineData("timeline:\n  - { at: 0s, crash: db, exit: 255 }")]
    [InlineData("timeline:\n  - { at: 0s, step: wall-clock, by: -400d }")]
    [InlineData("timeline:\n  - { at: 0s, hints: db, trouble: lost }")]
    [InlineData("timeline:\n  - { at: 0s, hints: db, trouble: doubled, by: 0s }")]
    [InlineData("timeline: []\ndrawn: []")]
    [InlineData("drawn:\n  - { hang: any, calls: 1, life: 1000 }")]
    [InlineData("step-cost: 0s..1s\ntimer-lateness: 1s")]
    [InlineData("drawn:\n  - { hang: any, when: 0s..2min, times: 1000 }")]
    [InlineData(
        "drawn:\n  - { hints: any, trouble: late, by: 1s..2s, each: 2, calls: 0..1000000 }")]
    public void An_entry_at_its_bounds_is_none(string sections) => Files.Good(Files.With(sections));

    [Fact]
    public void A_section_that_is_no_list_is_one_problem() => Files.Is(
        Files.With("timeline: { at: 5s, hang: db }\n"),
        "9:11: 'timeline' is a set of keys: it must be a list");

    [Fact]
    public void An_entry_that_is_no_set_of_keys_is_one_problem() => Files.Is(
        Files.With("timeline:\n  - hang\n"),
        "10:5: an entry of 'timeline' is a single value: it must be a set of keys, such as"
        + " { at: 5s, hang: db }");
}
