using System.Globalization;
using System.Runtime.CompilerServices;
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

    public PlansAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => MaxTest = Wanted ?? Batch;

    /// <summary>As the other, with the batch that two seeds make.</summary>
    public PlansAttribute(
        ulong seed,
        ulong gamma,
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1)
        : this(sourceFilePath, sourceLineNumber)
    {
        if (Wanted is null)
        {
            Replay = FormattableString.Invariant($"{seed},{gamma}");
        }
    }

    private static int? Wanted => Environment.GetEnvironmentVariable(Variable) is { } plans
        ? int.Parse(plans, CultureInfo.InvariantCulture)
        : null;
}
