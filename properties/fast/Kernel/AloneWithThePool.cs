using Xunit;

namespace Harness.Properties.Kernel;

/// <summary>
/// Tests with thousands of runs, or with leaks. A run ends when the pool is idle, or after a while:
/// beside tests that use the pool, each takes longer and a leak is harder to see.
/// </summary>
[CollectionDefinition(nameof(AloneWithThePool), DisableParallelization = true)]
public class AloneWithThePool;
