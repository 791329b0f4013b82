using System.Diagnostics;

namespace Harness.Properties;

/// <summary>Pipes with a name, which nobody writes to.</summary>
internal static class Pipes
{
    /// <summary>Makes one in a folder; whoever opens it to read waits for ever.</summary>
    public static string Make(string folder)
    {
        string pipe = Path.Combine(folder, "pipe");
        using var made = Process.Start("mkfifo", [pipe]);
        made.WaitForExit();
        return made.ExitCode == 0
            ? pipe
            : throw new InvalidOperationException($"mkfifo ended with {made.ExitCode}");
    }
}
