namespace Harness.Reference.Supervising;

/// <summary>
/// What of a worker is under way: the one act whose outcome its controller waits for. While there
/// is one, orders wait in the mailbox.
/// </summary>
internal enum Operation
{
    /// <summary>Nothing: the next order is taken.</summary>
    None,

    /// <summary>The list is asked for: what is so?</summary>
    Looking,

    /// <summary>A start was asked for.</summary>
    Starting,

    /// <summary>A start was not answered in time: the list is asked whether it happened.</summary>
    Settling,

    /// <summary>A process is killed, because it is overdue or asked for it.</summary>
    Killing,

    /// <summary>
    /// The unit is ended, because its policy gave it a time or its group wants it to be down.
    /// </summary>
    Ending,

    /// <summary>The process that ended is collected; then its policy is asked.</summary>
    Collecting,

    /// <summary>
    /// The process whose end is the end of the instance is collected; nobody is asked.
    /// </summary>
    CollectingLast,

    /// <summary>The unit is defined anew, with the options that it was given.</summary>
    Defining,

    /// <summary>The process with the former options is ended.</summary>
    MakingWay,

    /// <summary>What has made way is collected; then a new one is started.</summary>
    Clearing,

    /// <summary>The unit is ended for good.</summary>
    Retiring,

    /// <summary>The policy is asked what is to be done.</summary>
    Deciding,

    /// <summary>The policy is asked to forget failures.</summary>
    Forgetting,

    /// <summary>The policy is told that a person wants what is down to be started.</summary>
    Insisting,
}
