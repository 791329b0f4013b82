using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>"Squid must not serve corrupted data": integrity, as the client of a cache sees
/// it.</summary>
internal sealed class NoWrongContent : IFoldingOracle
{
    public string Name => "no-wrong-content";

    public string Claim =>
        "No client is given the content of another key, a part of a content, or damaged content.";

    public Vocabulary Vocabulary => Vocabulary.Acts;

    public string ReachedWhen => "a client was served from the cache";

    public RunJudge Begin(RunView run) => new Judging();

    private sealed class Judging : RunJudge
    {
        private readonly Dictionary<int, int> _lastWrite = [];
        private bool _isReached;

        internal override EventGroups Reads => EventGroups.Cache;

        internal override Finding? Before(TraceEvent happened, WorldState world)
        {
            if (happened is WriteDone done)
            {
                _lastWrite[done.Key] = done.Index;
            }
            else if (happened is ContentServed served)
            {
                _isReached |= served.IsHit;
                if (Wrong(served) is { } wrong)
                {
                    return Finding.Fail(
                        FormattableString.Invariant($"client {served.Client} asked for key ")
                        + FormattableString.Invariant($"{served.Key} and was given {wrong}"),
                        _lastWrite.GetValueOrDefault(served.Content, served.Index),
                        served.Index);
                }
            }

            return null;
        }

        internal override Finding AtEnd() =>
            _isReached ? Finding.Pass : Finding.NotReached("nobody was served from the cache");
    }

    private static string? Wrong(ContentServed served) =>
        served.Content != served.Key
            ? FormattableString.Invariant($"the content of {served.Content}")
            : !served.IsWhole ? "a part of its content"
            : !served.IsSound ? "damaged content"
            : null;
}
