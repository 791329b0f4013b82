using System.Text;
using Harness.Reference.Configuration;
using Xunit;

namespace Harness.Properties.Configuration;

public sealed class Problems_of_configurations
{
    private const string NoDuration =
        "is not a duration: expected a number and a unit of ns, us, ms, s, min, h, d,"
        + " such as 500ms";

    private const string NoName = "is not a name: expected lower-case letters, digits and hyphens,"
        + " a letter first and no hyphen last, at most 40";

    private const string NotProbed = "no probe would fall into it";

    [Theory]
    [InlineData("profile: knott", "3:10: 'profile' is 'knott': did you mean 'knot'?")]
    [InlineData(
        "profile: nginx", "3:10: 'profile' is 'nginx': expected one of default, knot, squid")]
    [InlineData("profile: Knot", "3:10: 'profile' is 'Knot': did you mean 'knot'?")]
    [InlineData("profile:", "3:9: 'profile' has no value")]
    [InlineData("on-worker-death: restrat",
        "3:18: 'on-worker-death' is 'restrat': did you mean 'restart'?")]
    [InlineData("on-worker-death: stop",
        "3:18: 'on-worker-death' is 'stop': expected one of restart, end")]
    [InlineData("when-crippled: kep", "3:16: 'when-crippled' is 'kep': did you mean 'keep'?")]
    [InlineData("watchdog-evry: 5s", "3:1: unknown key 'watchdog-evry': did you mean"
        + " 'watchdog-every'?")]
    [InlineData("jobs: 5", "3:1: unknown key 'jobs': expected one of profile,"
        + " state-directory, watchdog-every, error-threshold, decrease-every, stop-within,"
        + " canary-for, on-worker-death, when-crippled, workers, groups")]
    [InlineData("stop-within: 1s\nstop-within: 1s",
        "4:1: key 'stop-within' is written twice: first on line 3")]
    [InlineData("state-directory: var/lib",
        "3:18: 'state-directory' is 'var/lib': expected a path that begins with '/'")]
    [InlineData("state-directory: ''", "3:18: 'state-directory' is empty: expected a path")]
    [InlineData("state-directory: \"/a\\nb\"",
        "3:18: 'state-directory' has several lines: expected one path on one line")]
    [InlineData("watchdog-every: 5", "3:17: '5' " + NoDuration)]
    [InlineData("watchdog-every: 0s", "3:17: 'watchdog-every' is '0s': expected 1ms to 400d")]
    [InlineData("watchdog-every: 400.1d",
        "3:17: 'watchdog-every' is '400.1d': expected 1ms to 400d")]
    [InlineData("decrease-every: 0.9ms", "3:17: 'decrease-every' is '0.9ms': expected 1ms to 400d")]
    [InlineData("stop-within: 0s", "3:14: 'stop-within' is '0s': expected 1ms to 400d")]
    [InlineData("stop-within: [ 1s ]", "3:14: 'stop-within' is a list: it must be a single value")]
    [InlineData("canary-for: -1s", "3:13: 'canary-for' is '-1s': expected 0s to 400d")]
    [InlineData("error-threshold: 1001",
        "3:18: 'error-threshold' is '1001': expected a whole number from 0 to 1000")]
    [InlineData("error-threshold: -1",
        "3:18: 'error-threshold' is '-1': expected a whole number from 0 to 1000")]
    [InlineData("error-threshold: '2'",
        "3:18: 'error-threshold' is '\"2\"': expected a whole number from 0 to 1000")]
    [InlineData("  - web", "3:5: an entry of 'workers' is a single value: it must be a set of keys,"
        + " such as { name: web, command: /usr/sbin/web }")]
    public void A_bad_key_of_the_supervisor_is_one_problem_at_its_place(
        string keys, string problem) => Configs.Is(Configs.With(keys), problem);

    [Theory]
    [InlineData("command: a", "2:5: missing key 'name'")]
    [InlineData("name: a", "2:5: missing key 'command'")]
    [InlineData("name: a, comand: a", "2:16: unknown key 'comand': did you mean 'command'?")]
    [InlineData("name: a, command: ''", "2:25: 'command' is empty: expected a command")]
    [InlineData("name: a, command: ' '", "2:25: 'command' is empty: expected a command")]
    [InlineData("name: a, command: \"a\\nb\"",
        "2:25: 'command' has several lines: expected one command on one line")]
    [InlineData("name: Web, command: a", "2:13: 'Web' " + NoName)]
    [InlineData("name: web-, command: a", "2:13: 'web-' " + NoName)]
    [InlineData("name: 2web, command: a", "2:13: '2web' " + NoName)]
    [InlineData("name: web.service, command: a", "2:13: 'web.service' " + NoName)]
    [InlineData("name: a123456789b123456789c123456789d1234567890, command: a",
        "2:13: 'a123456789b123456789c123456789d1234567890' " + NoName)]
    [InlineData("name: web.canary, command: a", "2:13: 'web.canary' cannot name a worker: names"
        + " that end with '.canary' are of the supervisor's own units")]
    [InlineData("name: web.surge, command: a", "2:13: 'web.surge' cannot name a worker: names that"
        + " end with '.surge' are of the supervisor's own units")]
    [InlineData("name: a, command: a, count: 0",
        "2:35: 'count' is '0': expected a whole number from 1 to 200")]
    [InlineData("name: a, command: a, count: 201",
        "2:35: 'count' is '201': expected a whole number from 1 to 200")]
    [InlineData("name: a, command: a, count: two",
        "2:35: 'count' is 'two': expected a whole number from 1 to 200")]
    [InlineData("name: a, command: a, optional: yes",
        "2:38: 'optional' is 'yes': expected true or false")]
    [InlineData("name: a, command: a, settings: [ b ]",
        "2:38: 'settings' is a list: it must be a single value")]
    [InlineData("name: a, command: a, settings: \"\\t\"",
        "2:38: a character that cannot be shown: leave it out")]
    [InlineData("name: a, command: a, grace: -1s", "2:35: 'grace' is '-1s': expected 0s to 400d")]
    [InlineData("name: a, command: a, silent-after: 0s",
        "2:42: 'silent-after' is '0s': expected more than 0s, at most 400d")]
    [InlineData("name: a, command: a, probe-every: 0s",
        "2:41: 'probe-every' is '0s': expected 1ms to 400d")]
    [InlineData("name: a, command: a, ready-within: soon", "2:42: 'soon' " + NoDuration)]
    [InlineData("name: a, command: a, starts-in: 1s", "2:28: unknown key 'starts-in': expected one"
        + " of name, count, command, settings, optional, policy, ready, ready-within,"
        + " probe-every, silent-after, grace")]
    public void A_bad_key_of_a_worker_is_one_problem_at_its_place(string keys, string problem) =>
        Configs.Is(Configs.Worker(keys), problem);

    [Theory]
    [InlineData("{ sqid: {} }", "2:38: unknown key 'sqid': did you mean 'squid'?")]
    [InlineData("{ never: {} }", "2:38: unknown key 'never': expected one of always, squid, like",
        "2:36: no policy: expected one of always, squid, like")]
    [InlineData("{}", "2:36: no policy: expected one of always, squid, like")]
    [InlineData("always",
        "2:36: 'policy' is a single value: it must be a set of keys, such as"
        + " { always: { delay: 1s } }")]
    [InlineData("{ always: {} }", "2:46: missing key 'delay'")]
    [InlineData("{ always: { delya: 1s } }", "2:48: unknown key 'delya': did you mean 'delay'?")]
    [InlineData("{ always: { delay: -1s } }", "2:55: 'delay' is '-1s': expected 0s to 400d")]
    [InlineData("{ always: { delay: 1s, failure-limit: 4 } }",
        "2:59: unknown key 'failure-limit': expected delay")]
    [InlineData("{ always: { delay: 1s }, squid: {} }",
        "2:61: a second policy, 'squid': a worker has one")]
    [InlineData("{ squid: { failure-limits: 4 } }",
        "2:47: unknown key 'failure-limits': did you mean 'failure-limit'?")]
    [InlineData("{ squid: { failure-limit: 1001 } }",
        "2:62: 'failure-limit' is '1001': expected a whole number from 0 to 1000")]
    [InlineData("{ squid: { short-life: 0s } }",
        "2:59: 'short-life' is '0s': expected more than 0s, at most 400d")]
    [InlineData("{ squid: { revival-delay: 0s } }",
        "2:62: 'revival-delay' is '0s': expected more than 0s, at most 400d")]
    public void A_bad_policy_is_a_problem_at_its_place(string policy, params string[] problems) =>
        Configs.Is(
            Configs.Worker($"name: a, command: a, policy: {policy}"),
            [.. problems.Order(StringComparer.Ordinal)]);

    [Theory]
    [InlineData("ready-within: 999ms, probe-every: 1s, ready: notify", "2:42: 'ready-within' is"
        + " 999ms, but 'probe-every' is 1s: " + NotProbed + "; expected at least that")]
    [InlineData("ready-within: 999ms, ready: notify", "2:42: 'ready-within' is 999ms, but"
        + " 'probe-every' is 1s: " + NotProbed + "; expected at least that")]
    [InlineData("probe-every: 31s", "2:41: 'probe-every' is 31s, but"
        + " 'ready-within' is 30s: " + NotProbed + "; expected at most that")]
    public void A_start_that_no_probe_falls_into_is_a_contradiction(
        string keys, string problem) => Configs.Is(
        Configs.Read($"workers:\n  - {{ name: a, command: a, {keys} }}\ncanary-for: 0s"),
        problem);

    [Fact]
    public void A_value_that_could_not_be_read_contradicts_nothing() => Configs.Is(
        Configs.Read("""
            canary-for: x
            workers:
              - { name: a, command: a, ready-within: 2s, probe-every: x }
              - { name: b, command: b, ready-within: x, probe-every: 2h }
            """),
        $"1:13: 'x' {NoDuration}",
        $"3:59: 'x' {NoDuration}",
        $"4:42: 'x' {NoDuration}");

    [Theory]
    [InlineData("{ name: web, command: b }")]
    [InlineData("{ name: web, command: b, count: 2 }")]
    public void A_name_is_of_one_entry(string entry) => Configs.Is(
        Configs.With($"  - {entry}\n"), "3:13: name 'web' is taken already: first on line 2");

    [Fact]
    public void A_numbered_worker_may_have_the_name_of_another() => Configs.Is(
        Configs.With("  - { name: db-2, command: b }\n  - { name: db, command: b, count: 3 }\n"),
        "4:13: name 'db-2' is taken already: first on line 3");

    [Fact]
    public void More_than_200_workers_are_said_once() => Configs.Is(
        Configs.With("""
              - { name: a, command: a, count: 200 }
              - { name: b, command: b, count: 200 }
            """),
        "3:13: 201 workers so far: expected at most 200");

    [Theory]
    [InlineData("workers: []", "1:10: 'workers' is empty: expected at least one worker")]
    [InlineData("workers:", "1:9: 'workers' has no value")]
    [InlineData("workers: web", "1:10: 'workers' is a single value: it must be a list")]
    [InlineData("profile: knot", "1:1: missing key 'workers'")]
    [InlineData("{}", "1:1: missing key 'workers'")]
    [InlineData("", "1:1: the file is empty: expected a configuration")]
    [InlineData("# nothing\n", "1:1: the file is empty: expected a configuration")]
    [InlineData("- a\n", "1:1: the file is a list: expected keys such as 'profile: default'")]
    [InlineData("a\n", "1:1: the file is a single value: expected keys such as 'profile: default'")]
    [InlineData("workers: [", "1:10: not YAML: the bracket here is never closed")]
    [InlineData("\tworkers: [ { name: a, command: a } ]", "1:1: a tab: indent with spaces")]
    [InlineData(Configs.Least + "---\nprofile: knot\n",
        "3:1: a second document: expected one configuration a file")]
    [InlineData(Configs.Least + "profile: &a knot\n",
        "3:10: anchor '&a': write the value out where it is used")]
    [InlineData(Configs.Least + "profile: !a knot\n",
        "3:10: tag '!a': a configuration has no tags")]
    [InlineData(Configs.Least + "profile: [[[[[[[[[knot]]]]]]]]]\n",
        "3:18: not YAML: nested more than 8 deep: no configuration is")]
    [InlineData(Configs.Least + "# \u202e\n",
        "3:3: character U+202E cannot be shown: leave it out")]
    public void A_document_that_is_no_configuration_is_a_problem(string text, string problem) =>
        Configs.Is(Configs.Read(text), problem);

    [Fact]
    public void A_document_of_64_KiB_is_read_and_one_byte_more_is_not()
    {
        string full = Configs.Least + "#".PadRight((64 * 1024) - Configs.Least.Length, '-');
        Configs.Good(Configs.Read(full));
        Configs.Is(
            Configs.Read(full + "-"),
            "1:1: the file is larger than 64 KiB: expected a configuration");

        // Bytes are counted, not letters.
        Configs.Is(
            Configs.Read(string.Concat(full.AsSpan(0, full.Length - 1), "\u00fc")),
            "1:1: the file is larger than 64 KiB: expected a configuration");
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_a_problem_where_it_ceases_to_be() => Assert.Equal(
        "a.yaml:2:9: not UTF-8",
        Assert.Single(SupervisorConfigReader.Check(
            "a.yaml", [.. Encoding.UTF8.GetBytes("profile: knot\nworkers:"), 0xff])).ToString());

    [Fact]
    public void Half_of_a_pair_is_a_problem_where_it_stands() => Configs.Is(
        Configs.With("state-directory: /a\ud800"),
        "3:18: a character that cannot be shown: leave it out",
        "3:20: character U+FFFD cannot be shown: leave it out");
}
