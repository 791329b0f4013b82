using System.Globalization;
using Harness.Sim.Trace;

namespace Harness.Sim.Running;

/// <summary>
/// Names one run: <c>SCENARIO@HASH:vVERSION:SEED</c>, such as
/// <c>knot/K-threshold-edge@1a2b3c4d:v3:00c0ffee00c0ffee</c>, and with a mutant
/// <c>~MUTANT</c> behind it.
/// </summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Hash">The hash of its file when it was run.</param>
/// <param name="TraceVersion">The <see cref="RunTrace.Version"/> that it was run with.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Mutant">
/// The name of the changed supervisor that was run; null: the reference one.
/// </param>
public sealed record RunToken(
    string Scenario, string Hash, int TraceVersion, ulong Seed, string? Mutant = null)
{
    private const char BeforeMutant = '~';

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Scenario}@{Hash}:v{TraceVersion}:{Seeds.Format(Seed)}")
        + (Mutant is null ? "" : BeforeMutant + Mutant);

    /// <summary>
    /// Reads a token; on failure every bad part is listed, with what was expected.
    /// </summary>
    public static RunToken? TryParse(string text, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        problems = found;
        int at = text.LastIndexOf('@');
        string[] parts = at < 0 ? [] : text[(at + 1)..].Split(':');
        if (at <= 0 || parts.Length != 3)
        {
            found.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"expected SCENARIO@HASH:vVERSION:SEED, with ~MUTANT behind it if a changed"
                + $" supervisor was run, such as"
                + $" knot/K-threshold-edge@1a2b3c4d:v{RunTrace.Version}:00c0ffee00c0ffee"));
            return null;
        }

        if (parts[0].Length != 8 || !parts[0].All(IsHex))
        {
            found.Add($"hash '{parts[0]}': expected 8 hex digits");
        }

        // Only as it is written: a token that reads in two ways would name its run in two ways.
        if (!int.TryParse(
                parts[1].AsSpan(Math.Min(1, parts[1].Length)), NumberStyles.None,
                CultureInfo.InvariantCulture, out int version)
            || parts[1] != string.Create(CultureInfo.InvariantCulture, $"v{version}"))
        {
            version = 0;
            found.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"trace version '{parts[1]}': expected v and a number,"
                + $" such as v{RunTrace.Version}"));
        }

        string[] last = parts[2].Split(BeforeMutant, 2);
        if (!Seeds.TryParse(last[0], out ulong seed))
        {
            found.Add($"seed '{last[0]}': expected 16 lower-case hex digits");
        }

        if (last is [_, ""])
        {
            found.Add("mutant '': expected its name behind ~, or no ~");
        }

        return found.Count == 0
            ? new RunToken(
                text[..at], parts[0], version, seed, last.Length > 1 ? last[1] : null)
            : null;
    }

    private static bool IsHex(char unit) => char.IsAsciiDigit(unit) || unit is >= 'a' and <= 'f';
}
