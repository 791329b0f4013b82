namespace Harness.Sim.Kernel.Leaks;

/// <summary>A timer of virtual time; any other timer is one of the real clock.</summary>
internal interface IVirtualTimer;
