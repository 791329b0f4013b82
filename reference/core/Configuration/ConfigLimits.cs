using Harness.Reference.Documents;
using Harness.Reference.Keys;

namespace Harness.Reference.Configuration;

/// <summary>The bounds of everything that a configuration can say; both ends are allowed.</summary>
internal static class ConfigLimits
{
    public const int CommandLetters = 4096;
    public const int NameLetters = 40;
    public const int Workers = 200;

    /// <summary>
    /// It needs 6; more than this would be a file that is not a configuration.
    /// </summary>
    public static readonly DocumentKind Document = new("configuration", 64 * 1024, 8);

    /// <summary>A time that may be none.</summary>
    public static readonly Range<TimeSpan> Time = KeyLimits.Time;

    /// <summary>A time that may not be none.</summary>
    public static readonly Range<TimeSpan> SomeTime = KeyLimits.SomeTime;

    public static readonly Range<int> WorkerCount = new(1, Workers);
    public static readonly Range<int> FailureLimit = new(0, 1000);
}
