using Harness.Reference.Ports;

namespace Harness.Reference.Options;

/// <summary>What a document says; it depends on its text alone.</summary>
public interface IConfigReader
{
    /// <summary>Reads a document. It has no side effects.</summary>
    ConfigReading Read(ConfigDocument document);
}

/// <summary>What a document says, or everything that is wrong with it.</summary>
/// <param name="Options">What it says; null if there is a problem.</param>
/// <param name="Problems">
/// Every problem with its place: <c>line:column: what was expected</c>.
/// </param>
public sealed record ConfigReading(SupervisorOptions? Options, IReadOnlyList<string> Problems);
