namespace Harness.Properties.Contracts;

/// <summary>The files of this machine.</summary>
public sealed class RealFilesTests : FilesContract
{
    private protected override IContractWorld World => new RealWorld();
}

/// <summary>The processes of this machine.</summary>
public sealed class RealProcessHostTests : ProcessHostContract
{
    private protected override IContractWorld World => new RealWorld();
}

/// <summary>The embedded service manager over the processes of this machine.</summary>
public sealed class RealEmbeddedServiceManagerTests : EmbeddedServiceManagerContract
{
    private protected override IContractWorld World => new RealWorld();
}
