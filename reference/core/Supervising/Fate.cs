namespace Harness.Reference.Supervising;

/// <summary>What has become of a process.</summary>
internal enum Fate
{
    /// <summary>It lives.</summary>
    Alive,

    /// <summary>It has ended, and it is known how.</summary>
    Ended,

    /// <summary>It is off the list: somebody else has collected it.</summary>
    Vanished,
}
