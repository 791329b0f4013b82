namespace Harness.Reference.Policies.Systems;

/// <summary>The signals of Linux x86-64 by their names (signal(7)).</summary>
public static class SignalNumbers
{
    /// <summary>The highest number.</summary>
    internal const int Most = 31;

    /// <summary>All of them in order, the first is SIGHUP with number 1.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE",
        "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT",
        "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
        "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    /// <summary>The number of a signal; its name may lack SIG. Null if there is none.</summary>
    public static int? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string full = name.StartsWith("SIG", StringComparison.Ordinal) ? name : "SIG" + name;
        for (int at = 0; at < Names.Count; at++)
        {
            if (Names[at] == full)
            {
                return at + 1;
            }
        }

        return null;
    }
}
