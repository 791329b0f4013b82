using Harness.Reference.Ports;
using Harness.Sim.Scenarios;
using Xunit;

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

    // On this machine the process of the tests is the parent of all lives' workers: there it takes
    // a daemon of its own to show this.
    [Fact]
    public Task How_a_process_ended_is_told_to_the_life_that_started_it_only()
    {
        ProcessIdentity process = default;
        return World.Run(
            async life => process = await life.StartReady("web"),
            async life =>
            {
                await life.Die(process, ExitStatus.Code(42));
                Assert.Equal(ExitStatus.Unknown, (await life.Ended(process)).Exit);
            });
    }
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
