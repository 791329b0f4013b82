using System.Text;
using System.Text.Json;

namespace Harness.Daemon;

/// <summary>An event for people: number, time, what, whom, and the numbers by name.</summary>
internal static class EventText
{
    private static readonly string[] _first = ["number", "at", "code", "subject"];

    /// <exception cref="JsonException">It is no event.</exception>
    internal static string Of(string data)
    {
        using var json = JsonDocument.Parse(data);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("no event");
        }

        var text = new StringBuilder();
        foreach (string name in _first)
        {
            if (json.RootElement.TryGetProperty(name, out JsonElement value)
                && value.ToString() is { Length: > 0 } word)
            {
                text.Append(text.Length == 0 ? "" : " ").Append(word);
            }
        }

        foreach (JsonProperty other in json.RootElement.EnumerateObject()
            .Where(other => !_first.Contains(other.Name)))
        {
            text.Append(' ').Append(other.Name).Append('=').Append(other.Value.ToString());
        }

        return OneLine.Of(text.ToString());
    }
}
