using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Properties.Policies.Laws;

/// <summary>What can happen next; what cannot happen at that point is passed over.</summary>
internal enum Turn
{
    /// <summary>What was to be started has started.</summary>
    Begins,

    /// <summary>What was to be started could not be.</summary>
    FailsToBegin,

    /// <summary>What runs is ready.</summary>
    IsReady,

    /// <summary>What runs ends.</summary>
    Ends,

    /// <summary>Half of the time to the next wake is over, and it is ticked.</summary>
    TicksEarly,

    /// <summary>It is ticked when it wants to be.</summary>
    TicksOnTime,

    /// <summary>A person asks for a start.</summary>
    Asks,

    /// <summary>A person asks for a stop.</summary>
    Stops,

    /// <summary>A person asks to forget.</summary>
    Forgives,

    /// <summary>The configuration was read again.</summary>
    Reloads,
}

/// <summary>A turn after some time.</summary>
internal readonly record struct TurnAfter(TimeSpan Pause, Turn Turn, ExitStatus Exit)
{
    public override string ToString() => Turn == Turn.Ends
        ? $"{Pause} {Turn} ({Exit})"
        : $"{Pause} {Turn}";
}

/// <summary>What a policy was told and said; times are from the story's begin.</summary>
internal readonly record struct Told(
    PolicyEvent Happened, TimeSpan At, RestartDecision Decision, TimeSpan? Wake);

/// <summary>Stories of a worker as a supervisor would tell them to a policy.</summary>
internal static class PolicyStory
{
    private const int Longest = 60;

    private static readonly Gen<TimeSpan> Pauses = Gen.Frequency(
        (4, Gen.Elements(
            0, 1, 1_000_000, 9_999_999, 10_000_000, 10_000_001, 20_000_000, 50_000_000,
            99_999_999, 100_000_000, 100_000_001, 300_000_000, 6_000_000_000,
            6_000_000_001, 36_000_000_000)),
        (4, Gen.Choose(0, 1500).Select(ms => ms * TimeSpan.TicksPerMillisecond)),
        (1, Gen.Choose(0, 60_000).Select(ms => ms * TimeSpan.TicksPerMillisecond)))
        .Select(ticks => new TimeSpan(ticks));

    private static readonly Gen<ExitStatus> Exits = Gen.Frequency(
        (6, Gen.Constant(ExitStatus.Code(1))),
        (1, Gen.Elements(0, 2, 3, 4, 15, 125, 143).Select(ExitStatus.Code)),
        (1, Gen.Elements(
            Signal.Hup, Signal.Int, Signal.Kill, Signal.Segv, Signal.Bus, Signal.Term)
            .Select(ExitStatus.Signal)),
        (1, Gen.Constant(ExitStatus.Unknown)));

    private static readonly Gen<TurnAfter> Turns =
        from turn in Gen.Frequency(
            (8, Gen.Constant(Turn.Begins)),
            (1, Gen.Constant(Turn.FailsToBegin)),
            (1, Gen.Constant(Turn.IsReady)),
            (8, Gen.Constant(Turn.Ends)),
            (1, Gen.Constant(Turn.TicksEarly)),
            (6, Gen.Constant(Turn.TicksOnTime)),
            (1, Gen.Constant(Turn.Asks)),
            (1, Gen.Elements(Turn.Stops, Turn.Forgives, Turn.Reloads)))
        from pause in Pauses
        from exit in Exits
        select new TurnAfter(turn == Turn.Begins ? TimeSpan.Zero : pause, turn, exit);

    /// <summary>A property of stories of which turns may be left out.</summary>
    internal static Property Hold(Func<TurnAfter[], bool> holds) =>
        ForAll.Lists(Turns, Longest, holds);

    /// <summary>Tells a story to a policy.</summary>
    internal static List<Told> Tell(
        WorkerPolicy policy, TurnAfter[] turns, Instant begin, ulong seed = 0)
    {
        var world = new PolicyWorld(policy, begin, seed);
        foreach (TurnAfter turn in turns)
        {
            world.Play(turn);
        }

        return world.All;
    }
}
