using Harness.Reference.Configuration;
using Harness.Reference.Documents;
using Harness.Reference.Policies.Options;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Reports;

/// <summary>
/// How everything of a scenario is set up, as a file says it; what is as usual is left out.
/// </summary>
internal static class SetupWriter
{
    internal static Flow Supervisor(SupervisorSetup setup) =>
        new Flow().AddAll(SetupSchema.Supervisor.WriteUnusual(setup));

    internal static Flow Services(ServicesSetup setup)
    {
        var usual = new ServicesSetup();
        return new Flow().Add("kind", Yaml.Of(ServicesKind.External))
            .Differs("restart-delay", setup.RestartDelay, usual.RestartDelay)
            .Differs("start-limit", setup.StartLimit, usual.StartLimit)
            .Differs("healthy-after", setup.HealthyAfter, usual.HealthyAfter)
            .Differs("starts-at-boot", setup.StartsAtBoot, usual.StartsAtBoot);
    }

    internal static Flow Clients(ClientSetup setup)
    {
        ClientSetup usual = ClientSetup.Default;
        return new Flow().Differs("count", setup.Count, usual.Count)
            .Differs("ask-every", setup.AskEvery, usual.AskEvery);
    }

    internal static Flow Cache(CacheSetup setup)
    {
        var usual = new CacheSetup();
        return new Flow().Differs("keys", setup.Keys, usual.Keys)
            .Differs("slots", setup.Slots, usual.Slots)
            .Differs("private-keys", setup.PrivateKeys, usual.PrivateKeys)
            .Differs("pages", setup.Pages, usual.Pages)
            .Differs("write-in", setup.WriteIn, usual.WriteIn);
    }

    internal static string Config(ConfigSetup config)
    {
        Flow flow = new Flow().Add("name", config.Name)
            .Differs("flaw", config.Flaw, ConfigFlaw.None);
        if (config.Of.Length > 0)
        {
            flow.Add("of", config.Of);
        }

        if (config.Count is { } count)
        {
            flow.Add("count", ScenarioWriter.Text(count));
        }

        flow.Differs("never-ready", config.NeverReady, false);
        if (config.DiesAfter is { } after)
        {
            flow.Add("dies-after", Yaml.Of(after));
        }

        if (config.StartsIn is { } starts)
        {
            flow.Add("starts-in", ScenarioWriter.Text(starts));
        }

        return flow.ToString();
    }

    internal static Flow Worker(WorkerSetup worker)
    {
        Flow flow = new Flow().Add("name", worker.Name);
        if (worker.Policy is not MemberOptions && worker.Policy != WorkerSetup.UsualPolicy)
        {
            flow.Add("policy", Policy(worker.Policy));
        }

        return flow.AddAll(SetupSchema.Worker.WriteUnusual(worker));
    }

    private static string Policy(PolicyOptions policy)
    {
        SquidKidOptions usual = SquidKidOptions.Default;
        return policy.Match(
            always => new Flow().Add(
                "always", new Flow().Add("delay", Yaml.Of(always.Delay)).ToString()).ToString(),
            squid => new Flow().Add("squid", new Flow()
                .Differs("failure-limit", squid.FailureLimit, usual.FailureLimit)
                .Differs("short-life", squid.ShortLife, usual.ShortLife)
                .Differs("revival-delay", squid.RevivalDelay, usual.RevivalDelay).ToString())
                .ToString(),
            PolicyText.Of,
            _ => "");
    }
}

/// <summary>The pairs of a map in one line.</summary>
internal sealed class Flow
{
    private readonly List<string> _pairs = [];

    internal bool IsEmpty => _pairs.Count == 0;

    internal Flow Add(string key, string value)
    {
        _pairs.Add($"{key}: {value}");
        return this;
    }

    internal Flow AddAll(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach ((string key, string value) in pairs)
        {
            Add(key, value);
        }

        return this;
    }

    internal Flow Differs(string key, TimeSpan value, TimeSpan usual) =>
        value == usual ? this : Add(key, Yaml.Of(value));

    internal Flow Differs(string key, int value, int usual) =>
        value == usual ? this : Add(key, ScenarioWriter.Text(value));

    internal Flow Differs(string key, bool value, bool usual) =>
        value == usual ? this : Add(key, value ? "true" : "false");

    internal Flow Differs(string key, LatencyRange value, LatencyRange usual) =>
        value == usual ? this : Add(key, ScenarioWriter.Text(value));

    internal Flow Differs<T>(string key, T value, T usual)
        where T : struct, Enum =>
        value.Equals(usual) ? this : Add(key, Yaml.Of(value));

    public override string ToString() =>
        IsEmpty ? "{}" : $"{{ {string.Join(", ", _pairs)} }}";
}
