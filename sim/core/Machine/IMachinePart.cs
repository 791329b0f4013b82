namespace Harness.Sim.Machine;

/// <summary>
/// What only some machines have. It is registered with its machine, which knows it by this alone.
/// </summary>
internal interface IMachinePart
{
    /// <summary>The machine is off: what was only in memory is gone.</summary>
    void PowerOff();

    /// <summary>The machine is on again.</summary>
    void PowerOn();
}
