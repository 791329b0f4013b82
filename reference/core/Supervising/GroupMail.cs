using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>What a group's controller is told.</summary>
/// <param name="Kind">
/// What happened to the member; Begin asks for a fresh policy, and Tick only for a look.
/// </param>
/// <param name="Member">To which member.</param>
/// <param name="Exit">How it ended, if it did.</param>
/// <param name="At">When.</param>
internal readonly record struct GroupMail(
    GroupEventKind Kind, int Member, ExitStatus Exit, Instant At);
