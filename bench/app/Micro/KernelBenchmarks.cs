using BenchmarkDotNet.Attributes;
using Harness.Sim.Kernel;

namespace Harness.Bench.Micro;

/// <summary>What the kernel does for every choice.</summary>
public class KernelBenchmarks
{
    private readonly Digest _digest = new();
    private readonly KeyedExecution _execution = new(1);
    private readonly PickProbe _probe = new();
    private uint _ordinal;

    /// <summary>The number that a choice is given.</summary>
    [Benchmark]
    public long KeyedDraw() =>
        _execution.Draw(new ChoiceId(ChoiceKind.Latency, 0xA5A5, _ordinal++), 20, 2_000);

    /// <summary>The key that a step is given.</summary>
    [Benchmark]
    public ulong StepKey() => _execution.Key(0xA5A5, _ordinal++);

    /// <summary>One number into the digest.</summary>
    [Benchmark]
    public void DigestAdd() => _digest.Add(_ordinal++);

    /// <summary>A pick among 10 ready steps.</summary>
    [Benchmark]
    public int PickAmong10() => _probe.Among10();

    /// <summary>A pick among 100 ready steps.</summary>
    [Benchmark]
    public int PickAmong100() => _probe.Among100();
}
