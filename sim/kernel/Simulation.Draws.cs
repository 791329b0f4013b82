namespace Harness.Sim.Kernel;

/// <content>What the run chooses besides the order of steps.</content>
public sealed partial class Simulation
{
    /// <summary>
    /// A number that the run chooses, both bounds included, in the name of the current owner.
    /// </summary>
    public long Draw(ChoiceKind kind, long low, long high) => Draw(_owner, kind, low, high);

    /// <summary>
    /// A number that the run chooses, both bounds included, in the name of that actor.
    /// </summary>
    public long Draw(Actor owner, ChoiceKind kind, long low, long high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        var id = new ChoiceId(kind, owner.PathHash, owner.NextDraw(kind));
        if (low == high)
        {
            return low;
        }

        long value = DrawBetween(id, low, high);
        Record(new Choice(id, value));
        return value;
    }

    /// <summary>A time that the run chooses in the name of that actor.</summary>
    public TimeSpan DrawLatency(Actor owner, LatencyRange range) => range.Least == range.Most
        ? range.Least
        : new TimeSpan(Draw(owner, ChoiceKind.Latency, range.Least.Ticks, range.Most.Ticks));

    internal long DrawLateness(Actor owner) => DrawLatency(owner, _options.TimerLateness).Ticks;

    private long DrawBetween(in ChoiceId id, long low, long high)
    {
        try
        {
            return _execution.Draw(id, low, high);
        }
        catch (DivergedException diverged)
        {
            // Whoever draws may catch everything; the run has diverged all the same.
            End(Ending.Diverged, diverged.Message);
            throw;
        }
    }

    private void Record(in Choice choice)
    {
        if (_choiceDigest is null)
        {
            return;
        }

        _choiceDigest.Add(choice.Id.Actor);
        _choiceDigest.Add(((ulong)choice.Id.Kind << 56) ^ choice.Id.Ordinal);
        if (choice.Id.Kind != ChoiceKind.Schedule)
        {
            _choiceDigest.Add((ulong)choice.Value);
        }

        _tape?.Add(choice);
    }
}
