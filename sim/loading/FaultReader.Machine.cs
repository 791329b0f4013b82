using Harness.Reference.Documents;
using Harness.Sim.Faults;

namespace Harness.Sim.Loading;

/// <content>Faults of the machine itself.</content>
internal sealed partial class FaultReader
{
    private ReadFault? StartSecond(Field verb) => Of(
        IsTarget(verb, "supervisor", "a worker is started by its supervisor")
            ? new StartSecond() : null);

    private ReadFault? Hang(Fields fields, Field verb)
    {
        string? worker = Worker(verb);
        Field? lasting = fields.May("for");
        Range<TimeSpan>? time = Duration(lasting, Limits.SomeTime);
        return worker is not { } name ? null
            : lasting is null ? Of(new HangWorker(name))
            : time is { } span ? Of(span, least => new HangWorker(name) { For = least })
            : null;
    }

    private ReadFault? Stick(Fields fields, Field verb)
    {
        string? worker = Worker(verb);
        Range<TimeSpan>? lasts = Duration(fields.Must("for"), Limits.SomeTime);
        return worker is { } name && lasts is { } time
            ? Of(time, least => new StickWorker(name, least))
            : null;
    }

    private ReadFault? HangNextStart(Fields fields, Field verb)
    {
        string? worker = Worker(verb);
        StartStage? stage = values.Word(fields.Must("stage"), Words.Of<StartStage>());
        int times = OwnTimes(fields);
        return Of(worker is { } name && stage is { } known
            ? new HangNextStart(name, known, times) : null);
    }

    private ReadFault? ReplaceFile(Fields fields, Field verb)
    {
        bool isState = IsTarget(verb, "state", "no other file can be");
        Replacement? with = values.Word(fields.Must("with"), Words.Of<Replacement>());
        return Of(isState && with is { } known ? new ReplaceState(known) : null);
    }
}
