using System.Text.Json.Serialization;

namespace Harness.Properties.Suite;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class GoldenJson : JsonSerializerContext;
