using Harness.Reference.Ports;
using Harness.Sim.Trace;
using static Harness.Properties.Oracles.Story;
using static Harness.Sim.Oracles.Verdict;

namespace Harness.Properties.Oracles;

/// <summary>Stories for the oracles that look at the shared cache.</summary>
internal static class CacheStories
{
    private const string Content = "no-wrong-content";
    private const string Access = "access-control-fails-closed";
    private const string Leaks = "leaks-are-bounded";
    private const string Dead = "dead-lives-change-nothing";

    // Of the eight keys of a usual cache the last two are private.
    private const int Public = 1;
    private const int Private = 7;

    internal static IEnumerable<Judgement> All =>
        [.. AboutContent, .. AboutAccess, .. AboutLeaks, .. AboutTheDead];

    /// <summary>Two workers that serve; the first life of one has locked an entry.</summary>
    private static Story Locked => new()
    {
        { 0, Up(), Start("a"), Ready("a"), Start("b"), Ready("b"), Running },
        { 5, new EntryLocked(Public, 0, "a", 1, true) },
    };

    /// <summary>And is killed while a write to it is under way.</summary>
    private static Story Killed => Locked
        .Then(5.1, new WriteBegan(Public, 0, "a", 1, 1))
        .Then(6, Exit("a"), Start("a", 2), Ready("a", 2));

    private static HoldingsReleased Given(int locks = 1, int inFlight = 0) =>
        new("a", 1, locks, 1, inFlight);

    private static Logged SaysGiven(int locks = 1) =>
        Says(LogCode.HoldingsReleased, "a", locks, 1);

    private static WriteDone Done => new(Public, 0, "a", 1, 1);

    private static IEnumerable<Judgement> AboutContent =>
    [
        new(Content, Pass, "a hit has the content of its key", new Story
        {
            { 1, Served(Public, Public) },
        }),
        new(Content, Fail, "a hit has the content of another key", new Story
        {
            { 1, new WriteDone(2, 0, "a", 1, 1) }, { 2, Served(Public, 2) },
        }),
        new(Content, Fail, "a hit has a part of its content", new Story
        {
            { 1, Served(Public, Public) with { IsWhole = false } },
        }),
        new(Content, Fail, "a hit has damaged content", new Story
        {
            { 1, Served(Public, Public) with { IsSound = false } },
        }),
        new(Content, Fail, "a miss has the content of another key", new Story
        {
            { 1, Served(Public, 2) with { IsHit = false } },
        }),
        new(Content, Inconclusive, "everything is fetched", new Story
        {
            { 1, Served(Public, Public) with { IsHit = false } },
        }),
    ];

    private static IEnumerable<Judgement> AboutAccess =>
    [
        new(Access, Pass, "who may not have it is refused", Checked(2, AccessResult.Refused)),
        new(Access, Pass, "who might have it is refused if nobody can tell",
            Checked(1, AccessResult.Failed)),
        new(Access, Fail, "it is served although the check failed",
            Checked(1, AccessResult.Failed).Then(2, Served(Private, Private))),
        new(Access, Fail, "it is served although the check refused",
            Checked(2, AccessResult.Refused)
                .Then(2, Served(Private, Private) with { Client = 2 })),
        new(Access, Fail, "a check allows what it must not",
            Checked(2, AccessResult.Allowed)
                .Then(2, Served(Private, Private) with { Client = 2 })),
        new(Access, Fail, "a private key is served without a check",
            new Story { { 2, Served(Private, Private) } }),
        new(Access, Pass, "the check of another transaction changes nothing",
            Checked(1, AccessResult.Failed)
                .Then(2, new AccessChecked(2, 1, Private, AccessResult.Allowed),
                    Served(Private, Private) with { Number = 2 })),
        new(Access, Inconclusive, "every check allows",
            Checked(1, AccessResult.Allowed).Then(2, Served(Private, Private))),
    ];

    private static IEnumerable<Judgement> AboutLeaks =>
    [
        new(Leaks, Pass, "the write is over, then the lock is given back and counted",
            Killed.Then(7, Done).Then(8, Given(), SaysGiven())),
        new(Leaks, Fail, "the lock is given back while the write is under way",
            Killed.Then(6.5, Given(inFlight: 1))),
        new(Leaks, Fail, "nothing is ever given back", Until(60, Killed.Then(7, Done))),
        new(Leaks, Inconclusive, "the run is over before anything must be given back",
            Until(30, Killed.Then(7, Done))),
        new(Leaks, Fail, "a write that is never over is never reported", Until(60, Killed)),
        new(Leaks, Pass, "a write that is not over is reported as a leak",
            Until(60, Killed.Then(11, Says(LogCode.HoldingsLeaked, "a", 1, 1)))),
        new(Leaks, Fail, "the leak's write is over, and still nothing is given back",
            Until(90, Killed.Then(11, Says(LogCode.HoldingsLeaked, "a", 1, 1)).Then(40, Done))),
        new(Leaks, Fail, "a leak is reported with another count",
            Killed.Then(11, Says(LogCode.HoldingsLeaked, "a", 2, 1))),
        new(Leaks, Fail, "a leak is reported without a write under way",
            Killed.Then(11, Says(LogCode.HoldingsLeaked, "a", 1, 0))),
        new(Leaks, Fail, "fewer locks are given back than were held",
            Killed.Then(7, Done).Then(8, Given(locks: 0))),
        new(Leaks, Fail, "the log has another count",
            Killed.Then(7, Done).Then(8, Given(), SaysGiven(2))),
        new(Leaks, Fail, "a slot is taken again before its last write is over",
            Killed.Then(6.5, new EntryLocked(2, 0, "b", 1, true))),
        new(Leaks, Pass, "time without a supervisor does not count",
            Until(90, Killed.Then(7, Story.Killed()).Then(80, Up(2), Running, Done)
                .Then(81, Given(), SaysGiven()))),
        new(Leaks, Inconclusive, "a life dies with empty hands",
            Locked.Then(5.5, new EntryUnlocked(Public, 0, "a", 1, true)).Then(6, Exit("a"))),
    ];

    private static IEnumerable<Judgement> AboutTheDead =>
    [
        new(Dead, Pass, "a reply for the life before is ignored",
            Killed.Then(7, new ReplyDelivered("a", 2, 1, 1, true, false))),
        new(Dead, Fail, "a reply for the life before is taken",
            Killed.Then(7, new ReplyDelivered("a", 2, 1, 1, true, true))),
        new(Dead, Fail, "its own reply is not taken",
            Killed.Then(7, new ReplyDelivered("a", 2, 2, 1, true, false))),
        new(Dead, Pass, "what is given back is of a dead life",
            Killed.Then(7, new LifeFenced("a", 1), Done, Given())),
        new(Dead, Fail, "a living life is fenced", Locked.Then(7, new LifeFenced("a", 1))),
        new(Dead, Fail, "what a living life holds is given back", Locked.Then(7, Given())),
        new(Dead, Fail, "a write of a fenced life begins",
            Killed.Then(7, new LifeFenced("a", 1), new WriteBegan(Public, 0, "a", 1, 2))),
        new(Dead, Fail, "a dead life unlocks an entry",
            Killed.Then(7, new EntryUnlocked(Public, 0, "a", 1, true))),
        new(Dead, Inconclusive, "nobody leaves anything",
            Locked.Then(7, new ReplyDelivered("a", 1, 1, 1, true, true))),
    ];

    private static ContentServed Served(int key, int content) =>
        new(1, 1, key, content, true, true, true);

    private static Story Checked(int client, AccessResult result) => new()
    {
        { 1, new AccessChecked(1, client, Private, result) },
    };

    private static Story Until(double seconds, Story story) => new Story { Until = seconds }
        .Told(story);

    private static Story Told(this Story longer, Story story)
    {
        foreach (TraceEvent happened in story)
        {
            longer.Add((happened.At - Harness.Reference.Ports.Instant.Zero).TotalSeconds, happened);
        }

        return longer;
    }
}
