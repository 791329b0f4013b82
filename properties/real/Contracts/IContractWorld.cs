namespace Harness.Properties.Contracts;

/// <summary>Where the same test runs: on a simulated machine, or on this one.</summary>
internal interface IContractWorld
{
    /// <summary>
    /// Runs one body after the other, each as a life of the supervisor. Between two of them the
    /// supervisor is killed; after the last one nothing is left.
    /// </summary>
    Task Run(params Func<ContractLife, Task>[] lives);
}
