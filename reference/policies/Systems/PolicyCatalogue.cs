using Harness.Reference.Documents;

namespace Harness.Reference.Policies.Systems;

/// <summary>Every supervisor that is modelled.</summary>
public static class PolicyCatalogue
{
    /// <summary>All of them, by slug.</summary>
    public static IReadOnlyList<PolicySystem> All { get; } =
    [
        .. new[]
        {
            SystemdPolicy.System,
            OtpPolicy.Otp, OtpPolicy.Elixir,
            KubeletPolicy.System, JobPolicy.System,
            DockerPolicy.Docker, PodmanPolicy.System, SwarmPolicy.System, ContainerdPolicy.System,
            SupervisordPolicy.System,
            S6Policy.System, RunitPolicy.System, DaemontoolsPolicy.System,
            NomadPolicy.System, Pm2Policy.System,
            AkkaOneForOnePolicy.System, AkkaBackoffPolicy.System, ProtoActorPolicy.System,
            LaunchdPolicy.System, UpstartPolicy.System, OpenRcPolicy.System, DinitPolicy.System,
            SysvInitPolicy.System, BusyboxInitPolicy.System, FinitPolicy.System,
            WindowsScmPolicy.System,
            SquidMasterPolicy.System, KnotManagerPolicy.System,
            CircusPolicy.System, MonitPolicy.System, SuturePolicy.System,
            ProcessComposePolicy.System,
            PollyRetryPolicy.System, PollyBreakerPolicy.System,
            PhpFpmPolicy.System, UwsgiPolicy.System,
            MasterPolicies.Nginx, HttpdPolicy.System, MasterPolicies.Haproxy,
            MasterPolicies.Postmaster, MasterPolicies.Gunicorn, MasterPolicies.Unicorn,
            MasterPolicies.Puma, MasterPolicies.Passenger, MasterPolicies.Overmind,
            MasterPolicies.Foreman,
        }.OrderBy(system => system.Slug, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Every name that a system can be asked for by: the slugs, then what else they are called.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. All.Select(system => system.Slug), .. All.SelectMany(system => system.Aliases)];

    /// <summary>
    /// The system of that slug, or one that is also called so; null if there is none.
    /// </summary>
    public static PolicySystem? Find(string slug)
    {
        foreach (PolicySystem system in All)
        {
            if (system.Slug == slug || system.Aliases.Contains(slug))
            {
                return system;
            }
        }

        return null;
    }

    /// <summary>
    /// The policy of a system with these options; null if anything is wrong, and then all of it was
    /// reported.
    /// </summary>
    public static WorkerPolicy? Make(PolicyRequest request, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(problems);
        if (Find(request.Slug) is not { } system)
        {
            problems.Add(
                request.SlugPlace,
                $"unknown system {Words.Quote(request.Slug)}: "
                + Words.Instead(request.Slug, Names));
            return null;
        }

        string version = request.Version.Length == 0 ? system.UsualVersion : request.Version;
        bool isKnown = system.Versions.Contains(version);
        if (!isKnown)
        {
            problems.Add(
                request.VersionPlace,
                ModelledVersions.Unknown(system.Slug, version, system.Versions));
            version = system.UsualVersion; // so that the options are looked at all the same
        }

        var values = new OptionValues(
            system, version, request.Options, request.OptionsPlace, problems);
        WorkerPolicy? policy = system.Make(values, request.Timing);
        return isKnown && values.AreGood ? policy : null;
    }
}
