using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>A whole number.</summary>
/// <param name="limits">From where to where.</param>
internal sealed class WholeValue(Range<int> limits) : FaultValue<int>
{
    public Range<int> Limits => limits;

    public override string Range =>
        FormattableString.Invariant($"{limits.Least} to {limits.Most}");

    public override bool TryRead(
        Field field, FaultReading reading, [NotNullWhen(true)] out int value)
    {
        int? read = reading.Values.Whole(field, limits);
        value = read.GetValueOrDefault();
        return read is not null;
    }

    public override string Write(int value, Range<TimeSpan>? duration) =>
        value.ToString(CultureInfo.InvariantCulture);

    public override int Fill(int template, string worker, TimeSpan? duration) => template;
}

/// <summary>A duration, or a range of durations in what is drawn.</summary>
/// <param name="limits">From where to where.</param>
internal sealed class DurationValue(Range<TimeSpan> limits) : FaultValue<TimeSpan>
{
    /// <summary>One that may be none.</summary>
    public static readonly DurationValue Time = new(FaultLimits.Time);

    /// <summary>One that may not be none.</summary>
    public static readonly DurationValue SomeTime = new(FaultLimits.SomeTime);

    public Range<TimeSpan> Limits => limits;

    public override string Range => limits.Least == new TimeSpan(1)
        ? "more than 0s"
        : $"{Yaml.Of(limits.Least)} to {Yaml.Of(limits.Most)}";

    public override bool TryRead(
        Field field, FaultReading reading, [NotNullWhen(true)] out TimeSpan value)
    {
        Range<TimeSpan>? read =
            reading.IsDrawn ? reading.Values.Times(field, limits)
            : reading.Values.Time(field, limits) is { } time ? new(time, time)
            : null;
        value = read.GetValueOrDefault().Least;
        if (read is { } range && range.Least != range.Most)
        {
            reading.Duration = range;
        }

        return read is not null;
    }

    public override string Write(TimeSpan value, Range<TimeSpan>? duration) =>
        duration is { } range ? Yaml.Of(range) : Yaml.Of(value);

    public override TimeSpan Fill(TimeSpan template, string worker, TimeSpan? duration) =>
        duration ?? template;
}
