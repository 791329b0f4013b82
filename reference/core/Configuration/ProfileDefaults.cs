using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Configuration;

/// <summary>What a profile says where a configuration says nothing.</summary>
internal static class ProfileDefaults
{
    /// <summary>The restart policy of a worker that names none.</summary>
    public static PolicyOptions PolicyOf(Profile profile) => profile switch
    {
        // Squid's pause is what keeps the repairs of a hopeless worker off the error budget.
        Profile.Default => SquidKidOptions.Default,

        // supervisord's for kresd: what ended is started again at its next look, one a second,
        // without a limit.
        Profile.Knot => new AlwaysOptions(TimeSpan.FromSeconds(1)),
        Profile.Squid => SquidKidOptions.Default,
    };
}
