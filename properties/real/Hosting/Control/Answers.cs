using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Harness.Properties.Hosting.Control;

/// <summary>What tests send, and what they expect of every answer.</summary>
internal static class Answers
{
    internal static StringContent Yaml(string text) => Content(text, "application/yaml");

    internal static StringContent Patch(string text) =>
        Content(text, "application/merge-patch+json");

    internal static StringContent Content(string text, string type)
    {
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    /// <summary>Checks that it is problem details of that status, and gives them.</summary>
    internal static async Task<JsonElement> Problem(HttpResponseMessage answer, int status)
    {
        string text = await answer.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken);
        Assert.True((HttpStatusCode)status == answer.StatusCode, $"{answer}\n{text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.ToString());
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        return problem;
    }

    internal static async Task<string> Text(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer}\n{text}");
        return text;
    }
}
