using Harness.Sim.Faults;

namespace Harness.Scenarios.Loading;

/// <content>Faults of the machine itself.</content>
internal sealed partial class FaultReader
{
    private ReadFault? StartSecond(Field verb) => Of(
        IsTarget(verb, "supervisor", "a worker is started by its supervisor")
            ? new StartSecond() : null);
}
