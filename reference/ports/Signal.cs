namespace Harness.Reference.Ports;

/// <summary>The signals that matter here, by their numbers on Linux.</summary>
public enum Signal
{
    /// <summary>SIGHUP: read the configuration again.</summary>
    Hup = 1,

    /// <summary>SIGINT: stop.</summary>
    Int = 2,

    /// <summary>SIGQUIT.</summary>
    Quit = 3,

    /// <summary>SIGABRT: what a failed assertion raises.</summary>
    Abrt = 6,

    /// <summary>SIGBUS.</summary>
    Bus = 7,

    /// <summary>SIGKILL: cannot be refused.</summary>
    Kill = 9,

    /// <summary>SIGSEGV.</summary>
    Segv = 11,

    /// <summary>SIGTERM: stop.</summary>
    Term = 15,
}
