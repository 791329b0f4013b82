using System.Text.Json.Serialization;

namespace Harness.Hosting.Control;

/// <summary>How the values of the control plane are written as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SupervisorStatus))]
internal sealed partial class ControlJson : JsonSerializerContext;
