using Harness.Reference.Documents;
using Harness.Sim.Faults;

namespace Harness.Sim.Loading;

/// <summary>Reads faults that the seed draws: each falls at a time or into a port call.</summary>
internal sealed class DrawnReader(
    Values values, WorkerNames workers, ConfigNames configs, TimeSpan? runFor)
{
    private static readonly string[] PlaceKeys = ["when", "calls"];
    private static readonly string[] TimelineKeys = ["at", "at-step", "call", "moment"];

    private readonly FaultReader _faults = new(values, workers, configs, isDrawn: true);

    public IReadOnlyList<DrawnFault> Read(Field? field)
    {
        var read = new List<DrawnFault>();
        foreach (Field entry in values.Entries(field))
        {
            if (values.Map(entry, "{ crash: any, signal: KILL, when: 5s..60s }") is { } fields
                && One(fields) is { } drawn)
            {
                read.Add(drawn);
            }
        }

        return read;
    }

    private DrawnFault? One(Fields fields)
    {
        Range<int> times = TimesOf(fields.May("times"));
        IReadOnlyList<Field> places = fields.Among(PlaceKeys);
        if (places.Count == 0 && !TimelineKeys.Any(fields.Has))
        {
            fields.Miss(PlaceKeys, "neither 'when' nor 'calls': expected one of them");
        }

        if (places.Count == 2)
        {
            values.Problems.Add(
                places[1].Place, "'when' and 'calls': a fault falls at a time or into a port call");
        }

        Range<TimeSpan>? when = WhenOf(places.FirstOrDefault(place => place.Key == "when"));
        Range<int>? calls = values.Wholes(
            places.FirstOrDefault(place => place.Key == "calls"), Limits.Call);
        int life = LifeOf(fields.May("life"), places);
        ReadFault? fault = _faults.Read(fields, out string? verb);
        fields.Done(key => Explain(key, verb));
        return fault is not { } found ? null : new DrawnFault
        {
            Template = found.Fault,
            Times = times,
            When = when,
            Calls = calls,
            Life = life,
            Duration = found.Duration,
        };
    }

    private int LifeOf(Field? field, IReadOnlyList<Field> places)
    {
        if (field is not null && !places.Any(place => place.Key == "calls"))
        {
            values.Problems.Add(
                field.Place, "'life' without 'calls': it says whose port calls are meant");
        }

        return values.Whole(field, Limits.Life) ?? 1;
    }

    private Range<int> TimesOf(Field? field)
    {
        if (values.Wholes(field, Limits.DrawnTimes) is not { } times)
        {
            return new Range<int>(1, 1);
        }

        if (times.Most == 0)
        {
            values.Problems.Add(
                field!.Value.Place, "'times' is never more than 0: nothing would be drawn");
        }

        return times;
    }

    private Range<TimeSpan>? WhenOf(Field? field)
    {
        Range<TimeSpan>? when = values.Times(field, Limits.Time);
        if (when is { } range && runFor is { } end && range.Most > end)
        {
            values.Problems.Add(
                field!.Value.Place,
                $"'when' goes up to {Yaml.Of(range.Most)}, but the run is over at {Yaml.Of(end)}");
        }

        return when;
    }

    private static string? Explain(string key, string? verb) =>
        TimelineKeys.Contains(key) ? $"key '{key}' is of 'timeline': expected 'when' or 'calls'"
        : FaultReader.Keys.Contains(key) && verb is not null
            ? $"key '{key}' does not go with '{verb}'"
        : null;
}
