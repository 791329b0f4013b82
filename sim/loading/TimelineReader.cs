using Harness.Reference.Documents;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;

namespace Harness.Sim.Loading;

/// <summary>A fault of the timeline, and where its trigger stands.</summary>
internal readonly record struct PlacedFault(PlannedFault Planned, Place Place);

/// <summary>Reads faults at stated points: each entry has one trigger and one fault.</summary>
internal sealed class TimelineReader(
    Values values, WorkerNames workers, ConfigNames configs, TimeSpan? runFor)
{
    private const string Triggers =
        "expected 'at', or 'at-step', or 'life' with 'call' and 'moment', or 'of' with 'start' and"
        + " 'after'";

    // The keys that go together: one of these sets is an entry's trigger.
    private static readonly string[][] KeySets =
        [["at"], ["at-step"], ["life", "call", "moment"], ["of", "start", "after"]];

    private static readonly string[] TriggerKeys = [.. KeySets.SelectMany(set => set)];
    private static readonly string[] DrawnKeys = ["when", "calls"];

    private readonly FaultReader _faults = new(values, workers, configs, isDrawn: false);

    public IReadOnlyList<PlacedFault> Read(Field? field)
    {
        var read = new List<PlacedFault>();
        foreach (Field entry in values.Entries(field))
        {
            if (values.Map(entry, "{ at: 5s, hang: db }") is not { } fields)
            {
                continue;
            }

            Trigger? trigger = TriggerOf(fields);
            ReadFault? fault = _faults.Read(fields, out string? verb);
            fields.Done(key => Explain(key, verb));
            if (trigger is not null && fault is { } found)
            {
                read.Add(new PlacedFault(new PlannedFault(trigger, found.Fault), fields.Place));
            }
        }

        return read;
    }

    private Trigger? TriggerOf(Fields fields)
    {
        IReadOnlyList<Field> written = fields.Among(TriggerKeys);
        if (written.Count == 0)
        {
            if (!DrawnKeys.Any(fields.Has))
            {
                fields.Miss(TriggerKeys, "no trigger: " + Triggers);
            }

            return null;
        }

        string[] set = KeySets.First(keys => keys.Contains(written[0].Key));
        Field? other = written.FirstOrDefault(field => !set.Contains(field.Key));
        if (other is not null)
        {
            values.Problems.Add(
                other.Place,
                $"a second trigger, {other.What} beside {written[0].What}: {Triggers}");
            return null;
        }

        return set[0] switch
        {
            "at" => AtOf(written[0]),
            "at-step" => values.Whole(written[0], Limits.Step) is { } step
                ? new AtStep(step) : null,
            "life" => CallOf(fields),
            _ => StartOf(fields),
        };
    }

    private AtTime? AtOf(Field field)
    {
        if (values.Time(field, Limits.Time) is not { } after)
        {
            return null;
        }

        if (runFor is { } end && after > end)
        {
            values.Problems.Add(
                field.Value.Place,
                $"'at' is {Yaml.Of(after)}, but the run is over at {Yaml.Of(end)}:"
                + " it would never happen");
        }

        return new AtTime(after);
    }

    private AtCall? CallOf(Fields fields)
    {
        int? life = values.Whole(fields.Must("life"), Limits.Life);
        int? call = values.Whole(fields.Must("call"), Limits.Call);
        PortMoment? moment = values.Word(fields.Must("moment"), Words.Of<PortMoment>());
        return life is { } known && call is { } number && moment is { } where
            ? new AtCall(known, number, where)
            : null;
    }

    private AfterStart? StartOf(Fields fields)
    {
        string? worker = workers.Read(fields.Must("of"), values, mayBeAny: false);
        int? start = values.Whole(fields.Must("start"), Limits.Life);
        TimeSpan? after = values.Time(fields.Must("after"), Limits.Time);
        return worker is not null && start is { } number && after is { } time
            ? new AfterStart(worker, number, time)
            : null;
    }

    private static string? Explain(string key, string? verb) =>
        DrawnKeys.Contains(key)
            ? $"key '{key}' is of 'drawn': {Triggers}"
        : key == "each" ? "key 'each' is of 'drawn': expected 'times'"
        : FaultReader.Keys.Contains(key) && verb is not null
            ? $"key '{key}' does not go with '{verb}'"
        : null;
}
