using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Reference;

/// <summary>
/// Several kids of one master, in the words of Squid's Kid.cc and Kids.cc: <c>Kid::stop</c>,
/// <c>hopeless</c>, <c>deathDuration</c>, <c>forgetOldFailures</c> with the time of the next alarm,
/// <c>forgetAllFailures</c>; against one policy for each kid. The two stated differences (exact and
/// monotonic time; a kid that exits with 0 or by TERM unasked is started again) are in the model.
/// </summary>
public sealed class KidModelTests
{
    private const int Kids = 3;
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(40);

    private static readonly Gen<Command> Commands = Gen.Frequency(
        (5, Gen.Choose(0, Kids - 1).Select(kid => new Command(Act.Die, kid, 0))),
        (1, Gen.Choose(0, Kids - 1).Select(kid => new Command(Act.FailToStart, kid, 0))),
        (5, Gen.Elements(
                0, 1, 99_999_999, 100_000_000, 100_000_001,
                Delay.Ticks - 1, Delay.Ticks, Delay.Ticks + 1)
            .Select(ticks => new Command(Act.Advance, 0, ticks))),
        (3, Gen.Choose(0, 15_000).Select(ms =>
            new Command(Act.Advance, 0, ms * TimeSpan.TicksPerMillisecond))),
        (1, Gen.Constant(new Command(Act.Hup, 0, 0))));

    private enum Act
    {
        Die,
        FailToStart,
        Advance,
        Hup,
    }

    [Property(MaxTest = 400)]
    public Property Kids_live_pause_and_come_back_as_squids_do() => ForAll.Lists(
        Commands, 60, commands => Agree(commands, badFailureLimit: 4));

    [Property]
    public Property Kids_of_which_no_failure_is_borne_pause_at_the_first() => ForAll.Lists(
        Commands, 30, commands => Agree(commands, badFailureLimit: 0));

    [Fact]
    public void The_fifth_short_life_tells_a_limit_of_4_from_one_of_5()
    {
        Command[] deaths = [.. Enumerable.Repeat(new Command(Act.Die, 0, 0), 5)];
        Assert.True(Agree(deaths[..4], 4, 5));
        Assert.False(Agree(deaths, 4, 5));
    }

    private static bool Agree(Command[] commands, int badFailureLimit) =>
        Agree(commands, badFailureLimit, badFailureLimit);

    private static bool Agree(Command[] commands, int badFailureLimit, int failureLimit)
    {
        var squid = new Master(badFailureLimit);
        var ours = new Policies(SquidKidOptions.Default with
        {
            FailureLimit = failureLimit, RevivalDelay = Delay,
        });
        return commands.All(command => squid.Do(command) == ours.Do(command));
    }

    private readonly record struct Command(Act Act, int Kid, long Ticks);

    /// <summary>Who runs, a bit for each kid, and how long it is to the next alarm.</summary>
    private readonly record struct Seen(int Running, TimeSpan? Alarm);

    /// <summary>A policy for each kid, and whoever does what they want.</summary>
    private sealed class Policies
    {
        private readonly WorkerPolicy[] _kids;
        private readonly bool[] _isRunning = new bool[Kids];
        private Instant _now;

        internal Policies(SquidKidOptions options)
        {
            _kids = [.. Enumerable.Range(0, Kids).Select(_ => options.Make())];
            for (int kid = 0; kid < Kids; kid++)
            {
                Start(kid);
            }
        }

        internal Seen Do(Command command)
        {
            switch (command.Act)
            {
                case Act.Die when _isRunning[command.Kid]:
                    _isRunning[command.Kid] = false;
                    Tell(command.Kid, PolicyEventKind.Exited);
                    break;
                case Act.FailToStart when _isRunning[command.Kid]:
                    _isRunning[command.Kid] = false;
                    Tell(command.Kid, PolicyEventKind.Exited, canStart: false);
                    break;
                case Act.Advance:
                    _now += new TimeSpan(command.Ticks);
                    TellAll(PolicyEventKind.Tick);
                    break;
                case Act.Hup:
                    TellAll(PolicyEventKind.Reload);
                    break;
                default:
                    break;
            }

            TimeSpan? alarm = _kids.Where((_, kid) => !_isRunning[kid])
                .Select(policy => policy.NextWake - _now).Min();
            return new Seen(
                Enumerable.Range(0, Kids).Sum(kid => _isRunning[kid] ? 1 << kid : 0), alarm);
        }

        private void TellAll(PolicyEventKind kind)
        {
            for (int kid = 0; kid < Kids; kid++)
            {
                Tell(kid, kind);
            }
        }

        private void Tell(int kid, PolicyEventKind kind, bool canStart = true)
        {
            RestartDecision wanted = _kids[kid].On(new PolicyEvent(kind), _now);
            if (wanted.Verb == RestartVerb.Start && !canStart)
            {
                wanted = _kids[kid].On(new PolicyEvent(PolicyEventKind.StartFailed), _now);
            }

            if (wanted.Verb == RestartVerb.Start)
            {
                Start(kid);
            }
        }

        private void Start(int kid)
        {
            _kids[kid].On(new PolicyEvent(PolicyEventKind.Started), _now);
            _isRunning[kid] = true;
        }
    }

    /// <summary>Squid's master, as its source has it.</summary>
    private sealed class Master
    {
        private static readonly TimeSpan FastFailureTimeLimit = TimeSpan.FromSeconds(10);
        private readonly Kid[] _kids;
        private readonly int _badFailureLimit;
        private long _currentTime;

        internal Master(int badFailureLimit)
        {
            _badFailureLimit = badFailureLimit;
            _kids = [.. Enumerable.Range(0, Kids).Select(_ => new Kid { IsRunning = true })];
        }

        internal Seen Do(Command command)
        {
            Kid kid = _kids[command.Kid];
            switch (command.Act)
            {
                case Act.Die when kid.IsRunning:
                    Stop(kid);
                    break;
                case Act.FailToStart when kid.IsRunning:
                    Stop(kid);
                    if (!IsHopeless(kid)) // started, and dead of its own assertion
                    {
                        (kid.IsRunning, kid.StartTime) = (true, _currentTime);
                        Stop(kid);
                    }

                    break;
                case Act.Advance:
                    _currentTime += command.Ticks;
                    break;
                case Act.Hup:
                    foreach (Kid one in _kids)
                    {
                        one.BadFailures = 0; // forgetAllFailures
                    }

                    break;
                default:
                    break;
            }

            TimeSpan? alarm = ForgetOldFailures();
            foreach (Kid one in _kids.Where(one => !one.IsRunning && !IsHopeless(one)))
            {
                (one.IsRunning, one.StartTime) = (true, _currentTime);
            }

            return new Seen(
                _kids.Select((one, number) => one.IsRunning ? 1 << number : 0).Sum(), alarm);
        }

        private void Stop(Kid kid)
        {
            kid.IsRunning = false;
            kid.StopTime = _currentTime;
            kid.BadFailures = kid.StopTime - kid.StartTime < FastFailureTimeLimit.Ticks
                ? kid.BadFailures + 1 : 0;
        }

        private bool IsHopeless(Kid kid) => kid.BadFailures > _badFailureLimit;

        private TimeSpan? ForgetOldFailures()
        {
            TimeSpan? nextCheck = null;
            foreach (Kid kid in _kids.Where(one => !one.IsRunning && IsHopeless(one)))
            {
                long deathDuration = Math.Max(0, _currentTime - kid.StopTime);
                if (Delay.Ticks <= deathDuration)
                {
                    kid.BadFailures = 0;
                }
                else if (new TimeSpan(Delay.Ticks - deathDuration) is var left
                    && !(nextCheck <= left))
                {
                    nextCheck = left;
                }
            }

            return nextCheck;
        }

        private sealed class Kid
        {
            internal int BadFailures { get; set; }

            internal long StartTime { get; set; }

            internal long StopTime { get; set; }

            internal bool IsRunning { get; set; }
        }
    }
}
