using System.Net;
using System.Text.Json;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class ConfigRequestTests : IAsyncLifetime
{
    private const string Second = "workers:\n  - { name: gc, command: /usr/sbin/gc }\n";

    private ControlHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ControlHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_document_in_force_is_given_with_its_tag()
    {
        using HttpResponseMessage answer = await _host.Send("GET", "/v1/config");

        Assert.Equal(FakeSupervisor.FirstText, await Answers.Text(answer));
        Assert.Equal($"\"{_host.Fake.Document.Tag}\"", answer.Headers.ETag?.ToString());
        Assert.Equal("application/yaml", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_head_says_the_same_without_the_document()
    {
        using HttpResponseMessage answer = await _host.Send("HEAD", "/v1/config");

        Assert.Equal("", await Answers.Text(answer));
        Assert.Equal($"\"{_host.Fake.Document.Tag}\"", answer.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task Options_given_in_code_are_no_document()
    {
        _host.Fake.Document = ConfigDocument.None;

        using HttpResponseMessage answer = await _host.Send("GET", "/v1/config");

        await Answers.Problem(answer, 404);
    }

    [Theory]
    [InlineData("\"TAG\"", true)]
    [InlineData("W/\"TAG\"", true)] // weak comparison
    [InlineData("\"other\", \"TAG\"", true)]
    [InlineData("*", true)]
    [InlineData("\"other\"", false)]
    [InlineData("\"TA\"", false)]
    public async Task Who_has_the_document_is_not_given_it_again(string tags, bool hasIt)
    {
        using HttpResponseMessage answer = await _host.Send(
            "GET", "/v1/config", null, ("If-None-Match", Tags(tags)));

        Assert.Equal(hasIt ? HttpStatusCode.NotModified : HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"\"{_host.Fake.Document.Tag}\"", answer.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task A_document_is_made_so()
    {
        using HttpResponseMessage answer =
            await _host.Send("PUT", "/v1/config", Answers.Yaml(Second));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Second, _host.Fake.Document.Text);
        Assert.Equal($"\"{_host.Fake.Document.Tag}\"", answer.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task Every_problem_of_a_document_is_told_with_its_place()
    {
        using HttpResponseMessage answer = await _host.Send(
            "PUT", "/v1/config", Answers.Yaml("profile: knott\nworker: []\n"));

        JsonElement problem = await Answers.Problem(answer, 400);
        Assert.Equal(
            ["1:10 'profile' is 'knott': did you mean 'knot'?",
                "2:1 unknown key 'worker': did you mean 'workers'?"],
            problem.GetProperty("errors").EnumerateArray().Select(Place));
        Assert.Equal(0, _host.Fake.Changes);
    }

    [Fact]
    public async Task What_is_not_UTF_8_does_not_get_to_the_supervisor()
    {
        using var content = new ByteArrayContent([(byte)'a', (byte)'\n', 0xFF]);

        using HttpResponseMessage answer = await _host.Send("PUT", "/v1/config", content);

        JsonElement problem = await Answers.Problem(answer, 400);
        Assert.Equal(
            ["2:1 not UTF-8"], problem.GetProperty("errors").EnumerateArray().Select(Place));
        Assert.Empty(_host.Fake.Asked);
    }

    [Theory]
    [InlineData(ControlResult.Accepted, 204)]
    [InlineData(ControlResult.Invalid, 400)]
    [InlineData(ControlResult.Mismatch, 412)]
    [InlineData(ControlResult.RolledBack, 409)]
    [InlineData(ControlResult.Refused, 503)]
    public async Task Each_result_has_its_status(ControlResult result, int status)
    {
        _host.Fake.Script = request => request.Verb == ControlVerb.Status ? null
            : Task.FromResult(new ControlAnswer(result, [])
            {
                ConfigTag = "abc", Problems = result == ControlResult.Invalid ? ["1:2: no"] : [],
            });
        foreach ((string method, string path, HttpContent? content) in
            (IEnumerable<(string, string, HttpContent?)>)
            [
                ("PUT", "/v1/config", Answers.Yaml(Second)),
                ("PATCH", "/v1/config", Answers.Patch("{\"canary-for\":\"1s\"}")),
                ("POST", "/v1/reload", null),
            ])
        {
            using HttpResponseMessage answer = await _host.Send(method, path, content);

            if (status == 204)
            {
                Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
                Assert.Equal("\"abc\"", answer.Headers.ETag?.ToString());
            }
            else
            {
                await Answers.Problem(answer, status);
            }
        }
    }

    [Theory]
    [InlineData("\"TAG\"", 204)]
    [InlineData("*", 204)]
    [InlineData("\"other\", \"TAG\"", 204)]
    [InlineData("\"TAG\" , W/\"x\"", 204)]
    [InlineData("W/\"TAG\"", 412)] // weak tags never match
    [InlineData("W/\"TAG\", \"other\"", 412)]
    [InlineData("\"other\"", 412)]
    [InlineData("\"tag\"", 412)] // opaque: letters count
    [InlineData("TAG", 400)]
    [InlineData("\"TAG", 400)]
    [InlineData("\"a\" \"b\"", 400)]
    public async Task If_Match_decides_about_a_change(string tags, int status)
    {
        string before = _host.Fake.Document.Tag;
        foreach ((string method, HttpContent content) in (IEnumerable<(string, HttpContent)>)
            [
                ("PUT", Answers.Yaml(Second)),
                ("PATCH", Answers.Patch("{\"canary-for\":\"1s\"}")),
            ])
        {
            _host.Fake.Document = new ConfigDocument(FakeSupervisor.FirstText);

            using HttpResponseMessage answer = await _host.Send(
                method, "/v1/config", content, ("If-Match", Tags(tags)));

            if (status == 204)
            {
                Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
                Assert.NotEqual(before, _host.Fake.Document.Tag);
            }
            else
            {
                await Answers.Problem(answer, status);
                Assert.Equal(before, _host.Fake.Document.Tag);
                Assert.Empty(_host.Fake.Asked);
            }
        }
    }

    [Theory]
    [InlineData("*", 412)]
    [InlineData("\"TAG\"", 412)]
    [InlineData("\"other\"", 204)]
    public async Task If_None_Match_decides_about_a_change(string tags, int status)
    {
        using HttpResponseMessage answer = await _host.Send(
            "PUT", "/v1/config", Answers.Yaml(Second), ("If-None-Match", Tags(tags)));

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(status == 204 ? 1 : 0, _host.Fake.Changes);
    }

    [Fact]
    public async Task The_supervisor_has_the_last_word_on_the_tag()
    {
        string tag = _host.Fake.Document.Tag;

        using HttpResponseMessage answer = await _host.Send(
            "PUT", "/v1/config", Answers.Yaml(Second), ("If-Match", $"\"x\", \"{tag}\""));

        Assert.Equal(tag, Assert.Single(_host.Fake.Asked).IfMatch);
    }

    [Theory]
    [InlineData("application/yaml", 204)]
    [InlineData("APPLICATION/YAML; charset=UTF-8", 204)]
    [InlineData("application/x-yaml", 204)]
    [InlineData("text/yaml", 204)]
    [InlineData("text/plain", 204)]
    [InlineData("application/yaml; charset=latin1", 415)]
    [InlineData("application/json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    public async Task A_document_must_be_called_YAML(string type, int status)
    {
        using HttpResponseMessage answer = await _host.Send(
            "PUT", "/v1/config", Answers.Content(Second, type));

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(status == 204 ? 1 : 0, _host.Fake.Asked.Count);
    }

    private string Tags(string tags) =>
        tags.Replace("TAG", _host.Fake.Document.Tag, StringComparison.Ordinal);

    private static string Place(JsonElement error) =>
        $"{error.GetProperty("line")}:{error.GetProperty("column")} {error.GetProperty("detail")}";
}
