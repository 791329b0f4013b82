using Harness.Sim.Kernel;

namespace Harness.Properties.Kernel;

/// <summary>
/// Tries every order of a program, depth first: what it learns of a run is which picks it had, and
/// the next run takes the last one differently that can be.
/// </summary>
internal sealed class DepthFirst : Strategy
{
    private readonly List<(int Taken, int Of)> _path = [];
    private bool _isBegun;

    public override Execution? Begin(ulong seed)
    {
        if (_isBegun)
        {
            while (_path is [.., var last] && last.Taken + 1 == last.Of)
            {
                _path.RemoveAt(_path.Count - 1);
            }

            if (_path.Count == 0)
            {
                return null;
            }

            _path[^1] = (_path[^1].Taken + 1, _path[^1].Of);
        }

        _isBegun = true;
        return new Walk(_path);
    }

    private sealed class Walk(List<(int Taken, int Of)> path) : Execution
    {
        private int _next;

        public override bool IsExact => true;

        public override ulong Key(ulong actor, uint ordinal) => 0;

        public override int Pick(ReadySet ready)
        {
            if (_next == path.Count)
            {
                path.Add((0, ready.Count));
            }

            return path[_next++].Taken;
        }

        public override long Draw(in ChoiceId id, long low, long high) => low;

        public override Execution Again() => new Walk(path);
    }
}
