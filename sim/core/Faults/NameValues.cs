using System.Diagnostics.CodeAnalysis;
using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>A worker, or any worker in what is drawn.</summary>
internal sealed class WorkerValue : FaultValue<string>
{
    /// <summary>There is no other kind of them.</summary>
    public static readonly WorkerValue Worker = new();

    public override string Range => "WORKER";

    public override bool TryRead(
        Field field, FaultReading reading, [NotNullWhen(true)] out string? value) =>
        (value = reading.Names.Worker(field, reading.IsDrawn)) is not null;

    public override string Write(string value, Range<TimeSpan>? duration) => value;

    public override string Fill(string template, string worker, TimeSpan? duration) =>
        template == DrawnFault.AnyWorker ? worker : template;
}

/// <summary>A configuration.</summary>
internal sealed class ConfigValue : FaultValue<string>
{
    /// <summary>There is no other kind of them.</summary>
    public static readonly ConfigValue Config = new();

    public override string Range => "CONFIG";

    public override bool TryRead(
        Field field, FaultReading reading, [NotNullWhen(true)] out string? value) =>
        (value = reading.Names.Config(field)) is not null;

    public override string Write(string value, Range<TimeSpan>? duration) => value;

    public override string Fill(string template, string worker, TimeSpan? duration) => template;
}
