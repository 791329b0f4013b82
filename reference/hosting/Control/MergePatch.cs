using System.Text.Json;
using Harness.Reference.Documents;

namespace Harness.Hosting.Control;

/// <summary>A JSON merge patch on a document of nodes (RFC 7396).</summary>
internal static class MergePatch
{
    private static readonly MapNode Empty = new(Place.Start, []);

    /// <summary>What a document is after a patch.</summary>
    /// <exception cref="InvalidOperationException">
    /// A text of the patch is none: it holds half of a surrogate pair.
    /// </exception>
    internal static Node Apply(Node target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return Of(patch);
        }

        List<Field> fields = [.. (target as MapNode ?? Empty).Fields];
        foreach (JsonProperty wish in patch.EnumerateObject())
        {
            int at = fields.FindIndex(field => field.Key == wish.Name);
            if (wish.Value.ValueKind == JsonValueKind.Null)
            {
                fields.RemoveAll(field => field.Key == wish.Name);
            }
            else if (at < 0)
            {
                fields.Add(new Field(wish.Name, Place.Start, Apply(Empty, wish.Value)));
            }
            else
            {
                fields[at] = fields[at] with { Value = Apply(fields[at].Value, wish.Value) };
            }
        }

        return new MapNode(target.Place, fields);
    }

    // Within a list nothing is merged, and null is a value like any other.
    private static Node Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new MapNode(Place.Start, [.. value.EnumerateObject().Select(
            each => new Field(each.Name, Place.Start, Of(each.Value)))]),
        JsonValueKind.Array => new ListNode(Place.Start, [.. value.EnumerateArray().Select(Of)]),
        JsonValueKind.String => new ScalarNode(
            Place.Start, value.GetString() ?? "", IsPlain: false),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
            new ScalarNode(Place.Start, value.GetRawText(), IsPlain: true),
        JsonValueKind.Null or JsonValueKind.Undefined =>
            new ScalarNode(Place.Start, "null", IsPlain: true),
    };
}
