using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;

namespace Harness.Properties.Reference;

public class PolicyModelTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Gen<long> Spans = Gen.OneOf(
        Gen.Elements(
            0, 1, 99_000_000, 99_999_999, 100_000_000, 100_000_001,
            Hour.Ticks - 1, Hour.Ticks, Hour.Ticks + 1),
        Gen.Choose(0, 12_000).Select(ms => ms * TimeSpan.TicksPerMillisecond));

    private static readonly Gen<Command> Commands = Gen.Frequency(
        (6, Spans.Select(ticks => new Command(Act.Live, new TimeSpan(ticks)))),
        (2, Gen.Constant(new Command(Act.FailStart, TimeSpan.Zero))),
        (2, Spans.Select(ticks => new Command(Act.Tick, new TimeSpan(ticks)))),
        (1, Gen.Constant(new Command(Act.Reset, TimeSpan.Zero))));

    private enum Act
    {
        Live,
        FailStart,
        Tick,
        Reset,
    }

    [Property(MaxTest = 300)]
    public Property Squids_rule_decides_as_a_list_of_lives_does() => ForAll.Of(
        from limit in Gen.Choose(0, 5)
        from length in Gen.Choose(0, 50)
        from commands in Commands.ArrayOf(length)
        select (limit, commands),
        given =>
        {
            var model = new ListOfLives(given.limit);
            var real = new Driver<SquidKidState>(
                new SquidKidPolicy(SquidKidOptions.Default with { FailureLimit = given.limit }));
            return Agree(model, real, given.commands);
        },
        given => Enumerable.Range(0, given.commands.Length).Select(left =>
            (given.limit, given.commands.Where((_, index) => index != left).ToArray())));

    [Property(MaxTest = 300)]
    public Property Always_decides_as_a_note_on_a_calendar_does() => ForAll.Of(
        from delay in Spans
        from length in Gen.Choose(0, 30)
        from commands in Commands.ArrayOf(length)
        select (delay, commands),
        given =>
        {
            var delay = new TimeSpan(given.delay);
            var real = new Driver<AlwaysState>(new AlwaysPolicy(delay));
            return Agree(new Calendar(delay), real, given.commands);
        });

    [Property(MaxTest = 300)]
    public Property The_same_state_and_event_give_the_same_step_of_squids_rule() =>
        ForAll.Of(StatesAndEvents, given =>
        {
            var policy = new SquidKidPolicy(SquidKidOptions.Default);
            var state = new SquidKidState(
                given.Count, new Instant(given.Earlier),
                given.Until is 0 ? null : new(given.Until));
            return policy.Step(state, new(given.Kind), new(given.Now), 1)
                == policy.Step(state, new(given.Kind), new(given.Now), 2);
        });

    [Property(MaxTest = 300)]
    public Property The_same_state_and_event_give_the_same_step_of_always() =>
        ForAll.Of(StatesAndEvents, given =>
        {
            var policy = new AlwaysPolicy(new TimeSpan(given.Earlier));
            var state = new AlwaysState(given.Until is 0 ? null : new(given.Until));
            return policy.Step(state, new(given.Kind), new(given.Now), 1)
                == policy.Step(state, new(given.Kind), new(given.Now), 2);
        });

    private static Gen<(PolicyEventKind Kind, int Count, long Earlier, long Until, long Now)>
        StatesAndEvents =>
        from kind in Gen.Elements(Enum.GetValues<PolicyEventKind>())
        from count in Gen.Choose(0, 9)
        from earlier in Spans
        from until in Spans
        from now in Spans
        select (kind, count, earlier, until, earlier + now);

    /// <summary>
    /// Tells both the same story, and compares what they want and whether a pause is on.
    /// </summary>
    private static bool Agree(IModel model, IDriver real, Command[] commands)
    {
        Instant now = Instant.Zero;
        foreach (Command command in commands)
        {
            if (command.Act is Act.Live or Act.FailStart && model.IsHeld)
            {
                continue; // nobody starts a worker whose start was put off
            }

            if (command.Act == Act.Live)
            {
                real.Tell(PolicyEventKind.Started, now);
            }

            now += command.Span;
            RestartDecision wanted = real.Tell(KindOf(command.Act), now);
            (RestartVerb verb, long count) = model.Do(command, now);
            if (wanted.Verb != verb || wanted.Count != count || real.IsHeld != model.IsHeld)
            {
                return false;
            }
        }

        return true;
    }

    private static PolicyEventKind KindOf(Act act) => act switch
    {
        Act.Live => PolicyEventKind.Exited,
        Act.FailStart => PolicyEventKind.StartFailed,
        Act.Tick => PolicyEventKind.Tick,
        Act.Reset => PolicyEventKind.Reset,
    };

    private readonly record struct Command(Act Act, TimeSpan Span);

    private interface IModel
    {
        bool IsHeld { get; }

        (RestartVerb Verb, long Count) Do(Command command, Instant now);
    }

    private interface IDriver
    {
        bool IsHeld { get; }

        RestartDecision Tell(PolicyEventKind kind, Instant now);
    }

    private sealed class Driver<TState>(IRestartPolicy<TState> policy) : IDriver
        where TState : struct
    {
        private readonly WorkerPolicy _policy = WorkerPolicy.Of(policy);

        public bool IsHeld => _policy.NextWake is not null;

        public RestartDecision Tell(PolicyEventKind kind, Instant now) =>
            _policy.On(new PolicyEvent(kind), now);
    }

    /// <summary>
    /// All lives since the failures were last forgotten; hopeless if the last few are short.
    /// </summary>
    private sealed class ListOfLives(int limit) : IModel
    {
        private readonly List<TimeSpan> _lives = [];
        private Instant? _pausedUntil;

        public bool IsHeld => _pausedUntil is not null;

        public (RestartVerb Verb, long Count) Do(Command command, Instant now)
        {
            switch (command.Act)
            {
                case Act.Live:
                case Act.FailStart:
                    _lives.Add(command.Span);
                    int shortOnes = Enumerable.Reverse(_lives)
                        .TakeWhile(life => life.TotalSeconds < 10).Count();
                    _pausedUntil = shortOnes >= limit + 1 ? now + Hour : null;
                    return (IsHeld ? RestartVerb.Pause : RestartVerb.Start, shortOnes);
                case Act.Tick:
                    return _pausedUntil <= now ? Begin() : (RestartVerb.Nothing, 0);
                case Act.Reset:
                    bool wasPaused = IsHeld;
                    (RestartVerb, long) begun = Begin();
                    return wasPaused ? begun : (RestartVerb.Nothing, 0);
                default:
                    throw new InvalidOperationException($"unknown act {command.Act}");
            }
        }

        private (RestartVerb Verb, long Count) Begin()
        {
            _lives.Clear();
            _pausedUntil = null;
            return (RestartVerb.Start, 0);
        }
    }

    private sealed class Calendar(TimeSpan delay) : IModel
    {
        private Instant? _due;

        public bool IsHeld => _due is not null;

        public (RestartVerb Verb, long Count) Do(Command command, Instant now)
        {
            switch (command.Act)
            {
                case Act.Live:
                case Act.FailStart:
                    _due = delay > TimeSpan.Zero ? now + delay : null;
                    return (IsHeld ? RestartVerb.Wait : RestartVerb.Start, 0);
                case Act.Tick:
                case Act.Reset:
                    bool isDue = _due is { } due && (command.Act == Act.Reset || due <= now);
                    _due = isDue ? null : _due;
                    return (isDue ? RestartVerb.Start : RestartVerb.Nothing, 0);
                default:
                    throw new InvalidOperationException($"unknown act {command.Act}");
            }
        }
    }
}
