namespace Harness.Reference.Ports;

/// <summary>What there is to lose where a problem was met: a method needs its object.</summary>
public readonly record struct Applicable
{
    /// <summary>A cached entry is at hand that can be removed.</summary>
    public bool HasEntry { get; init; }

    /// <summary>A transaction is under way that can be ended.</summary>
    public bool HasTransaction { get; init; }

    /// <summary>The trouble is of a service that the worker can do without.</summary>
    public bool HasOptionalService { get; init; }

    /// <summary>The worker can be started anew.</summary>
    public bool IsRestartable { get; init; }

    /// <summary>Others can serve while this worker does not.</summary>
    public bool HasOthers { get; init; }

    /// <summary>Whether that method has an object. There is always an instance to end.</summary>
    public bool To(Rung rung) => rung switch
    {
        Rung.PurgeEntry => HasEntry,
        Rung.EndTransaction => HasTransaction,
        Rung.DisableService => HasOptionalService,
        Rung.RestartKid => IsRestartable,
        Rung.PauseKid => HasOthers,
        Rung.EndInstance => true,
    };
}
