using System.Buffers;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Harness.Hosting.Events;
using Harness.Reference.Documents;
using Harness.Reference.Ports;

namespace Harness.Hosting.Control;

/// <summary>An entry of the supervisor's log as an event of the stream.</summary>
internal static class EventJson
{
    internal static SseItem<string> Item(FeedEntry entry) => new(Of(entry))
    {
        EventId = entry.Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>On one line: number, at, code, subject, and the numbers that it has.</summary>
    internal static string Of(FeedEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            (string first, string second) = LogWords.NamesOf(entry.Entry.Code);
            json.WriteStartObject();
            json.WriteNumber("number", entry.Number);
            json.WriteString("at", entry.At);
            json.WriteString("code", Yaml.Of(entry.Entry.Code));
            json.WriteString("subject", entry.Entry.Subject);
            (string firstWord, string secondWord) = LogText.ValuesOf(entry.Entry);
            Value(json, first, entry.Entry.First, firstWord);
            Value(json, second, entry.Entry.Second, secondWord);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // What stands for something that has a name is told by it, the rest as numbers.
    private static void Value(Utf8JsonWriter json, string name, long number, string word)
    {
        if (name.Length == 0)
        {
            return;
        }

        if (word == number.ToString(CultureInfo.InvariantCulture))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, word);
        }
    }
}
