using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "A restarted kid should provide essentially the same level of service as its predecessor."
/// (Squid)
/// </summary>
internal sealed class RestartedWorkersServeAsBefore : Checker
{
    // Fewer requests than this say nothing about a share or a median.
    private const int Enough = 20;

    // Latencies are drawn between 1 ms and 20 ms: the medians of 20 of them differ by less.
    private const int MostTimesSlower = 3;

    internal static Oracle Oracle { get; } = new(
        "restarted-workers-serve-as-before", Vocabulary.Acts,
        _ => new RestartedWorkersServeAsBefore())
    {
        Claim = "Once it is ready, a restarted worker serves at least 9 of 10 of the share of"
            + " requests that its predecessor served, and is at most 3 times as slow.",
        ReachedWhen = "clients asked a worker at least 20 times before and 20 times after a"
            + " restart",
        Unreached = "nobody asked often enough",
    };

    private readonly List<Service> _services = [];

    internal override EventGroups Reads => EventGroups.Clients;

    internal override Finding? After(TraceEvent happened, WorldState world)
    {
        switch (happened)
        {
            case ClientServed answer:
                Of(answer.Unit, answer.Incarnation, happened).Took.Add(answer.Took);
                break;
            case ClientRefused refused when world.Of(refused.Unit)
                .FirstOrDefault(process => process is { IsReady: true, IsHung: false })
                is { } ready:
                Of(refused.Unit, ready.Start.Incarnation, happened).Refused++;
                break;
            default:
                break;
        }

        return null;
    }

    internal override Finding? AtEnd()
    {
        foreach (Service after in _services.Where(service => service.Asked >= Enough))
        {
            if (_services.Find(one => one.Unit == after.Unit && one.Life == after.Life - 1)
                is not { Asked: >= Enough } before)
            {
                continue;
            }

            IsReached = true;
            if (after.Share * 10 < before.Share * 9
                || after.Median > before.Median * MostTimesSlower)
            {
                return Finding.Fail(
                    $"life {after.Life} of {after.Unit} serves {after.Share} % in"
                    + $" {after.Median.TotalMilliseconds} ms, its predecessor served"
                    + $" {before.Share} % in {before.Median.TotalMilliseconds} ms",
                    after.First, after.First);
            }
        }

        return null;
    }

    private Service Of(string unit, int life, TraceEvent happened)
    {
        foreach (Service one in _services) // for every answer: it makes nothing
        {
            if (one.Life == life && one.Unit == unit)
            {
                return one;
            }
        }

        var service = new Service(unit, life, happened.Index);
        _services.Add(service);
        return service;
    }

    private sealed class Service(string unit, int life, int first)
    {
        internal string Unit => unit;

        internal int Life => life;

        /// <summary>The event that showed it first.</summary>
        internal int First => first;

        internal List<TimeSpan> Took { get; } = [];

        internal int Refused { get; set; }

        internal int Asked => Took.Count + Refused;

        internal int Share => 100 * Took.Count / Asked;

        internal TimeSpan Median => Took.Count == 0
            ? TimeSpan.Zero
            : Took.Order().ElementAt(Took.Count / 2);
    }
}
