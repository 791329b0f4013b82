using System.Net;
using System.Text.Json;
using Harness.Hosting.Control;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class VerbTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private ControlHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ControlHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_status_tells_of_every_worker_and_of_what_lives_beside_them()
    {
        _host.Fake.LastChange = ControlResult.RolledBack;
        _host.Fake.Workers =
        [
            new("web-1", WorkerCondition.Serving), new("web-2", WorkerCondition.GivenUp),
        ];
        _host.Fake.Processes =
        [
            new("web-1", UnitRole.Worker, 7, _start, ProcessState.Starting, "old", true),
            new("web-1", UnitRole.Worker, 11, _start, ProcessState.Ready, "ok \"1\"\n", true),
            new("web.canary", UnitRole.Canary, 12, _start, ProcessState.Starting, "", false),
        ];

        using HttpResponseMessage answer = await _host.Send("GET", "/v1/status");

        Assert.Equal(
            $$"""
            {"config":"{{_host.Fake.Document.Tag}}","lastChange":"rolled-back","errorCounter":1,
            "workers":[{"name":"web-1","condition":"serving","pid":11,
            "startedAt":"2026-01-02T03:04:05+00:00","ready":true,
            "status":"ok \u00221\u0022\n","adopted":true},
            {"name":"web-2","condition":"given-up","pid":null,"startedAt":null,"ready":null,
            "status":null,"adopted":null}],
            "besides":[{"name":"web.canary","role":"canary","pid":12,
            "startedAt":"2026-01-02T03:04:05+00:00","ready":false,"status":"","adopted":false}]}
            """.Replace("\n", "", StringComparison.Ordinal),
            await Answers.Text(answer));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("GET", "/v1/status")]
    [InlineData("GET", "/v1/config")]
    [InlineData("PUT", "/v1/config")]
    [InlineData("PATCH", "/v1/config")]
    [InlineData("POST", "/v1/reload")]
    [InlineData("POST", "/v1/reset")]
    [InlineData("POST", "/v1/stop")]
    public async Task A_supervisor_that_is_gone_refuses(string method, string path)
    {
        _host.Fake.Desk.Close();

        using HttpContent? content = method switch
        {
            "PUT" => Answers.Yaml("a: b"), "PATCH" => Answers.Patch("{}"), _ => null,
        };
        using HttpResponseMessage answer = await _host.Send(method, path, content);

        await Answers.Problem(answer, 503);
    }

    [Theory]
    [InlineData("/v1/stop", ControlVerb.Stop, 202)]
    [InlineData("/v1/reset", ControlVerb.Reset, 204)]
    [InlineData("/v1/reload", ControlVerb.Reload, 204)]
    public async Task Each_verb_is_asked_once(string path, ControlVerb verb, int status)
    {
        using HttpResponseMessage answer = await _host.Send("POST", path);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        ControlRequest asked = Assert.Single(_host.Fake.Asked);
        Assert.Equal((verb, false), (asked.Verb, asked.IsSignal));
    }

    [Fact]
    public async Task A_reload_tells_what_is_wrong_with_the_file()
    {
        _host.Fake.Script = _ => Task.FromResult(new ControlAnswer(ControlResult.Invalid, [])
        {
            Problems = ["3:4: no", "/etc/x.yaml: cannot be read (Missing)"],
        });

        using HttpResponseMessage answer = await _host.Send("POST", "/v1/reload");

        JsonElement problem = await Answers.Problem(answer, 400);
        Assert.Equal(
            """
            [{"line":3,"column":4,"detail":"no"},{"detail":"/etc/x.yaml: cannot be read (Missing)"}]
            """,
            problem.GetProperty("errors").GetRawText());
    }

    [Theory]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("POST", "/v1/status", 405)]
    [InlineData("DELETE", "/v1/config", 405)]
    [InlineData("GET", "/v1/stop", 405)]
    [InlineData("PUT", "/metrics", 405)]
    [InlineData("POST", "/v1/events", 405)]
    public async Task What_is_not_there_is_a_problem_too(string method, string path, int status)
    {
        using HttpResponseMessage answer = await _host.Send(method, path);

        await Answers.Problem(answer, status);
        Assert.Equal(status == 405, answer.Content.Headers.Allow.Count > 0);
        Assert.Empty(_host.Fake.Asked);
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_change_as_it_is()
    {
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource<ControlAnswer>();
        _host.Fake.Script = request =>
        {
            if (request.Verb != ControlVerb.Change)
            {
                return null;
            }

            asked.TrySetResult();
            return never.Task;
        };
        using var leave = new CancellationTokenSource();
        Task<HttpResponseMessage> put =
            _host.Http.PutAsync("/v1/config", Answers.Yaml("a: b"), leave.Token);
        await asked.Task.WaitAsync(Hang.Guard, TestContext.Current.CancellationToken);
        leave.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);

        Assert.Equal(1, _host.Fake.Desk.Waiting);
        never.SetResult(new ControlAnswer(ControlResult.Accepted, []));
        using HttpResponseMessage answer = await _host.Send("GET", "/v1/status");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_desk_takes_so_many_of_a_verb_and_refuses_the_next()
    {
        var desk = new ControlDesk();
        Task<ControlAnswer>[] all =
        [
            .. Enumerable.Range(0, ControlDesk.MostWaiting)
                .Select(_ => desk.Ask(ControlVerb.Reset)),
        ];
        Assert.All(all, one => Assert.False(one.IsCompleted));

        Assert.Equal(ControlResult.Refused, (await desk.Ask(ControlVerb.Reset)).Result);
        Assert.False(desk.Ask(ControlVerb.Stop).IsCompleted); // another verb has its own bound
        for (int signal = 0; signal < 5; signal++)
        {
            _ = desk.Signal(ControlVerb.Reload);
        }

        Assert.Equal(ControlDesk.MostWaiting + 1 + 2, desk.Waiting);
        desk.Close();
        Assert.True(desk.Closed.IsCompleted);
        Assert.Equal(0, desk.Waiting);
    }
}
