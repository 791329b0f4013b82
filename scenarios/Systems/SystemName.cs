namespace Harness.Scenarios.Systems;

/// <summary>Names a system under test, as <c>ASSEMBLY:TYPE</c> does.</summary>
/// <param name="Assembly">The path of its assembly, as it was given.</param>
/// <param name="Type">The full name of its factory's type.</param>
internal sealed record SystemName(string Assembly, string Type)
{
    /// <summary>What is expected where such a name is read.</summary>
    public const string Expected =
        "expected ASSEMBLY:TYPE, such as bin/Mine.dll:Mine.SupervisorFactory";

    /// <summary>Reads a name; null if it is none.</summary>
    public static SystemName? TryParse(string text)
    {
        int at = text.LastIndexOf(':');
        return at > 0 && at < text.Length - 1 && !text.Contains('\0', StringComparison.Ordinal)
            ? new SystemName(text[..at], text[(at + 1)..])
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Assembly}:{Type}";
}
