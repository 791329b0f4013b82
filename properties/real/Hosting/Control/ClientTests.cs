using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class ClientTests : IAsyncLifetime
{
    private readonly Supervise _cli = new();
    private ControlHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ControlHost.Start();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task A_status_is_a_small_table()
    {
        _host.Fake.Workers =
        [
            new("web-1", WorkerCondition.Serving), new("cache-gc", WorkerCondition.GivenUp),
        ];
        _host.Fake.Processes =
        [
            new(
                "web-1", UnitRole.Worker, 4711, new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                ProcessState.Ready, "all\u001b[31m well", true),
            new(
                "web.canary", UnitRole.Canary, 12, new(2026, 1, 2, 3, 4, 6, TimeSpan.Zero),
                ProcessState.Starting, "", false),
        ];

        Assert.Equal(0, await Ask("status"));

        Assert.Equal(
            $"""
            configuration {_host.Fake.Document.Tag}, last change none, error counter 1

            worker      condition  pid   started               ready  adopted  says
            web-1       serving    4711  2026-01-02 03:04:05Z  yes    yes      all\u001b[31m well
            cache-gc    given-up   -     -                     -      -        -
            web.canary  canary     12    2026-01-02 03:04:06Z  no     no       -

            """,
            _cli.Out);
    }

    [Fact]
    public async Task A_status_as_JSON_is_what_the_supervisor_sends()
    {
        Assert.Equal(0, await Ask("status", "--json"));

        Assert.StartsWith(
            $"{{\"config\":\"{_host.Fake.Document.Tag}\",", _cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "reload" }, new[] { ControlVerb.Reload })]
    [InlineData(new[] { "reset" }, new[] { ControlVerb.Reset })]
    [InlineData(new[] { "stop" }, new[] { ControlVerb.Stop })]
    [InlineData(new[] { "stop", "--force" }, new[] { ControlVerb.Stop, ControlVerb.Stop })]
    public async Task A_verb_is_handed_on(string[] words, ControlVerb[] verbs)
    {
        Assert.Equal(0, await Ask(words));
        Assert.Equal(verbs, _host.Fake.Asked.Select(one => one.Verb));
    }

    [Fact]
    public async Task The_configuration_is_printed_as_it_was_written()
    {
        Assert.Equal(0, await Ask("config", "get"));
        Assert.Equal(FakeSupervisor.FirstText, _cli.Out);
    }

    [Fact]
    public async Task A_configuration_is_put_on_condition()
    {
        string file = _cli.Write("a.yaml", "profile: knot\n" + FakeSupervisor.FirstText);
        string tag = _host.Fake.Document.Tag;

        Assert.Equal(1, await Ask("config", "put", file, "--if-match", "abc"));
        Assert.Equal(
            $"supervise: the configuration in force is \"{tag}\"\n", _cli.Error);
        Assert.Equal(0, await Ask("config", "put", file, "--if-match", tag));
        Assert.Equal($"in force: {_host.Fake.Document.Tag}\n", _cli.Out);
        Assert.NotEqual(tag, _host.Fake.Document.Tag);
    }

    [Fact]
    public async Task Every_problem_that_the_supervisor_finds_is_told_with_file_and_place()
    {
        string file = _cli.Write("a.yaml", "profile: knott\nworker: []\n");

        Assert.Equal(1, await Ask("config", "put", file));
        Assert.Equal(
            "a.yaml:1:10: 'profile' is 'knott': did you mean 'knot'?\n"
            + "a.yaml:2:1: unknown key 'worker': did you mean 'workers'?\n",
            _cli.Error);
    }

    [Fact]
    public async Task What_was_tried_and_failed_is_told()
    {
        _host.Fake.Script = _ => Task.FromResult(new ControlAnswer(ControlResult.RolledBack, [])
        {
            ConfigTag = "abc",
        });

        Assert.Equal(1, await Ask("reload"));
        Assert.Equal(
            "supervise: it was tried and failed: the last good configuration \"abc\" is in"
            + " force\n",
            _cli.Error);
    }

    [Theory]
    [InlineData("no.yaml", "no.yaml:1:1: the file cannot be read: it is not there\n")]
    [InlineData(".", ".:1:1: the file cannot be read: it is a directory\n")]
    [InlineData("", "FILE:1:1: the file cannot be read: ")]
    public async Task A_file_that_cannot_be_read_is_not_put(string file, string error)
    {
        Assert.Equal(64, await Ask("config", "put", file));
        Assert.StartsWith(error, _cli.Error, StringComparison.Ordinal);
        Assert.Empty(_host.Fake.Asked);
    }

    [Fact]
    public async Task A_pipe_is_not_put()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string pipe = Pipes.Make(folder);
        Assert.Equal(64, await Ask("config", "put", pipe));
        Assert.Equal(
            $"{pipe}:1:1: the file cannot be read: it is not a regular file\n", _cli.Error);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Events_are_shown_until_the_supervisor_ends()
    {
        _host.Feed.Write(new LogEntry(LogCode.WorkerReady, "web", 7));
        _host.Feed.Write(new LogEntry(LogCode.WorkerExited, "web", 7, 12));
        _host.Fake.Desk.Close();

        Assert.Equal(0, await Ask("events", "--after", "1"));
        Assert.Matches("^2 [^ ]+ worker-exited web pid=7 lifeMs=12\n$", _cli.Out);
        Assert.Equal(0, await Ask("events", "--json"));
        Assert.Equal(2, _cli.Out.TrimEnd().Split('\n').Length);
        Assert.StartsWith("{\"number\":1,", _cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("reload")]
    [InlineData("stop", "--force")]
    [InlineData("events")]
    [InlineData("config", "get")]
    public async Task Nobody_at_the_socket_is_told_with_what_to_do(params string[] words)
    {
        string nowhere = _cli.PathOf("nowhere.sock");

        Assert.Equal(69, await _cli.Run([.. words, "--socket", nowhere]));
        Assert.Equal(
            $"supervise: nobody answers at {nowhere}: no such socket\n"
            + "supervise: 'supervise run FILE' starts a supervisor;"
            + " --socket PATH says where it listens\n",
            _cli.Error);
    }

    [Fact]
    public async Task A_supervisor_that_is_gone_has_said_no()
    {
        _host.Fake.Desk.Close();

        Assert.Equal(1, await Ask("status"));
        Assert.StartsWith(
            "supervise: the supervisor does not", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no command 'stats': did you mean 'status'?", "stats")]
    [InlineData("no command 'gett': did you mean 'get'?", "config", "gett")]
    [InlineData("--after 'x': expected the number of an event", "events", "--after", "x")]
    [InlineData("--if-match 'a\"b': expected a tag", "config", "put", "a", "--if-match", "a\"b")]
    [InlineData("Required argument missing", "config", "put")]
    [InlineData("Required command was not provided", "config")]
    [InlineData("Unrecognized command or argument '--jsn'", "status", "--jsn")]
    [InlineData("the path of the socket has 120 bytes", "status", "--socket", "LONG")]
    public async Task Bad_usage_is_told_and_nothing_asked(string error, params string[] words)
    {
        Assert.Equal(
            64,
            await _cli.Run(
                [.. words.Select(word => word == "LONG" ? new string('x', 120) : word)]));
        Assert.Contains(error, _cli.Error, StringComparison.Ordinal);
        Assert.All(
            _cli.Error.TrimEnd().Split('\n'),
            line => Assert.StartsWith("supervise: ", line, StringComparison.Ordinal));
    }

    private Task<int> Ask(params string[] words) => _cli.Run([.. words, "--socket", _host.Path]);
}
