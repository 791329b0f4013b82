using Harness.Reference.Configuration;
using Xunit;

namespace Harness.Properties.Configuration;

public sealed class All_problems_of_a_configuration_at_once
{
    private const string Mistakes = """
        profile: knott
        watchdog-evry: 5s
        error-threshold: many
        on-worker-death: restrat
        workers:
          - name: resolver
            count: 0
            command: /usr/sbin/kresd
            policy: { sqid: {} }
            ready-within: 500ms
            ready: { htp: http://a }
          - { name: gc.canary, command: gc }
          - { name: gc, command: gc, grace: 10 }
          - { name: gc, comand: gc, probe-every: 31s }
        """;

    private static readonly string[] Expected =
    [
        "1:10: 'profile' is 'knott': did you mean 'knot'?",
        "2:1: unknown key 'watchdog-evry': did you mean 'watchdog-every'?",
        "3:18: 'error-threshold' is 'many': expected a whole number from 0 to 1000",
        "4:18: 'on-worker-death' is 'restrat': did you mean 'restart'?",
        "7:12: 'count' is '0': expected a whole number from 1 to 200",
        "9:15: unknown key 'sqid': did you mean 'squid'?",
        "10:19: 'ready-within' is 500ms, but 'probe-every' is 1s: no probe would fall into it;"
            + " expected at least that",
        "11:14: unknown key 'htp': did you mean 'http'?",
        "12:13: 'gc.canary' cannot name a worker: names that end with '.canary' are of the"
            + " supervisor's own units",
        "13:37: '10' is not a duration: expected a number and a unit of ns, us, ms, s, min, h, d,"
            + " such as 500ms",
        "14:13: name 'gc' is taken already: first on line 13",
        "14:17: unknown key 'comand': did you mean 'command'?",
        "14:42: 'probe-every' is 31s, but 'ready-within' is 30s: no probe would fall into it;"
            + " expected at most that",
    ];

    [Fact]
    public void Mistakes_are_told_in_the_order_of_the_document() =>
        Configs.Is(Configs.Read(Mistakes), Expected);

    [Fact]
    public void The_same_document_has_the_same_problems_twice() =>
        Assert.Equal(Configs.Read(Mistakes).Problems, Configs.Read(Mistakes).Problems);

    [Fact]
    public void A_file_has_the_problems_of_its_text_with_its_name() => Assert.Equal(
        Expected.Select(problem => $"etc/a.yaml:{problem}"),
        SupervisorConfigReader.Check("etc/a.yaml", System.Text.Encoding.UTF8.GetBytes(Mistakes))
            .Select(problem => problem.ToString()));
}
