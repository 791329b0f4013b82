using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>
/// What a group's controller believes of it and has yet to tell its policy. It is a value: only
/// <see cref="GroupTable"/> makes another one of it.
/// </summary>
internal sealed record GroupState
{
    /// <summary>What the policy has been told of each member, and wants of it.</summary>
    public ValueList<MemberView> Members { get; init; }

    /// <summary>What the policy is being told now; null: nothing.</summary>
    public GroupMail? Asked { get; init; }

    /// <summary>What is known without being told, and is to be said next, in this order.</summary>
    public ValueList<GroupMail> Known { get; init; }

    /// <summary>What is to be said after that.</summary>
    public GroupMail? Later { get; init; }

    /// <summary>
    /// The wake that the policy was told of last: what is due then may wait for something else, so
    /// a time that has come is told once.
    /// </summary>
    public Instant? Told { get; init; }

    /// <summary>Whether it is no group any more.</summary>
    public bool IsRetired { get; init; }

    /// <summary>The members that are to be ended.</summary>
    internal IEnumerable<int> Leaving =>
        Enumerable.Range(0, Members.Count).Where(member => Members[member].IsStopping);

    /// <summary>When its policy is to be told of the time, if nothing is heard before.</summary>
    /// <param name="policyWake">When the policy wants that.</param>
    internal Instant? WakeAt(Instant? policyWake) => policyWake == Told ? null : policyWake;
}

/// <summary>What a group's policy has been told of a member, and wants of it.</summary>
/// <param name="Since">When its process was started; null: it has none.</param>
/// <param name="IsAsked">Whether it is to be started.</param>
/// <param name="IsStopping">Whether it is to be ended.</param>
/// <param name="IsNew">Whether a fresh policy has not heard of it yet.</param>
internal readonly record struct MemberView(
    Instant? Since, bool IsAsked, bool IsStopping, bool IsNew);

/// <summary>How a member is, by its own controller.</summary>
/// <param name="IsUp">Whether a process of it is looked after.</param>
/// <param name="IsServing">Whether it serves.</param>
internal readonly record struct MemberSeen(bool IsUp, bool IsServing);

/// <summary>What is so around a group when its table is asked.</summary>
/// <param name="Now">Monotonic time.</param>
/// <param name="PolicyWake">When its policy wants to be asked; null: not by itself.</param>
/// <param name="Members">How its members are.</param>
internal readonly record struct GroupSituation(
    Instant Now, Instant? PolicyWake, ValueList<MemberSeen> Members);
