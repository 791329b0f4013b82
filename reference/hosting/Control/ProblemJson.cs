using System.Text.Json.Serialization;

namespace Harness.Hosting.Control;

/// <summary>How problems are written as JSON: without what is not said.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ControlProblem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
