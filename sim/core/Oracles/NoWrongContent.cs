using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"Squid must not serve corrupted data": integrity, as the client of a cache sees
/// it.</summary>
internal sealed class NoWrongContent : Checker
{
    internal static Oracle Oracle { get; } = new(
        "no-wrong-content", Vocabulary.Acts, _ => new NoWrongContent())
    {
        Claim = "No client is given the content of another key, a part of a content, or damaged"
            + " content.",
        ReachedWhen = "a client was served from the cache",
        Unreached = "nobody was served from the cache",
    };

    private readonly Dictionary<int, int> _lastWrite = [];

    internal override EventGroups Reads => EventGroups.Cache;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (happened is WriteDone done)
        {
            _lastWrite[done.Key] = done.Index;
        }
        else if (happened is ContentServed served)
        {
            IsReached |= served.IsHit;
            if (Wrong(served) is { } wrong)
            {
                return Finding.Fail(
                    $"client {served.Client} asked for key {served.Key} and was given {wrong}",
                    _lastWrite.GetValueOrDefault(served.Content, served.Index), served.Index);
            }
        }

        return null;
    }

    private static string? Wrong(ContentServed served) =>
        served.Content != served.Key
            ? $"the content of {served.Content}"
            : !served.IsWhole ? "a part of its content"
            : !served.IsSound ? "damaged content"
            : null;
}
