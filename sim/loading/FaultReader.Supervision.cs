using Harness.Reference.Documents;
using Harness.Sim.Faults;

namespace Harness.Sim.Loading;

/// <content>Changes of the configuration, and an external service manager's troubles.</content>
internal sealed partial class FaultReader
{
    private ReadFault? Change(Fields fields, Field verb)
    {
        string? config = configs.Read(verb, values);
        Field? fromField = fields.May("if-match");
        string? from = configs.Read(fromField, values);
        TimeSpan? givesUp = values.Time(fields.May("gives-up-after"), Limits.Time);
        return Of(config is null || (fromField is not null && from is null)
            ? null : new ChangeConfig(config, from, givesUp));
    }

    private ReadFault? Edit(Fields fields, Field verb)
    {
        bool isFile = IsTarget(verb, "config-file", "no other file can be edited");
        string? config = configs.Read(fields.Must("to"), values);
        return Of(isFile && config is { } known ? new EditConfigFile(known) : null);
    }

    private ReadFault? Services(Fields fields, Field verb)
    {
        ServiceTrouble? trouble = values.Word(verb, Words.Of<ServiceTrouble>());
        Range<TimeSpan>? lasts = Duration(fields.Must("for"), Limits.SomeTime);
        return trouble is { } known && lasts is { } time
            ? Of(time, least => new TroubleServices(known, least)) : null;
    }

    private ReadFault? ServiceCalls(Fields fields, Field verb)
    {
        LostCall? lost = values.Word(verb, Words.Of<LostCall>());
        int times = OwnTimes(fields);
        return Of(lost is { } known ? new LoseServiceCalls(known, times) : null);
    }
}
