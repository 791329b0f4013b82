using Harness.Sim.Faults;

namespace Harness.Sim.Machine;

/// <summary>
/// What only some machines have. It is registered with its machine, which knows it by this alone.
/// </summary>
internal interface IMachinePart
{
    /// <summary>Whether that fault is one of this part.</summary>
    bool Takes(Fault fault);

    /// <summary>Whether that fault of this part would hit something now.</summary>
    bool CanHit(Fault fault);

    /// <summary>Does what the fault says.</summary>
    void Inject(Fault fault);

    /// <summary>The machine is off: what was only in memory is gone.</summary>
    void PowerOff();

    /// <summary>The machine is on again.</summary>
    void PowerOn();
}
