using System.Globalization;
using Harness.Sim.Kernel;

namespace Harness.Sim.Running;

/// <summary>
/// Seeds outside the code are texts, because 64 bits do not fit into a JSON number: a run's seed is
/// 16 hex digits, a base seed is any short word (a number, a commit id).
/// </summary>
public static class Seeds
{
    /// <summary>The base seed if nobody names one.</summary>
    public const string DefaultBase = "1";

    /// <summary>
    /// The seed of run <paramref name="index"/> of a scenario: hash(base, scenario, index).
    /// </summary>
    public static ulong OfRun(string baseSeed, string scenario, int index) =>
        Mix.Two(Mix.Two(Mix.Text(baseSeed), Mix.Text(scenario)), (ulong)index);

    /// <summary>16 hex digits.</summary>
    public static string Format(ulong seed) => seed.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads 16 lower-case hex digits.</summary>
    public static bool TryParse(string text, out ulong seed) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out seed)
        && Format(seed) == text;
}
