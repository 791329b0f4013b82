using System.Text;
using System.Text.Json;
using Harness.Reference.Configuration;
using Harness.Reference.Documents;
using Harness.Reference.Ports;

namespace Harness.Hosting.Control;

/// <summary>What came of a patch: the document, or why there is none.</summary>
/// <param name="Document">The document with the patch made.</param>
/// <param name="Problem">What is wrong; null if there is a document.</param>
internal readonly record struct Patched(ConfigDocument? Document, ControlError? Problem);

/// <summary>Makes a new configuration of the one in force and a JSON merge patch.</summary>
internal static class ConfigPatch
{
    private const int MostDepth = 16;

    // As deep as the reader of configurations goes; it has read the one in force already.
    private static readonly DocumentKind Kind =
        new("configuration", SupervisorConfigReader.MostBytes, 8);

    private static readonly JsonDocumentOptions Strict =
        new() { MaxDepth = MostDepth, AllowDuplicateProperties = false };

    /// <summary>
    /// The document with the patch made. Comments are lost. It is not checked: that is for whoever
    /// makes it so.
    /// </summary>
    internal static Patched Apply(ConfigDocument inForce, ReadOnlyMemory<byte> patch)
    {
        if (Read(inForce) is not { } target)
        {
            return Wrong("the configuration in force is no YAML that could be patched");
        }

        try
        {
            using var json = JsonDocument.Parse(patch, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new Patched(
                    new ConfigDocument(YamlWriter.Write(
                        MergePatch.Apply(target, json.RootElement))),
                    null)
                : Wrong(
                    "the patch is no JSON object: expected one such as {\"stop-within\": \"5s\"}");
        }
        catch (JsonException wrong)
        {
            return new Patched(null, new ControlError(
                (int?)wrong.LineNumber + 1,
                (int?)wrong.BytePositionInLine + 1,
                $"the patch is not JSON: {SentenceOf(wrong)}"));
        }
        catch (InvalidOperationException)
        {
            return Wrong("a text of the patch holds half of a character (a lone surrogate)");
        }
    }

    private static Patched Wrong(string detail) =>
        new(null, new ControlError(null, null, detail));

    private static Node? Read(ConfigDocument document)
    {
        var problems = new ProblemList("");
        byte[] bytes = Encoding.UTF8.GetBytes(document.Text);
        Node? node = SourceText.Read(Kind, bytes, problems) is { } text
            ? new YamlReader(Kind, text, problems).Read()
            : null;
        return problems.Count == 0 ? node : null;
    }

    // Without the place, which stands beside it.
    private static string SentenceOf(JsonException wrong)
    {
        string message = wrong.Message;
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place < 0 ? message : message[..place]).TrimEnd('.', ' ');
    }
}
