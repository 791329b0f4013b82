using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// Squid must not "share private information, or ignore access controls": what nobody has allowed
/// is denied, also when the check itself fails.
/// </summary>
internal sealed class AccessControlFailsClosed(CacheSetup setup) : Checker
{
    internal static Oracle Oracle { get; } = new(
        "access-control-fails-closed", Vocabulary.Acts,
        run => new AccessControlFailsClosed(run.Scenario.Cache ?? new CacheSetup()))
    {
        Claim = "A private key is served only to a client that may have it, after a check that"
            + " said so.",
        ReachedWhen = "an access check refused or failed",
        Unreached = "no access check refused or failed",
    };

    private readonly Dictionary<long, AccessChecked> _checks = [];

    internal override EventGroups Reads => EventGroups.Cache;

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (happened is AccessChecked check)
        {
            _checks[check.Number] = check;
            IsReached |= check.Result != AccessResult.Allowed;
        }
        else if (happened is ContentServed served && setup.IsPrivate(served.Key)
            && Wrong(served, _checks.GetValueOrDefault(served.Number)) is { } wrong)
        {
            return Finding.Fail(
                $"client {served.Client} was given the private key {served.Key}, {wrong}",
                _checks.GetValueOrDefault(served.Number)?.Index ?? served.Index, served.Index);
        }

        return null;
    }

    private string? Wrong(ContentServed served, AccessChecked? check) =>
        check is null ? "and nobody had checked whether it may have it"
        : check.Result == AccessResult.Failed ? "although the check had failed"
        : check.Result == AccessResult.Refused || !setup.MayHave(served.Client, served.Key)
            ? "which it may not have"
        : null;
}
