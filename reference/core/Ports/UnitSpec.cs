namespace Harness.Reference.Ports;

/// <summary>What a service manager has to know of a unit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command">What its process runs.</param>
/// <param name="Grace">From asking a process to end until killing it.</param>
public sealed record UnitSpec(string Name, string Command, TimeSpan Grace);
