using System.Net;
using System.Text;
using System.Text.Json;
using Harness.Hosting.Control;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class PatchTests : IAsyncLifetime
{
    private ControlHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ControlHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    // RFC 7396, appendix A, but for the cases whose patch is no object (what is patched here is a
    // configuration, which is one), and for null in what is patched, which stays as it is.
    [Theory]
    [InlineData("{a: b}", """{"a":"c"}""", "a: c\n")]
    [InlineData("{a: b}", """{"b":"c"}""", "a: b\nb: c\n")]
    [InlineData("{a: b}", """{"a":null}""", "{}\n")]
    [InlineData("{a: b, b: c}", """{"a":null}""", "b: c\n")]
    [InlineData("{a: [b]}", """{"a":"c"}""", "a: c\n")]
    [InlineData("{a: c}", """{"a":["b"]}""", "a:\n  - b\n")]
    [InlineData(
        "{a: {b: c}}", """{"a":{"b":"d","c":null}}""", "a:\n  b: d\n")]
    [InlineData("{a: [{b: c}]}", """{"a":[1]}""", "a:\n  - 1\n")]
    [InlineData("[a, b]", """{"a":"b"}""", "a: b\n")] // not an object: as if it were empty
    [InlineData("foo", """{"a":"b"}""", "a: b\n")]
    [InlineData("{e: null}", """{"a":1}""", "e: null\na: 1\n")]
    [InlineData("[1, 2]", """{"a":"b","c":null}""", "a: b\n")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", "a:\n  bb: {}\n")]

    // What a configuration is written with.
    [InlineData("{a: b}", """{"c":true,"d":-1.5e3}""", "a: b\nc: true\nd: -1.5e3\n")]
    [InlineData("{a: b}", """{"c":"true"}""", "a: b\nc: \"true\"\n")]
    [InlineData("{a: b}", """{"c":"12"}""", "a: b\nc: \"12\"\n")]
    [InlineData("{a: b}", """{"c":"12s"}""", "a: b\nc: 12s\n")]
    [InlineData("{a: b}", """{"c":""}""", "a: b\nc: \"\"\n")]
    [InlineData("{a: b}", """{"c":"x: y"}""", "a: b\nc: \"x: y\"\n")]
    [InlineData("{a: b}", """{"c":"l1\nl2\n"}""", "a: b\nc: |\n  l1\n  l2\n")]
    [InlineData("{a: b}", """{"c":"l1\nl2"}""", "a: b\nc: |-\n  l1\n  l2\n")]
    [InlineData("{a: b}", """{"c":[null,[],{}]}""", "a: b\nc:\n  - null\n  - []\n  - {}\n")]
    [InlineData("{a: 5, b: '5'}", """{"c":1}""", "a: 5\nb: \"5\"\nc: 1\n")]
    public void A_merge_patch_is_made_as_its_document_says(
        string before, string patch, string after)
    {
        Patched made = ConfigPatch.Apply(
            new ConfigDocument(before), Encoding.UTF8.GetBytes(patch));

        Assert.Null(made.Problem);
        Assert.Equal(after, made.Document?.Text);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"a\": tru\n}", 2, 11)]
    [InlineData("{\"a\":1,}", 1, 8)]
    [InlineData("{\"a\":1,\"a\":2}", null, null)] // which of the two?
    [InlineData("[1]", null, null)]
    [InlineData("\"a\"", null, null)]
    [InlineData("null", null, null)]
    [InlineData("{\"a\":\"\\ud800\"}", null, null)]
    [InlineData("{\"\\ud800\":1}", null, null)]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}", 1, 21)]
    public async Task What_is_no_patch_asks_nothing_of_the_supervisor(
        string patch, int? line, int? column)
    {
        using HttpResponseMessage answer =
            await _host.Send("PATCH", "/v1/config", Answers.Patch(patch));

        JsonElement problem = await Answers.Problem(answer, 400);
        JsonElement error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(line, Number(error, "line"));
        Assert.Equal(column, Number(error, "column"));
        Assert.Empty(_host.Fake.Asked);
    }

    [Fact]
    public async Task A_patch_is_asked_for_with_the_tag_of_what_it_was_made_of()
    {
        string tag = _host.Fake.Document.Tag;

        using HttpResponseMessage answer = await _host.Send(
            "PATCH", "/v1/config", Answers.Patch("{\"error-threshold\":7}"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(tag, Assert.Single(_host.Fake.Asked).IfMatch);
        Assert.Equal(
            "workers:\n  - name: web\n    command: /usr/sbin/web\nerror-threshold: 7\n",
            _host.Fake.Document.Text);
    }

    [Fact]
    public async Task A_change_in_between_is_not_lost()
    {
        bool isFirst = true;
        _host.Fake.Script = request =>
        {
            if (request.Verb == ControlVerb.Change && isFirst)
            {
                isFirst = false;
                _host.Fake.Document = new ConfigDocument(
                    FakeSupervisor.FirstText + "canary-for: 9s\n");
            }

            return null;
        };

        using HttpResponseMessage answer = await _host.Send(
            "PATCH", "/v1/config", Answers.Patch("{\"error-threshold\":7}"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.EndsWith(
            "canary-for: 9s\nerror-threshold: 7\n", _host.Fake.Document.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_without_end_in_between_are_told_and_nothing_is_overwritten()
    {
        int others = 0;
        _host.Fake.Script = request =>
        {
            if (request.Verb == ControlVerb.Change)
            {
                others++;
                _host.Fake.Document = new ConfigDocument(
                    FakeSupervisor.FirstText + $"error-threshold: {others}\n");
            }

            return null;
        };

        using HttpResponseMessage answer = await _host.Send(
            "PATCH", "/v1/config", Answers.Patch("{\"canary-for\":\"7s\"}"));

        await Answers.Problem(answer, 412);
        Assert.Equal(0, _host.Fake.Changes);
        Assert.Equal(3, others);
    }

    [Fact]
    public async Task A_patch_that_makes_a_bad_configuration_shows_the_document_of_its_places()
    {
        using HttpResponseMessage answer = await _host.Send(
            "PATCH", "/v1/config", Answers.Patch("{\"profile\":\"knott\"}"));

        JsonElement problem = await Answers.Problem(answer, 400);
        JsonElement error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        string line = problem.GetProperty("document").GetString()!
            .Split('\n')[Number(error, "line")!.Value - 1];
        Assert.Equal("knott", line[(Number(error, "column")!.Value - 1)..]);
        Assert.Equal(FakeSupervisor.FirstText, _host.Fake.Document.Text);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/merge-patch+json; charset=utf-16")]
    [InlineData(null)]
    public async Task Another_kind_of_patch_is_not_supported(string? type)
    {
        using HttpContent content = type is null
            ? new ByteArrayContent("{}"u8.ToArray())
            : Answers.Content("{}", type);

        using HttpResponseMessage answer = await _host.Send("PATCH", "/v1/config", content);

        await Answers.Problem(answer, 415);
        Assert.Equal(
            ["application/merge-patch+json"], answer.Headers.GetValues("Accept-Patch"));
        Assert.Empty(_host.Fake.Asked);
    }

    private static int? Number(JsonElement error, string name) =>
        error.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;
}
