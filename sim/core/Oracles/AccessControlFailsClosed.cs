using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// Squid must not "share private information, or ignore access controls": what nobody has allowed
/// is denied, also when the check itself fails.
/// </summary>
internal sealed class AccessControlFailsClosed : IOracle
{
    public string Name => "access-control-fails-closed";

    public string Claim =>
        "A private key is served only to a client that may have it, after a check that said so.";

    public string ReachedWhen => "an access check refused or failed";

    public Finding Judge(RunView run)
    {
        CacheSetup setup = run.Scenario.Cache ?? new CacheSetup();
        var checks = new Dictionary<long, AccessChecked>();
        bool isReached = false;
        foreach (TraceEvent happened in run.Events)
        {
            if (happened is AccessChecked check)
            {
                checks[check.Number] = check;
                isReached |= check.Result != AccessResult.Allowed;
            }
            else if (happened is ContentServed served && setup.IsPrivate(served.Key)
                && Wrong(setup, served, checks.GetValueOrDefault(served.Number)) is { } wrong)
            {
                return Finding.Fail(
                    FormattableString.Invariant($"client {served.Client} was given the private ")
                    + FormattableString.Invariant($"key {served.Key}, {wrong}"),
                    checks.GetValueOrDefault(served.Number)?.Index ?? served.Index, served.Index);
            }
        }

        return isReached ? Finding.Pass : Finding.NotReached("no access check refused or failed");
    }

    private static string? Wrong(CacheSetup setup, ContentServed served, AccessChecked? check) =>
        check is null ? "and nobody had checked whether it may have it"
        : check.Result == AccessResult.Failed ? "although the check had failed"
        : check.Result == AccessResult.Refused || !setup.MayHave(served.Client, served.Key)
            ? "which it may not have"
        : null;
}
