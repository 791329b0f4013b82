using System.Globalization;

namespace Harness.Reference.Policies.Systems;

/// <summary>Ratios as whole numbers.</summary>
internal static class Ratios
{
    /// <summary>A ratio from 0 to 1, in millionths.</summary>
    internal static int Millionths(OptionValues values, string name, bool allowsZero = true)
    {
        if (decimal.TryParse(
            values.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out decimal ratio) && ratio <= 1 && (allowsZero || ratio > 0))
        {
            return (int)(ratio * 1_000_000);
        }

        values.Refuse(
            name,
            allowsZero ? "expected a ratio from 0 to 1" : "expected a ratio over 0, at most 1");
        return 1_000_000;
    }
}
