using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;

namespace Harness.Scenarios.Jobs;

/// <summary>Runs scenarios, and knows by what they are judged.</summary>
internal interface IScenarioRunner
{
    /// <summary>Every oracle.</summary>
    IReadOnlyList<IOracle> Oracles { get; }

    /// <summary>Every changed supervisor that an oracle must catch.</summary>
    IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>One run: a pure function of its arguments.</summary>
    RunRecord Run(Scenario scenario, ulong seed, Recording recording, Mutant? mutant);
}
