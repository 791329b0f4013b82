namespace Harness.Reference.Ports;

/// <summary>How a process ended.</summary>
public enum ExitKind
{
    /// <summary>It exited with a code.</summary>
    Code,

    /// <summary>A signal killed it.</summary>
    Signal,

    /// <summary>Nobody was there to collect it.</summary>
    Unknown,
}

/// <summary>How a process ended, and the code or the number of the signal.</summary>
public readonly record struct ExitStatus(ExitKind Kind, int Number)
{
    /// <summary>Nobody was there to collect it.</summary>
    public static readonly ExitStatus Unknown = new(ExitKind.Unknown, 0);

    /// <summary>It exited with this code.</summary>
    public static ExitStatus Code(int code) => new(ExitKind.Code, code);

    /// <summary>This signal killed it.</summary>
    public static ExitStatus Signal(Signal signal) => new(ExitKind.Signal, (int)signal);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ExitKind.Code => FormattableString.Invariant($"exit {Number}"),
        ExitKind.Signal => FormattableString.Invariant($"signal {(Signal)Number}"),
        ExitKind.Unknown => "gone",
    };
}
