using Harness.Sim.Scenarios;

namespace Harness.Properties.Contracts;

/// <summary>The files of a simulated machine.</summary>
public sealed class SimulatedFilesTests : FilesContract
{
    private protected override IContractWorld World => new SimulatedWorld();
}

/// <summary>The processes of a simulated machine.</summary>
public sealed class SimulatedProcessHostTests : ProcessHostContract
{
    private protected override IContractWorld World => new SimulatedWorld();
}

/// <summary>The embedded service manager over a simulated machine.</summary>
public sealed class SimulatedEmbeddedServiceManagerTests : EmbeddedServiceManagerContract
{
    private protected override IContractWorld World => new SimulatedWorld();
}

/// <summary>The external service manager of a simulated machine.</summary>
public sealed class SimulatedExternalServiceManagerTests : ServiceManagerContract
{
    private protected override IContractWorld World => new SimulatedWorld(new ServicesSetup());
}
