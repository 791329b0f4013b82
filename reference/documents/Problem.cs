namespace Harness.Reference.Documents;

/// <summary>Something wrong with a file, where it stands, and what was expected.</summary>
/// <param name="File">The file as the user knows it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Message">What is wrong and what was expected instead.</param>
public sealed record Problem(string File, int Line, int Column, string Message)
{
    /// <summary>Where the file goes without saying: <c>line:column: message</c>.</summary>
    public string InFile => FormattableString.Invariant($"{Line}:{Column}: {Message}");

    /// <summary>The form that editors can jump to: <c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{File}:{InFile}";
}
