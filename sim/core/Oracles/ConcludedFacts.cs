using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// What a supervisor that keeps no log would have said of its own course, concluded from what it
/// does: that it is running, that it is ending, that it changes the configuration. The oracles read
/// it as if it had been said.
/// </summary>
/// <remarks>
/// It is running when every worker that is wanted is ready and it has looked at them, or with its
/// first answer. It is ending when it was asked to and has sent a TERM, has said yes, or leaves
/// with code 0: a request by itself is one that it may not have read yet. It changes the
/// configuration from the request until it has been answered and everything runs as it is stored,
/// or for a while after the answer; the new settings count as accepted when they are stored, or
/// when the first worker is sent a TERM for them.
/// </remarks>
internal sealed class ConcludedFacts
{
    // A rollback of a large group takes that long.
    private static readonly TimeSpan _tidying = TimeSpan.FromSeconds(60);

    private readonly Scenario _scenario;
    private readonly List<TraceEvent> _events;
    private readonly Dictionary<int, Life> _lives = [];
    private readonly Dictionary<(string Unit, int Incarnation), ProcessStarted> _living = [];
    private readonly HashSet<(string Unit, int Incarnation)> _ready = [];
    private readonly Dictionary<long, ControlVerb> _asked = [];
    private string _stored = "";

    private ConcludedFacts(Scenario scenario, int count)
    {
        _scenario = scenario;
        _events = new List<TraceEvent>(count + 64);
    }

    /// <summary>The events with what is concluded among them.</summary>
    internal static IReadOnlyList<TraceEvent> Among(
        IReadOnlyList<TraceEvent> events, Scenario scenario)
    {
        var facts = new ConcludedFacts(scenario, events.Count);
        foreach (TraceEvent happened in events)
        {
            facts.Before(happened);
            facts._events.Add(happened);
            facts.After(happened);
        }

        return facts._events;
    }

    private void Before(TraceEvent happened)
    {
        bool isEnd = happened is SignalSent { Signal: Signal.Term } or SupervisorExited { Code: 0 };
        foreach (Life life in isEnd ? [.. _lives.Values] : Array.Empty<Life>())
        {
            // What the machine does to a worker is told of no life in particular.
            if (life.IsAskedToStop && (happened.Life == 0 || happened.Life == life.Number))
            {
                Stops(life, happened);
            }
        }

        if (happened is SignalSent { Signal: Signal.Term } sent
            && _lives.Values.FirstOrDefault(life => life.Open.Count > 0) is { } changing
            && _living.Values.Any(one => one.Pid == sent.Pid && one.Role == UnitRole.Worker))
        {
            Accepts(changing, sent);
        }

        if (happened is RequestAnswered && Of(happened) is { } answers)
        {
            Runs(answers, happened);
        }
    }

    private void After(TraceEvent happened)
    {
        Note(happened);
        foreach (Life life in _lives.Values.Where(life => life.AnsweredAt is not null).ToArray())
        {
            if (happened.At - life.AnsweredAt > _tidying || IsInLine())
            {
                Tell(life, happened, LogCode.ChangeOver, life.Change ?? "", life.Result);
                (life.Change, life.AnsweredAt) = (null, null);
            }
        }

        if (happened is ProcessReady or PortAnswered && AllServe())
        {
            foreach (Life life in _lives.Values.Where(life => life.HasLooked).ToArray())
            {
                Runs(life, happened);
            }
        }
    }

    private void Note(TraceEvent happened)
    {
        switch (happened)
        {
            case SupervisorStarted started:
                _lives[started.Incarnation] = new Life(started.Incarnation);
                break;
            case SupervisorExited or SupervisorKilled or SupervisorCrashed:
                _lives.Remove(happened.Life);
                break;
            case ProcessStarted started:
                _living[(started.Unit, started.Incarnation)] = started;
                break;
            case ProcessReady ready:
                _ready.Add((ready.Unit, ready.Incarnation));
                break;
            case ProcessExited exited:
                _ready.Remove((exited.Unit, exited.Incarnation));
                _living.Remove((exited.Unit, exited.Incarnation));
                break;
            case ConfigStored stored:
                Stored(stored);
                break;
            case RequestArrived arrived:
                Asked(arrived);
                break;
            case RequestAnswered answered:
                Answered(answered);
                break;
            case PortCalled { Port: "processes" or "services", Operation: "list" or "start" } call
                when Of(happened) is { } life:
                life.Looks.Add(call.Number);
                break;
            case PortAnswered answer when Of(happened) is { } life:
                life.HasLooked |= life.Looks.Contains(answer.Number);
                break;
            default:
                break;
        }
    }

    private bool IsInLine() => _living.Values.All(process => process.Role == UnitRole.Worker
        && process.Config == _scenario.SettingsOf(_stored, process.Unit));

    private void Stored(ConfigStored stored)
    {
        _stored = stored.Config;
        if (_lives.Values.FirstOrDefault(life => life.Change == stored.Config) is { } life)
        {
            Accepts(life, stored);
        }
    }

    private void Accepts(Life life, TraceEvent at)
    {
        if (!life.HasAccepted && !life.IsStopping)
        {
            life.HasAccepted = true;
            Tell(life, at, LogCode.ChangeAccepted, life.Change ?? "");
        }
    }

    private void Asked(RequestArrived arrived)
    {
        _asked[arrived.Id] = arrived.Verb;
        if (Of(arrived) is not { } life)
        {
            return;
        }

        life.IsAskedToStop |= arrived.Verb == ControlVerb.Stop;
        if (arrived.Verb == ControlVerb.Change)
        {
            life.Open.Add(arrived.Id);
            (life.Change, life.AnsweredAt) = (arrived.Config, null);
            Tell(life, arrived, LogCode.ChangeBegun, arrived.Config, arrived.Id);
        }
    }

    private void Answered(RequestAnswered answered)
    {
        if (Of(answered) is not { } life || !_asked.TryGetValue(answered.Id, out ControlVerb verb))
        {
            return;
        }

        if (verb == ControlVerb.Change)
        {
            life.Open.Remove(answered.Id);
            life.AnsweredAt = life.Open.Count == 0 ? answered.At : null;
            life.Result = (long)answered.Result;
            life.HasAccepted = false;
        }
        else if (verb == ControlVerb.Stop && answered.Result == ControlResult.Accepted)
        {
            Stops(life, answered);
        }
    }

    private bool AllServe()
    {
        HashSet<string> ready = [.. _ready.Select(one => one.Unit)];
        return _scenario.UnitsOf(_stored).All(ready.Contains);
    }

    private void Runs(Life life, TraceEvent at)
    {
        if (!life.IsRunning && !life.IsStopping)
        {
            life.IsRunning = true;
            Tell(life, at, LogCode.SupervisorRunning);
        }
    }

    private void Stops(Life life, TraceEvent at)
    {
        if (!life.IsStopping)
        {
            life.IsStopping = true;
            Tell(life, at, LogCode.SupervisorStopping);
        }
    }

    // It has the place of the event that it was concluded from: that is what shows it.
    private void Tell(
        Life life, TraceEvent at, LogCode code, string subject = "", long first = 0) =>
        _events.Add(new Logged(code, subject, first, 0)
        {
            At = at.At, Index = at.Index, Step = at.Step, Life = life.Number,
        });

    private Life? Of(TraceEvent happened) => _lives.GetValueOrDefault(happened.Life)
        ?? (happened.Life == 0 ? _lives.Values.FirstOrDefault() : null);

    private sealed class Life(int number)
    {
        internal int Number => number;

        internal HashSet<int> Looks { get; } = [];

        internal bool HasLooked { get; set; }

        internal bool IsAskedToStop { get; set; }

        internal bool IsRunning { get; set; }

        internal bool IsStopping { get; set; }

        /// <summary>The configuration that it is asked to change to; null if to none.</summary>
        internal string? Change { get; set; }

        /// <summary>The requests for a change that it has not answered.</summary>
        internal HashSet<long> Open { get; } = [];

        internal bool HasAccepted { get; set; }

        /// <summary>When it has answered the last of them; null if it has not.</summary>
        internal Instant? AnsweredAt { get; set; }

        internal long Result { get; set; }
    }
}
