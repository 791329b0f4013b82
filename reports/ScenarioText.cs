using System.Globalization;
using System.Text;
using Harness.Reference.Documents;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Scenarios;

namespace Harness.Reports;

/// <summary>
/// A scenario for people: what it claims, who takes part, what goes wrong, what must hold.
/// </summary>
internal static class ScenarioText
{
    /// <summary>The whole description.</summary>
    /// <param name="scenario">What is described.</param>
    /// <param name="oracles">Where the claims' sentences are.</param>
    /// <param name="remarks">What is shown under its claim.</param>
    public static string Of(
        Scenario scenario, IReadOnlyList<IOracle> oracles, IReadOnlyList<string>? remarks = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(oracles);
        var text = new StringBuilder();
        Line(0, $"{scenario.Name}@{scenario.Hash}");
        Line(1, scenario.Claim);
        foreach (string remark in remarks ?? [])
        {
            Line(1, remark);
        }

        string runFor = Yaml.Of(scenario.RunFor);
        Line(0, FormattableString.Invariant(
            $"runs for {runFor} of virtual time, {scenario.Seeds} seeds if not told"));
        Section("supervisor", Supervisor(scenario.Supervisor));
        Section("workers", scenario.Workers.Select(Worker));
        if (scenario.Groups.Count > 0)
        {
            Section("groups", scenario.Groups.Select(Group));
        }

        Section("clients", scenario.Clients.Count == 0 ? [] :
            [FormattableString.Invariant(
                $"{scenario.Clients.Count}, each asking every {Of(scenario.Clients.AskEvery)}")]);
        if (!scenario.StepCost.IsNone || !scenario.TimerLateness.IsNone)
        {
            Section("slowness",
            [
                $"a step takes {Of(scenario.StepCost)}",
                $"timers fire {Of(scenario.TimerLateness)} too late",
            ]);
        }

        if (scenario.Cache is { } cache)
        {
            Section("cache", [Cache(cache)]);
        }

        Section("timeline", scenario.Timeline.Select(fault => "- " + fault.ToYaml()));
        Section("drawn faults", scenario.Drawn.Select(Drawn));
        Section("claims", scenario.Claims.SelectMany(claim => Claim(claim, oracles)));
        return text.ToString();

        void Line(int depth, string line) =>
            text.Append(' ', depth * 2).Append(OneLine.Of(line)).Append('\n');

        void Section(string name, IEnumerable<string> lines)
        {
            Line(0, name);
            foreach (string line in lines.DefaultIfEmpty("none"))
            {
                Line(1, line);
            }
        }
    }

    private static IEnumerable<string> Supervisor(SupervisorSetup setup)
    {
        yield return $"starts at {Yaml.Of(setup.StartsAt)}; after it was killed: "
            + (setup.StartedAgainAfter is { } after 
                ? $"again after {Yaml.Of(after)}" : "never again");
        yield return $"watchdog every {Yaml.Of(setup.WatchdogEvery)}; "
            + FormattableString.Invariant(
                $"repairs are refused when the counter is over {setup.ErrorThreshold}; ")
            + $"one less every {Yaml.Of(setup.DecreaseEvery)}";
        yield return $"its end is over within {Yaml.Of(setup.StopWithin)}";
        yield return $"on a worker's death: {Yaml.Of(setup.OnWorkerDeath)};"
            + $" when crippled: {Yaml.Of(setup.WhenCrippled)}";
    }

    private static string Worker(WorkerSetup worker)
    {
        var parts = new List<string>
        {
            Policy(worker.Policy),
            worker.NeverReady ? "is never ready" : $"is ready after {Of(worker.StartsIn)}",
            worker.IgnoresTerm ? "does not heed TERM" : $"ends after {Of(worker.EndsIn)}",
        };
        if (worker.RunsBefore)
        {
            parts.Add("runs already before the supervisor");
        }

        parts.Add($"ready within {Yaml.Of(worker.ReadyWithin)}, grace {Yaml.Of(worker.Grace)}, "
            + $"silent after {Yaml.Of(worker.SilentAfter)}");
        return $"{worker.Name}: {string.Join("; ", parts)}";
    }

    private static string Cache(CacheSetup cache) => FormattableString.Invariant(
        $"{cache.Keys} keys, {cache.PrivateKeys} of them private; {cache.Slots} slots, ")
        + FormattableString.Invariant($"{cache.Pages} pages; a write takes {Of(cache.WriteIn)}");

    private static string Policy(PolicyOptions policy) => policy.Match(
        always => $"always started again, after {Yaml.Of(always.Delay)}",
        squid => FormattableString.Invariant(
            $"Squid's rule: {squid.FailureLimit} lives in a row shorter than ")
            + $"{Yaml.Of(squid.ShortLife)} are borne, one more pauses it for "
            + Yaml.Of(squid.RevivalDelay),
        Like,
        _ => "as its group says");

    private static string Like(LikeOptions like)
    {
        string version = like.Version.Length > 0 ? $" {like.Version}" : "";
        string late = like.Granularity == Granularity.Real ? ", as late as the real one" : "";
        return $"as {like.System}{version}{Of(like.Options)}{late}";
    }

    private static string Group(GroupOptions group)
    {
        string version = group.Version.Length > 0 ? $" {group.Version}" : "";
        string late = group.Granularity == Granularity.Real ? ", as late as the real one" : "";
        return $"{group.Name}: as {group.System}{version}{Of(group.Options)}{late}; members: "
            + string.Join("; ", group.Members.Select(one => one.Worker + Of(one.Options)));
    }

    private static string Of(IReadOnlyList<LikeOption> options) => options.Count > 0
        ? $" with {string.Join(", ", options.Select(one => $"{one.Name}={one.Value}"))}"
        : "";

    private static string Drawn(DrawnFault fault)
    {
        var parts = new List<string> { $"- {fault.Template.ToYaml()}: {Times(fault.Times)}" };
        if (fault.When is { } when)
        {
            parts.Add($"at {Yaml.Of(when.Least)} to {Yaml.Of(when.Most)}");
        }

        if (fault.Calls is { } calls)
        {
            parts.Add(FormattableString.Invariant(
                $"in the port calls {calls.Least} to {calls.Most} of life {fault.Life}"));
        }

        if (fault.Duration is { } lasts)
        {
            parts.Add($"for {Yaml.Of(lasts.Least)} to {Yaml.Of(lasts.Most)}");
        }

        return string.Join(", ", parts);
    }

    private static string Times(Range<int> times) => times.Least == times.Most
        ? FormattableString.Invariant($"{times.Least} times")
        : FormattableString.Invariant($"{times.Least} to {times.Most} times");

    private static IEnumerable<string> Claim(ClaimUse claim, IReadOnlyList<IOracle> oracles)
    {
        string share = claim.SharePercent == 0
            ? "in at least one run"
            : string.Create(
                CultureInfo.InvariantCulture, $"in at least {claim.SharePercent} % of runs");
        if (oracles.FirstOrDefault(oracle => oracle.Name == claim.Name) is not { } oracle)
        {
            yield return $"{claim.Name}, reached {share}";
            yield break;
        }

        yield return $"{claim.Name}: {oracle.Claim}";
        yield return $"  reached {share}, when: {oracle.ReachedWhen}";
    }

    private static string Of(LatencyRange range) => range.Least == range.Most
        ? Yaml.Of(range.Least)
        : $"{Yaml.Of(range.Least)} to {Yaml.Of(range.Most)}";
}
