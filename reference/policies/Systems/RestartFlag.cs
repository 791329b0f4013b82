using System.Globalization;
using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Systems;

/// <summary>A <c>--restart</c> of Docker or Podman.</summary>
internal readonly record struct RestartFlag(string Word, int Most)
{
    private static readonly string[] Known = ["no", "always", "unless-stopped", "on-failure"];

    internal static RestartFlag Read(OptionValues values, string name)
    {
        string text = values.Text(name);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string word = colon < 0 ? text : text[..colon];
        if (Array.IndexOf(Known, word) < 0)
        {
            values.Refuse(name, Documents.Words.Instead(word, Known));
            return new("no", 0);
        }

        if (colon < 0)
        {
            return new(word, 0);
        }

        if (word != "on-failure")
        {
            values.Refuse(name, "only on-failure takes a number");
        }

        if (!int.TryParse(
            text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int most))
        {
            values.Refuse(name, "expected a whole number of 0 or more after the colon");
        }

        return new(word, most);
    }

    /// <summary>Whether it starts again what ended, after that many restarts.</summary>
    internal bool Restarts(in EndedLife life, int restarts) => Word switch
    {
        "always" or "unless-stopped" => true,
        "on-failure" => !life.IsZero && (Most == 0 || restarts < Most),
        _ => false,
    };

    /// <summary>What is done about what it does not start again.</summary>
    internal Verdict Left(in EndedLife life, int restarts) =>
        life.IsZero ? Verdict.Rest(RestartReason.CleanExit, NativeWord.Exited)
        : Word == "on-failure" ? Verdict.GiveUp(
            RestartReason.OverLimit, NativeWord.Exited, restarts + 1, Most)
        : Verdict.GiveUp(RestartReason.NotRestarted, NativeWord.Exited);
}
