using Harness.Sim.Kernel;

namespace Harness.Properties.Kernel;

/// <summary>Runs the steps of one actor only when nothing else is ready.</summary>
internal sealed class Starving(string path) : Execution
{
    private readonly ulong _last = path.Split('/')
        .Aggregate(0UL, (hash, name) => hash == 0
            ? Mix.Two(Mix.Text(name), Mix.Text(name))
            : Mix.Two(hash, Mix.Text(name)));

    public override ulong Key(ulong actor, uint ordinal) => actor == _last ? ulong.MaxValue : 0;

    public override long Draw(in ChoiceId id, long low, long high) => low;

    public override Execution Again() => new Starving(path);
}
