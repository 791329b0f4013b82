using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Scenarios.Jobs;

/// <summary>Makes runs, and knows by what they are judged.</summary>
internal interface IScenarioRunner
{
    /// <summary>Every oracle.</summary>
    IReadOnlyList<IOracle> Oracles { get; }

    /// <summary>One run under the usual strategy: a pure function of its input.</summary>
    RunRecord Run(RunInput input);
}
