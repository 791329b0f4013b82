using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Configuration;

/// <summary>Configurations for tests: good ones, and what became of one.</summary>
internal static class Configs
{
    /// <summary>The smallest configuration.</summary>
    public const string Least = """
        workers:
          - { name: web, command: /usr/sbin/web }

        """;

    /// <summary>A configuration with every key.</summary>
    public const string Full = """
        profile: knot
        state-directory: /run/state
        watchdog-every: 7s
        error-threshold: 3
        decrease-every: 10min
        stop-within: 90s
        canary-for: 4s
        on-worker-death: end
        when-crippled: stop
        workers:
          - name: resolver
            count: 4
            command: /usr/sbin/kresd -c /etc/kresd.conf
            settings: |
              cache-size: 100M
                -- "indented"
            optional: false
            policy: { squid: { failure-limit: 5, short-life: 11s, revival-delay: 2h } }
            ready: { http: "http://127.0.0.1:8080/health?full=1" }
            ready-within: 20s
            probe-every: 500ms
            silent-after: 16s
            grace: 2min
          - name: cache-gc
            command: "/usr/sbin/kres-cache-gc  "
            optional: true
            policy: { always: { delay: 0s } }
            ready: notify

        """;

    public static ConfigReading Read(string text) =>
        new SupervisorConfigReader().Read(new ConfigDocument(text));

    /// <summary>The smallest configuration with more keys behind it.</summary>
    public static ConfigReading With(string keys) => Read(Least + keys);

    /// <summary>A configuration of one worker, which has these keys.</summary>
    public static ConfigReading Worker(string keys) => Read($"workers:\n  - {{ {keys} }}\n");

    public static SupervisorOptions Good(ConfigReading reading)
    {
        Assert.Empty(reading.Problems);
        Assert.NotNull(reading.Options);
        Assert.Empty(reading.Options.Problems());
        return reading.Options;
    }

    public static WorkerOptions GoodWorker(string keys) =>
        Assert.Single(Good(Worker(keys)).Workers);

    public static void Is(ConfigReading reading, params string[] problems)
    {
        Assert.Equal(problems, reading.Problems);
        Assert.Null(reading.Options);
    }

    /// <summary>That two options say the same.</summary>
    public static void Same(SupervisorOptions expected, SupervisorOptions options)
    {
        Assert.Equal(Bare(expected), Bare(options));
        Assert.Equal(expected.Workers, options.Workers);
    }

    private static SupervisorOptions Bare(SupervisorOptions options) =>
        options with { Workers = [], Document = ConfigDocument.None };
}
