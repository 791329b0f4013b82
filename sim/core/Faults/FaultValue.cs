using System.Diagnostics.CodeAnalysis;
using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>What can be written at a key of a fault.</summary>
internal abstract class FaultValue
{
    /// <summary>For the page about faults.</summary>
    public abstract string Range { get; }
}

/// <summary>A value of that type.</summary>
internal abstract class FaultValue<T> : FaultValue
{
    /// <summary>Reads it; false if there was a problem.</summary>
    public abstract bool TryRead(
        Field field, FaultReading reading, [NotNullWhen(true)] out T? value);

    /// <summary>As it is written.</summary>
    public abstract string Write(T value, Range<TimeSpan>? duration);

    /// <summary>
    /// What it becomes in a drawn fault: that worker, if it is any worker, and that duration, if it
    /// is one.
    /// </summary>
    public abstract T Fill(T template, string worker, TimeSpan? duration);
}
