using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck;
using Harness.Properties.Replaying;

namespace Harness.Properties.Laws;

/// <summary>
/// A property of whole simulations: of so many as <c>HARNESS_PLANS</c> says, others every time; or
/// of a batch, which may be the same in every build.
/// </summary>
internal sealed class PlansAttribute : PropertyAttribute
{
    private const string Variable = "HARNESS_PLANS";
    private const int Batch = 60;

    private readonly (ulong Seed, ulong Gamma)? _same;

    public PlansAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
    }

    /// <summary>As the other, with the batch that two seeds make.</summary>
    public PlansAttribute(
        ulong seed,
        ulong gamma,
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => _same = (seed, gamma);

    internal override Config Configured(Config config) =>
        Environment.GetEnvironmentVariable(Variable) is { } plans
            ? config.WithMaxTest(
                int.TryParse(plans, NumberStyles.None, CultureInfo.InvariantCulture, out int many)
                    ? many
                    : throw new FormatException(
                        $"{Variable} is '{plans}': expected how many, such as 2000"))
            : _same is { } same
                ? config.WithMaxTest(Batch).WithReplay(same.Seed, same.Gamma)
                : config.WithMaxTest(Batch);
}
