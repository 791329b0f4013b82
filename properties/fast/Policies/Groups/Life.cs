using Harness.Reference.Ports;

namespace Harness.Properties.Policies.Groups;

/// <summary>One life of a member, as a test wants it.</summary>
/// <param name="Length">How long it runs; null: until it is stopped.</param>
/// <param name="Exit">How it ends by itself.</param>
/// <param name="StopTime">How long it takes to end when it is told to.</param>
/// <param name="IsStillborn">Whether its start fails.</param>
internal readonly record struct Life(
    TimeSpan? Length, ExitStatus Exit = default, TimeSpan StopTime = default,
    bool IsStillborn = false)
{
    internal static readonly Life ForEver = new(null);

    internal static readonly Life FailsToStart = new(null, IsStillborn: true);

    internal static Life OfMs(double length, int code = 1, double stopMs = 0) => new(
        TimeSpan.FromMilliseconds(length), ExitStatus.Code(code),
        TimeSpan.FromMilliseconds(stopMs));
}
