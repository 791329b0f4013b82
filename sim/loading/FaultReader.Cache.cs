using Harness.Reference.Documents;
using Harness.Sim.Faults;

namespace Harness.Sim.Loading;

/// <content>What goes wrong in the cache that the workers share.</content>
internal sealed partial class FaultReader
{
    private ReadFault? OfCache(Field verb, CacheFault fault) =>
        Of(IsTarget(verb, "cache", "there is one") ? fault : null);

    private ReadFault? OfWorker(Field verb, Func<string, Fault> make) =>
        Of(Worker(verb) is { } worker ? make(worker) : null);

    private ReadFault? CorruptTransaction(Fields fields, Field verb)
    {
        TransactionStage? stage = values.Word(
            fields.Must("stage"), Words.Of<TransactionStage>());
        return Of(Worker(verb) is { } worker && stage is { } known
            ? new CorruptTransaction(worker, known) : null);
    }

    private ReadFault? FailAccessChecks(Fields fields, Field verb)
    {
        int times = OwnTimes(fields);
        return OfWorker(verb, name => new FailAccessChecks(name, times));
    }
}
