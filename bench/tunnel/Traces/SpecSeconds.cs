using System.Globalization;
using Harness.Reference.Documents;

namespace Harness.Tunnel.Traces;

/// <summary>Times of a spec.</summary>
internal static class SpecSeconds
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(4000);

    /// <summary>A number of seconds, to 100 ns.</summary>
    internal static TimeSpan? Read(
        Values values, Field? field, TimeSpan least, TimeSpan? most = null)
    {
        if (values.Scalar(field) is not { } scalar)
        {
            return null;
        }

        TimeSpan longest = most ?? Longest;
        if (scalar.IsPlain
            && decimal.TryParse(
                scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && number >= 0 && number <= (decimal)longest.Ticks / TimeSpan.TicksPerSecond)
        {
            var time = new TimeSpan((long)Math.Round(number * TimeSpan.TicksPerSecond));
            if (time >= least)
            {
                return time;
            }
        }

        string from = least > TimeSpan.Zero ? "more than 0" : "0 or more";
        string to = most is null
            ? FormattableString.Invariant($"at most {longest.TotalSeconds}")
            : "less than 1";
        values.Problems.Add(
            scalar.Place,
            $"{field!.What} is {Values.Shown(scalar)}: expected a number of seconds, {from}, {to}");
        return null;
    }
}
