using System.Globalization;
using System.Text;
using Harness.Reference.Configuration;
using Harness.Reference.Documents;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Reports;

/// <summary>
/// A scenario as the file that it could be loaded from: reading it back gives an equal scenario,
/// apart from the name and the hash. What is as usual is left out, so that what is there counts;
/// the claim is not, because it would be the name then.
/// </summary>
internal static class ScenarioWriter
{
    // Nothing of a file decides them, so they must be as they are when nobody says anything.
    private static readonly WorkerSetup Unsaid = new()
    {
        Name = "", Policy = WorkerSetup.UsualPolicy,
    };

    /// <summary>The text of the file, with a line feed after every line.</summary>
    /// <exception cref="ArgumentException">
    /// A worker is set up in a way that no file can say: it has a probing interval or an end of its
    /// own, or a group that a count does not make.
    /// </exception>
    public static string Write(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var text = new StringBuilder();
        Top("claim", Quoted(scenario.Claim));
        if (scenario.RunFor != Scenario.UsualRunFor)
        {
            Top("run-for", Yaml.Of(scenario.RunFor));
        }

        if (scenario.Seeds != Scenario.UsualSeeds)
        {
            Top("seeds", Text(scenario.Seeds));
        }

        Range("step-cost", scenario.StepCost);
        Range("timer-lateness", scenario.TimerLateness);
        Section("supervisor", SetupWriter.Supervisor(scenario.Supervisor));
        Section("services", scenario.Services is { } services
            ? SetupWriter.Services(services) : new Flow());
        Section("clients", SetupWriter.Clients(scenario.Clients));
        if (scenario.Cache is { } cache)
        {
            Top("cache", SetupWriter.Cache(cache).ToString());
        }

        List("configs", scenario.Configs.Select(SetupWriter.Config));
        List("workers", Workers(scenario.Workers));
        List("groups", scenario.Groups.Select(PolicyText.Of));
        List("timeline", scenario.Timeline.Select(fault => fault.ToYaml()));
        List("drawn", scenario.Drawn.Select(Drawn));
        List("claims", scenario.Claims.Select(Claim));
        return text.ToString();

        void Top(string key, string value) =>
            text.Append(key).Append(": ").Append(value).Append('\n');

        void Range(string key, LatencyRange range)
        {
            if (!range.IsNone)
            {
                Top(key, Text(range));
            }
        }

        void Section(string key, Flow flow)
        {
            if (!flow.IsEmpty)
            {
                Top(key, flow.ToString());
            }
        }

        void List(string key, IEnumerable<string> entries)
        {
            string[] all = [.. entries];
            if (all.Length > 0)
            {
                text.Append(key).Append(":\n");
            }

            foreach (string entry in all)
            {
                text.Append("  - ").Append(entry).Append('\n');
            }
        }
    }

    /// <summary>A number.</summary>
    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A latency: one value, or both ends.</summary>
    internal static string Text(LatencyRange range) =>
        Yaml.Of(new Range<TimeSpan>(range.Least, range.Most));

    /// <summary>A text in quotes; the reader refuses those that are not on one line.</summary>
    internal static string Quoted(string text) => "\"" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Text(Range<int> range) => range.Least == range.Most
        ? Text(range.Least)
        : $"{Text(range.Least)}..{Text(range.Most)}";

    private static IEnumerable<string> Workers(IReadOnlyList<WorkerSetup> workers)
    {
        for (int first = 0; first < workers.Count;)
        {
            WorkerSetup worker = workers[first];
            if (worker.Group.Length == 0)
            {
                yield return Worker(worker).ToString();
                first++;
                continue;
            }

            int count = 0;
            while (first + count < workers.Count && workers[first + count] == worker with
            {
                Name = $"{worker.Group}-{Text(count + 1)}",
            })
            {
                count++;
            }

            if (count == 0)
            {
                throw new ArgumentException(
                    $"no count makes worker '{worker.Name}' of group '{worker.Group}'",
                    nameof(workers));
            }

            yield return Worker(worker with { Name = worker.Group })
                .Add("count", Text(count)).ToString();
            first += count;
        }
    }

    private static Flow Worker(WorkerSetup worker) =>
        worker.DiesAfter is null && worker.ProbeEvery == Unsaid.ProbeEvery
            ? SetupWriter.Worker(worker)
            : throw new ArgumentException(
                $"no file says when '{worker.Name}' is probed, or when its settings end it",
                nameof(worker));

    private static string Drawn(DrawnFault drawn)
    {
        var flow = new Flow();
        foreach ((string key, string value) in drawn.Template.Pairs(isDrawn: true, drawn.Duration))
        {
            flow.Add(key, value);
        }

        flow.Add("times", Text(drawn.Times));
        if (drawn.When is { } when)
        {
            flow.Add("when", Yaml.Of(when));
        }

        if (drawn.Calls is { } calls)
        {
            flow.Add("calls", Text(calls)).Add("life", Text(drawn.Life));
        }

        return flow.ToString();
    }

    private static string Claim(ClaimUse claim)
    {
        var flow = new Flow().Add("claim", claim.Name);
        if (claim.SharePercent > 0)
        {
            flow.Add("share", Text(claim.SharePercent) + "%");
        }

        if (claim.Recorded is { } recorded)
        {
            flow.Add("worker", recorded.Worker)
                .Add("starts", $"[{string.Join(", ", recorded.Starts.Select(Yaml.Of))}]")
                .Add("tolerance", Yaml.Of(recorded.Tolerance));
        }

        return claim.SharePercent > 0 || claim.Recorded is not null
            ? flow.ToString() : claim.Name;
    }
}
