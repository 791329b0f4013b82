using System.Globalization;

namespace Harness.Reference.Policies.Systems;

/// <summary>PM2's options of one application.</summary>
internal sealed record Pm2Options(
    bool Autorestart, TimeSpan MinUptime, int MostRestarts, TimeSpan Delay, TimeSpan Backoff,
    ExitSet StopCodes)
{
    internal static readonly TimeSpan MostBackoff = TimeSpan.FromSeconds(15);

    internal static Pm2Options? Read(OptionValues values)
    {
        var codes = new ExitSet();
        foreach (string word in values.Text("stop_exit_codes").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                || !codes.Add(word, allowsRanges: false))
            {
                values.Refuse(
                    "stop_exit_codes",
                    $"{Documents.Words.Quote(word)} is not an exit code from 0 to 255");
            }
        }

        return new Pm2Options(
            values.Truth("autorestart"),
            values.Finite("min_uptime", TimeStyle.Pm2, TimeSpan.FromMilliseconds(100)),
            values.Whole("max_restarts", 0, 1_000_000),
            values.Finite("restart_delay", TimeStyle.Milliseconds),
            values.Finite("exp_backoff_restart_delay", TimeStyle.Milliseconds),
            codes);
    }
}
