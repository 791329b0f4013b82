using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Configuration;

/// <summary>The key <c>ready</c> of a worker.</summary>
public sealed class How_a_process_is_ready
{
    private const string Never = "it would never be ready in time";
    private const string Apart =
        "but signs of life of a process that is probed may be 2s apart: expected more than that";

    private const string NoAddress = "expected HOST:PORT, such as 127.0.0.1:8080";
    private const string NoUrl = "expected a URL such as http://127.0.0.1:8080/health";

    [Fact]
    public void Is_after_a_second_if_nothing_is_said() =>
        Assert.Equal(Readiness.After(TimeSpan.FromSeconds(1)), Of(""));

    [Theory]
    [InlineData("notify")]
    [InlineData("'notify'")]
    public void Is_said_by_itself(string ready) =>
        Assert.Equal(Readiness.Notify, Of($", ready: {ready}"));

    [Theory]
    [InlineData("0s, ", 0)]
    [InlineData("29999ms", 29_999)]
    public void Is_after_a_time(string time, int milliseconds) => Assert.Equal(
        Readiness.After(TimeSpan.FromMilliseconds(milliseconds)),
        Of($", ready: {{ after: {time} }}"));

    [Theory]
    [InlineData("exec: \"test -e '/run/a b'\"", ReadinessKind.Exec, "test -e '/run/a b'")]
    [InlineData("tcp: localhost:1", ReadinessKind.Tcp, "localhost:1")]
    [InlineData("tcp: 127.0.0.1:65535", ReadinessKind.Tcp, "127.0.0.1:65535")]
    [InlineData("tcp: '[::1]:80'", ReadinessKind.Tcp, "[::1]:80")]
    [InlineData("http: http://a", ReadinessKind.Http, "http://a")]
    [InlineData("http: http://a.b:8080/c?d=e", ReadinessKind.Http, "http://a.b:8080/c?d=e")]
    [InlineData("http: 'http://[::1]:80/'", ReadinessKind.Http, "http://[::1]:80/")]
    public void Is_found_out_by_asking(string way, ReadinessKind kind, string target) =>
        Assert.Equal(
            new Readiness(kind, TimeSpan.Zero, target), Of($", ready: {{ {way} }}"));

    [Theory]
    [InlineData("", "2:36: 'ready' has no value")]
    [InlineData("notfy", "2:35: 'ready' is 'notfy': did you mean 'notify'?")]
    [InlineData("5s", "2:35: 'ready' is '5s': expected notify, { after: 1s }, { exec: COMMAND },"
        + " { tcp: HOST:PORT } or { http: URL }")]
    [InlineData("[ notify ]",
        "2:35: 'ready' is a list: it must be a set of keys, such as { after: 1s }")]
    [InlineData("{}", "2:35: nothing says it: expected one of after, exec, tcp, http")]
    [InlineData("{ afetr: 1s }", "2:37: unknown key 'afetr': did you mean 'after'?")]
    [InlineData("{ https: 'https://a' }", "2:37: unknown key 'https': did you mean 'http'?")]
    [InlineData("{ after: 1s, tcp: a:1 }",
        "2:48: a second way to be ready, 'tcp': a worker has one")]
    [InlineData("{ after: 1s, notify: true }", "2:48: 'notify' stands alone: ready: notify")]
    [InlineData("{ after: -1s }", "2:44: 'after' is '-1s': expected 0s to 400d")]
    [InlineData("{ after: 400.1d }", "2:44: 'after' is '400.1d': expected 0s to 400d")]
    [InlineData("{ exec: '' }", "2:43: 'exec' is empty: expected a command")]
    [InlineData("{ exec: a \"b }", "2:43: 'exec': the double quote at character 3 is never"
        + " closed: expected another one")]
    [InlineData("{ tcp: 8080 }", "2:42: 'tcp' is '8080': " + NoAddress)]
    [InlineData("{ tcp: 'a:' }", "2:42: 'tcp' is 'a:': " + NoAddress)]
    [InlineData("{ tcp: ':80' }", "2:42: 'tcp' is ':80': " + NoAddress)]
    [InlineData("{ tcp: a:0 }", "2:42: 'tcp' is 'a:0': " + NoAddress)]
    [InlineData("{ tcp: a:65536 }", "2:42: 'tcp' is 'a:65536': " + NoAddress)]
    [InlineData("{ tcp: a:+80 }", "2:42: 'tcp' is 'a:+80': " + NoAddress)]
    [InlineData("{ tcp: '::1:80' }", "2:42: 'tcp' is '::1:80': " + NoAddress)]
    [InlineData("{ tcp: a b:80 }", "2:42: 'tcp' is 'a b:80': " + NoAddress)]
    [InlineData("{ http: https://a }", "2:43: 'http' is 'https://a': " + NoUrl)]
    [InlineData("{ http: a:80 }", "2:43: 'http' is 'a:80': " + NoUrl)]
    [InlineData("{ http: /health }", "2:43: 'http' is '/health': " + NoUrl)]
    [InlineData("{ http: 'http://' }", "2:43: 'http' is 'http://': " + NoUrl)]
    [InlineData("{ http: http://a:0 }", "2:43: 'http' is 'http://a:0': " + NoUrl)]
    [InlineData("{ http: http://a:65536 }", "2:43: 'http' is 'http://a:65536': " + NoUrl)]
    [InlineData("{ http: http://me:pw@a }", "2:43: 'http' is 'http://me:pw@a': " + NoUrl)]
    [InlineData("{ http: http://a/#b }", "2:43: 'http' is 'http://a/#b': " + NoUrl)]
    [InlineData("{ http: http://a/b c }", "2:43: 'http' is 'http://a/b c': " + NoUrl)]
    public void Is_a_problem_at_its_place_if_it_says_nothing(string ready, string problem) =>
        Configs.Is(
            Configs.Read($"workers:\n  - {{ name: a, command: a, ready: {ready} }}\n"), problem);

    [Theory]
    [InlineData("ready: { after: 30s }", "2:44: 'after' is 30s, but 'ready-within' is 30s: "
        + Never + "; expected less than that")]
    [InlineData("ready: { after: 2s }, ready-within: 2s", "2:44: 'after' is 2s, but"
        + " 'ready-within' is 2s: " + Never + "; expected less than that")]
    [InlineData("ready-within: 1s", "2:42: 'ready-within' is 1s, but a process that does not say"
        + " 'ready' is ready after 1s: " + Never + "; expected more than that")]
    [InlineData("silent-after: 2s, ready: { exec: a }", "2:42: 'silent-after' is 2s, " + Apart)]
    [InlineData("silent-after: 2s, ready: { tcp: a:1 }", "2:42: 'silent-after' is 2s, " + Apart)]
    [InlineData("silent-after: 1ms, ready: { http: http://a }",
        "2:42: 'silent-after' is 1ms, " + Apart)]
    public void May_contradict_what_else_is_said(string keys, string problem) => Configs.Is(
        Configs.Read($"workers:\n  - {{ name: a, command: a, {keys} }}\n"), problem);

    [Theory]
    [InlineData("ready: { after: 1s }, ready-within: 1001ms")]
    [InlineData("ready: { after: 0s }, ready-within: 1s")]
    [InlineData("ready-within: 1001ms")]
    [InlineData("ready: notify, ready-within: 1s")]
    [InlineData("ready: notify, silent-after: 100ns")]
    [InlineData("ready: { after: 1s }, silent-after: 100ns")]
    [InlineData("ready: { tcp: a:1 }, silent-after: 2001ms")]
    [InlineData("ready: { after: 399d }, ready-within: 400d")]
    public void Is_fine_at_its_bounds(string keys) =>
        Configs.Good(Configs.Worker($"name: a, command: a, {keys}"));

    [Fact]
    public void Does_not_contradict_what_could_not_be_read() => Configs.Is(
        Configs.Read("""
            workers:
              - { name: a, command: a, ready: { after: 40s }, ready-within: soon }
              - { name: b, command: b, ready: { after: 0 }, ready-within: 1s }
            """),
        "2:65: 'soon' is not a duration: expected a number and a unit of ns, us, ms, s, min, h, d,"
            + " such as 500ms",
        "3:44: '0' is not a duration: expected a number and a unit of ns, us, ms, s, min, h, d,"
            + " such as 500ms");

    [Fact]
    public void Is_no_part_of_what_a_process_was_started_with()
    {
        UnitSpec usual = Configs.GoodWorker("name: a, command: a").Unit;
        UnitSpec other = Configs.GoodWorker("name: a, command: a, ready: notify").Unit;
        Assert.Equal(usual.Tag, other.Tag);
        Assert.NotEqual(usual, other);
    }

    [Theory]
    [InlineData("command: a 'b", "2:25: 'command': the single quote at character 3 is never"
        + " closed: expected another one")]
    [InlineData("command: 'a \\'", "2:25: 'command': a backslash is last: expected the character"
        + " that it takes")]
    [InlineData("command: \"''\"", "2:25: 'command': the first word is empty: expected a program")]
    [InlineData("command: bin/a", "2:25: 'command': the program is 'bin/a': expected a path that"
        + " begins with '/', or a name without one")]
    public void Needs_a_command_of_words(string keys, string problem) =>
        Configs.Is(Configs.Worker($"name: a, {keys}"), problem);

    private static Readiness Of(string keys) =>
        Configs.GoodWorker($"name: a, command: a{keys}").Unit.Readiness;
}
