using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Scenarios.Patches;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Trace;

namespace Harness.Scenarios.Jobs;

/// <summary>What a worker is asked: runs of one scenario, in this order. One JSON line.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Hash">Its file's hash: a worker that finds another file refuses.</param>
/// <param name="Mutant">A changed supervisor, or null.</param>
/// <param name="Seeds">The runs' seeds, in 16 hex digits each.</param>
/// <param name="IsDetailed">Whether all choices and events are wanted too.</param>
internal sealed record WorkRequest(
    string Scenario,
    string Hash,
    BuiltMutant? Mutant,
    IReadOnlyList<string> Seeds,
    bool IsDetailed);

/// <summary>
/// What a worker says: one line when it is ready, then one for each run asked, in order.
/// </summary>
/// <param name="Result">The run; null in the first line.</param>
/// <param name="Detail">Its choices and events, if they were wanted and it did not throw.</param>
/// <param name="WallMicroseconds">How long it took.</param>
/// <param name="Refusal">Why there is no system to run; in the first line only.</param>
internal sealed record WorkAnswer(
    SeedResult? Result, RunDetail? Detail, long WallMicroseconds, string? Refusal = null);

/// <summary>Everything that was chosen and that happened in a run.</summary>
internal sealed record RunDetail(
    IReadOnlyList<Choice> Choices, IReadOnlyList<EventRecord> Events);

/// <summary>The lines between the harness and its workers.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkRequest))]
[JsonSerializable(typeof(WorkAnswer))]
internal sealed partial class WorkJson : JsonSerializerContext
{
    /// <summary>A line that says that the worker is ready.</summary>
    public static readonly WorkAnswer Ready = new(null, null, 0);

    /// <summary>A line that says why there is no system to run.</summary>
    public static WorkAnswer Refused(string because) => new(null, null, 0, because);

    public static string Line(WorkRequest request) =>
        JsonSerializer.Serialize(request, Default.WorkRequest);

    public static string Line(WorkAnswer answer) =>
        JsonSerializer.Serialize(answer, Default.WorkAnswer);

    public static WorkRequest? Request(string line) =>
        JsonSerializer.Deserialize(line, Default.WorkRequest);

    public static WorkAnswer? Answer(string line) =>
        JsonSerializer.Deserialize(line, Default.WorkAnswer);
}
