using Harness.Sim.Kernel;

namespace Harness.Sim.Trace;

/// <summary>Everything that happened in one run, in order, with its digest.</summary>
internal sealed class RunTrace
{
    /// <summary>Changes whenever the same seed would give another trace. Tokens carry it.</summary>
    public const int Version = 3;

    private readonly List<TraceEvent> _events = [];
    private readonly Simulation _simulation;
    private readonly DigestWriter _writer;
    private int _acting;

    /// <summary>An empty trace of that simulation; it shares its digest.</summary>
    public RunTrace(Simulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        _simulation = simulation;
        _writer = new DigestWriter(simulation.Digest);
    }

    /// <summary>The events, oldest first.</summary>
    public IReadOnlyList<TraceEvent> Events => _events;

    /// <summary>The fingerprint of all choices and events so far: 32 hex digits.</summary>
    public string Digest => _simulation.Digest.ToString();

    /// <summary>The life of the supervisor whose call has its effect now; 0 if none has.</summary>
    internal int Acting => _acting;

    /// <summary>Does what a life of the supervisor asked for: what happens is its doing.</summary>
    public T By<T>(int life, Func<T> effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        (int before, _acting) = (_acting, life);
        try
        {
            return effect();
        }
        finally
        {
            _acting = before;
        }
    }

    /// <summary>Appends an event that happens now.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="byLife">
    /// Which life of the supervisor did it; if left out, the one that acts now, if any.
    /// </param>
    public void Add(TraceEvent happened, int? byLife = null)
    {
        ArgumentNullException.ThrowIfNull(happened);
        happened.At = _simulation.Now;
        happened.Index = _events.Count;
        happened.Step = _simulation.Steps;
        int life = byLife ?? _acting;
        happened.Life = life;
        _events.Add(happened);
        _simulation.Digest.Add((ulong)happened.Kind);
        _simulation.Digest.Add((ulong)happened.At.Ticks);
        _simulation.Digest.Add((ulong)life);
        happened.WriteFields(_writer);
    }
}
