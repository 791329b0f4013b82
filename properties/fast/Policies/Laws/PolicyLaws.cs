using FsCheck;
using Harness.Properties.Replaying;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Laws;

/// <summary>What holds for every supervisor of the catalogue, whatever happens.</summary>
public class PolicyLaws
{
    private const int MostTicks = 4;

    private static readonly Instant Begin = Instant.Zero + TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = new(1);

    private static readonly PolicyTiming Real = new(TimeSpan.FromSeconds(0.3), true);

    public static TheoryData<string> Names => PolicyCases.Names;

    [Fact]
    public void Every_system_of_the_catalogue_is_asked() => Assert.Equal(
        PolicyCatalogue.All.Select(system => system.Slug),
        PolicyCases.All.Select(one => one.Slug).Distinct().Order(StringComparer.Ordinal));

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property A_copy_says_the_same_of_the_same_event(string name) => PolicyStory.Hold(
        turns =>
        {
            foreach (PolicyTiming timing in (PolicyTiming[])[default, Real])
            {
                WorkerPolicy policy = PolicyCases.Named(name).Make(timing);
                var copies = new List<(RestartDecision, Instant?)>();
                var world = new PolicyWorld(policy, Begin, (ulong)turns.Length)
                {
                    Before = (happened, at, draw) =>
                    {
                        WorkerPolicy copy = policy.Copy();
                        Assert.Equal(policy.NextWake, copy.NextWake);
                        copies.Add((copy.On(happened, at, draw), copy.NextWake));
                    },
                };
                Array.ForEach(turns, turn => world.Play(turn));
                if (!copies.SequenceEqual(
                    world.All.Select(told => (told.Decision, Begin + told.Wake))))
                {
                    return false;
                }
            }

            return true;
        });

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property What_is_told_to_a_copy_does_not_change_the_other(string name) =>
        PolicyStory.Hold(
            turns =>
            {
                WorkerPolicy disturbed = PolicyCases.Named(name).Make();
                var world = new PolicyWorld(disturbed, Begin)
                {
                    Before = (_, at, draw) =>
                    {
                        WorkerPolicy copy = disturbed.Copy();
                        copy.On(new(PolicyEventKind.Exited, ExitStatus.Code(1)), at, draw);
                        copy.On(new(PolicyEventKind.Tick), copy.NextWake ?? at, draw);
                        copy.On(new(PolicyEventKind.Reset), at, draw);
                        copy.On(new(PolicyEventKind.Manual), at, draw);
                    },
                };
                Array.ForEach(turns, turn => world.Play(turn));
                return world.All.SequenceEqual(
                    PolicyStory.Tell(PolicyCases.Named(name).Make(), turns, Begin));
            });

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property A_wait_has_a_wake_and_after_a_tick_the_next_wake_is_later(string name) =>
        PolicyStory.Hold(
            turns => Both(name, turns).SelectMany(story => story).All(told =>
                (told.Decision.Verb is not (RestartVerb.Wait or RestartVerb.Pause)
                    || told.Wake is not null)
                && (told.Happened.Kind != PolicyEventKind.Tick || told.Wake is null
                    || told.Wake > told.At)));

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property A_wait_is_not_over_a_tick_before_its_wake(string name) => PolicyStory.Hold(
        turns =>
        {
            WorkerPolicy policy = PolicyCases.Named(name).Make();
            var world = new PolicyWorld(policy, Begin);
            bool isEarly = false;
            foreach (TurnAfter turn in turns)
            {
                world.Play(turn);
                if (policy.NextWake is { } wake && wake - Tick > world.Now)
                {
                    WorkerPolicy copy = policy.Copy();
                    isEarly |= copy.On(new(PolicyEventKind.Tick), wake - Tick).Verb
                        != RestartVerb.Nothing || copy.NextWake != wake;
                }
            }

            return !isEarly;
        });

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property Nothing_that_runs_is_started(string name) => PolicyStory.Hold(
        turns => Both(name, turns).All(story =>
        {
            bool isUp = false;
            foreach (Told told in story)
            {
                isUp = told.Happened.Kind switch
                {
                    PolicyEventKind.Started => true,
                    PolicyEventKind.Exited or PolicyEventKind.Stop => false,
                    _ => isUp && !told.Decision.IsFinal, // what is given up is not looked at
                };
                if (isUp && told.Decision.Verb == RestartVerb.Start)
                {
                    return false;
                }
            }

            return true;
        }));

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property What_is_given_up_stays_down_until_a_person_asks(string name) =>
        PolicyStory.Hold(
            turns => Both(name, turns).All(story =>
            {
                bool isOver = false;
                foreach (Told told in story)
                {
                    isOver &= told.Happened.Kind is PolicyEventKind.Tick or PolicyEventKind.Exited
                        or PolicyEventKind.Ready or PolicyEventKind.Stop;
                    if (isOver && (told.Wake is not null || (!told.Decision.IsFinal
                        && told.Decision.Verb != RestartVerb.Nothing)))
                    {
                        return false;
                    }

                    isOver |= told.Decision.IsFinal;
                }

                return true;
            }));

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property What_ends_is_started_or_given_up_within_a_few_wakes(string name) =>
        PolicyStory.Hold(
            turns => ((PolicyTiming[])[default, Real]).All(timing =>
            {
                var world = new PolicyWorld(PolicyCases.Named(name).Make(timing), Begin, 7);
                Array.ForEach(turns, turn => world.Play(turn));
                if (!world.IsUp || world.IsOver)
                {
                    world.Tell(PolicyEventKind.Started, world.Now); // somebody starts it by hand
                }

                RestartDecision decision = world.Tell(
                    PolicyEventKind.Exited, world.Now + TimeSpan.FromSeconds(0.5),
                    ExitStatus.Code(1));
                for (int ticks = 0; ticks < MostTicks && !IsSettled(decision); ticks++)
                {
                    decision = world.Tick();
                }

                return IsSettled(decision);
            }));

    [Property(MaxTest = 60)]
    [MemberData(nameof(Names))]
    public Property With_exact_timers_what_is_drawn_does_not_matter(string name) =>
        PolicyStory.Hold(
            turns => PolicyStory.Tell(PolicyCases.Named(name).Make(), turns, Begin, seed: 1)
                .SequenceEqual(
                    PolicyStory.Tell(PolicyCases.Named(name).Make(), turns, Begin, seed: 2)));

    private static bool IsSettled(RestartDecision decision) =>
        decision.Verb == RestartVerb.Start || decision.IsFinal;

    /// <summary>The story with exact timers, and the same with real ones.</summary>
    private static IEnumerable<List<Told>> Both(string name, TurnAfter[] turns) =>
        ((PolicyTiming[])[default, Real]).Select(timing => PolicyStory.Tell(
            PolicyCases.Named(name).Make(timing), turns, Begin, (ulong)turns.Length));
}
