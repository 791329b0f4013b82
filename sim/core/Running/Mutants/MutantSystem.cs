using Harness.Reference.Configuration;
using Harness.Reference.Lifecycle;
using Harness.Reference.Ports;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Running.Mutants;

/// <summary>The reference supervisor with a mutant's rules.</summary>
public sealed class MutantSystem(Mutant mutant) : ISystemFactory
{
    private readonly SupervisorConfigReader _reader = new();

    /// <summary>A run of that mutant, or of the reference supervisor.</summary>
    public static RunInput Input(Scenario scenario, ulong seed, Mutant? mutant) => mutant is null
        ? new RunInput(scenario, seed)
        : new RunInput(scenario, seed) { System = new MutantSystem(mutant), Mutant = mutant.Name };

    /// <inheritdoc/>
    public IWorkerRules? WorkerRules { get; } = mutant.Rules();

    /// <inheritdoc/>
    public ISystemUnderTest Make(SystemSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ISystemUnderTest made = MakeOf(setup);
        return mutant.Ports is { } change ? new OverPorts(made, change) : made;
    }

    private ISystemUnderTest MakeOf(SystemSetup setup)
    {
        if (setup.Document is not { } document)
        {
            return new Supervisor(
                SetupReader.OptionsOf(setup), mutant.Rules(),
                changeRules: mutant.ChangeRules());
        }

        return _reader.Read(document).Options is { } read
            ? new Supervisor(read, mutant.Rules(), _reader, mutant.ChangeRules())
            : new ReferenceSystem().Make(setup);
    }

    /// <summary>A system that sees other ports than the machine's.</summary>
    private sealed class OverPorts(
        ISystemUnderTest system, Func<SystemPorts, SystemPorts> change) : ISystemUnderTest
    {
        public Task<int> Run(SystemPorts ports, CancellationToken stop) =>
            system.Run(change(ports), stop);
    }
}
