using System.Globalization;
using Harness.Reports;
using Harness.Scenarios.Systems;
using Harness.Sim.Running;

namespace Harness.Scenarios.Commands;

/// <summary>Reads option values; whatever is wrong is listed with what was expected.</summary>
internal static class OptionValues
{
    public const int MostJobs = 64;
    public const int MostSeeds = 1_000_000;
    private const int MostSeedLength = 64;

    /// <summary>A number within bounds; null if there is none, or a bad one.</summary>
    public static int? Number(string option, string? text, int most, List<string> problems)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= 1 && value <= most)
        {
            return value;
        }

        problems.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{option} '{text}': expected a number from 1 to {most:N0}"));
        return null;
    }

    /// <summary>A base seed.</summary>
    public static string BaseSeed(string? text, List<string> problems)
    {
        if (text is null)
        {
            return Seeds.DefaultBase;
        }

        if (text.Length is < 1 or > MostSeedLength || !text.All(IsSeedUnit))
        {
            problems.Add($"--seed '{text}': expected 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
        }

        return text;
    }

    /// <summary>A path.</summary>
    public static string Folder(string? text, List<string> problems)
    {
        if (text is { Length: 0 } || text?.Contains('\0', StringComparison.Ordinal) == true)
        {
            problems.Add("--report: expected the path of a folder");
        }

        return text ?? RunRequest.DefaultReport;
    }

    /// <summary>The path of a scenario file; null if there is none.</summary>
    public static string? File(string? text, List<string> problems)
    {
        if (text is { Length: 0 } || text?.Contains('\0', StringComparison.Ordinal) == true)
        {
            problems.Add($"{HarnessCommand.File}: expected the path of a scenario file");
            return null;
        }

        return text;
    }

    /// <summary>The path of a folder with mutants; null if there is none.</summary>
    public static string? Mutants(string? text, List<string> problems)
    {
        if (text is { Length: 0 } || text?.Contains('\0', StringComparison.Ordinal) == true)
        {
            problems.Add($"{HarnessCommand.Mutants}: expected the path of a folder with mutants");
            return null;
        }

        return text;
    }

    /// <summary>The name of a system under test; null if there is none.</summary>
    public static SystemName? System(string? text, List<string> problems)
    {
        SystemName? name = text is null ? null : SystemName.TryParse(text);
        if (text is not null && name is null)
        {
            problems.Add(
                $"{HarnessCommand.System} '{OneLine.Of(text)}': {SystemName.Expected}");
        }

        return name;
    }

    private static bool IsSeedUnit(char unit) =>
        char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-';
}
