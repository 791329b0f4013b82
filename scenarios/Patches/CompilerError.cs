using Harness.Reference.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Harness.Scenarios.Patches;

/// <summary>Why something does not compile.</summary>
/// <param name="File">The source, from its project's folder; empty: none of them.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Message">What the compiler says.</param>
internal sealed record CompilerError(string File, Place Place, string Message)
{
    /// <summary>As editors write it.</summary>
    public override string ToString() => File.Length == 0
        ? Message
        : FormattableString.Invariant($"{File}:{Place.Line}:{Place.Column}: {Message}");

    internal static CompilerError Of(Diagnostic error)
    {
        LinePosition at = error.Location.GetLineSpan().StartLinePosition;
        return new CompilerError(
            error.Location.SourceTree?.FilePath ?? "",
            new Place(at.Line + 1, at.Character + 1),
            $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
