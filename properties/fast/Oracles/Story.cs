using System.Collections;
using Harness.Properties.Machine;
using Harness.Reference.Ports;
using Harness.Sim.Oracles;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Properties.Oracles;

/// <summary>A trace made by hand: what happened, with the second in which it did.</summary>
internal sealed class Story : IEnumerable<TraceEvent>
{
    internal static readonly Scenario Pair = Scenes.Of(Scenes.Worker("a"), Scenes.Worker("b"));

    private readonly List<TraceEvent> _events = [];
    private int _life;

    /// <summary>When the run ends; with the last event if nobody says.</summary>
    internal double? Until { get; init; }

    internal Scenario Scenario { get; init; } = Pair;

    internal Story? Twin { get; init; }

    internal RunView View => RunView.Of(
        Scenario, _events,
        Until is { } seconds ? At(seconds) : _events.Count > 0 ? _events[^1].At : Instant.Zero,
        Twin?._events);

    public void Add(double seconds, params TraceEvent[] happened)
    {
        foreach (TraceEvent one in happened)
        {
            one.At = At(seconds);
            one.Index = _events.Count;
            _life = one is SupervisorStarted started ? started.Incarnation : _life;
            one.Life = _life;
            _events.Add(one);
        }
    }

    internal Story Then(double seconds, params TraceEvent[] happened)
    {
        Add(seconds, happened);
        return this;
    }

    /// <summary>As <see cref="Then"/>, done by that life and not by the newest.</summary>
    internal Story By(int life, double seconds, params TraceEvent[] happened)
    {
        (int newest, _life) = (_life, life);
        Add(seconds, happened);
        _life = Math.Max(newest, life);
        return this;
    }

    public IEnumerator<TraceEvent> GetEnumerator() => _events.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SupervisorStarted Up(int life = 1, int boot = 1) => new(life, boot);

    internal static Logged Says(
        LogCode code, string subject = "", long first = 0, long second = 0) =>
        new(code, subject, first, second);

    internal static Logged Running => Says(LogCode.SupervisorRunning);

    internal static Logged Stopping => Says(LogCode.SupervisorStopping);

    internal static SupervisorKilled Killed(int life = 1) => new(life);

    internal static SupervisorExited Ended(int code, int life = 1) => new(life, code);

    internal static FatalWritten Fatal(Phase phase) =>
        new(phase, ErrorOrigin.Watchdog, ErrorKind.Exhausted, "a");

    internal static ProcessStarted Start(string unit, int life = 1, bool byMachine = false) =>
        new(unit, Pid(unit, life), life, byMachine);

    internal static ProcessReady Ready(string unit, int life = 1) =>
        new(unit, Pid(unit, life), life);

    internal static ProcessExited Exit(
        string unit, int life = 1, ExitCause cause = ExitCause.Fault) =>
        new(unit, Pid(unit, life), life, ExitStatus.Code(1), cause);

    internal static ProcessHung Hang(string unit, int life = 1) => new(unit, Pid(unit, life), life);

    internal static SignalSent Sent(string unit, int life = 1, Signal signal = Signal.Term) =>
        new(unit, Pid(unit, life), signal, Arrived: true);

    private static int Pid(string unit, int life) => (100 * unit[0]) + life;

    private static Instant At(double seconds) => Instant.Zero + TimeSpan.FromSeconds(seconds);
}

/// <summary>What an oracle has to say of a story, and the sentence why.</summary>
internal sealed record Judgement(string Oracle, Verdict Verdict, string Sentence, Story Story);
