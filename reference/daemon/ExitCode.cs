namespace Harness.Daemon;

/// <summary>What <c>supervise</c> says when it exits. Part of its contract with scripts.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The supervisor said no, or had to give up.</summary>
    public const int Refused = 1;

    /// <summary>Bad usage or a bad file (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>Nobody answers, or the machine lacks something (EX_UNAVAILABLE).</summary>
    public const int Unavailable = 69;

    /// <summary>A mistake of ours (EX_SOFTWARE).</summary>
    public const int Broken = 70;

    /// <summary>State or socket cannot be had (EX_CANTCREAT).</summary>
    public const int CannotCreate = 73;
}
