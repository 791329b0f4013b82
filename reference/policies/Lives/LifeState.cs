using System.Diagnostics.CodeAnalysis;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Lives;

/// <summary>What every policy remembers of a worker, and a particular one besides.</summary>
/// <typeparam name="TOwn">What a particular policy remembers.</typeparam>
public record struct LifeState<TOwn>
    where TOwn : struct
{
    private TOwn _own;

    /// <summary>The time that never comes.</summary>
    internal static readonly Instant Never = new(long.MaxValue);

    /// <summary>The state of a worker of which nothing is known yet.</summary>
    internal LifeState(TOwn own)
    {
        _own = own;
        Wake = Never;
    }

    /// <summary>Where the worker is.</summary>
    public LifePhase Phase { get; internal set; }

    /// <summary>Whether the present life has said that it is ready.</summary>
    public bool IsReady { get; internal set; }

    /// <summary>When the present or last life began.</summary>
    public Instant StartedAt { get; internal set; }

    /// <summary>When it said that it is ready, if it did.</summary>
    public Instant ReadyAt { get; internal set; }

    /// <summary>When a wait is over, or, of a life, when an alarm of it rings.</summary>
    public Instant Wake { get; internal set; }

    /// <summary>What a particular policy remembers; it changes a copy of it in place.</summary>
    [UnscopedRef]
    internal ref TOwn Own => ref _own;
}
