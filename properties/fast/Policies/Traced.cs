using System.Globalization;
using Harness.Reference.Documents;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;
using Harness.Tunnel.Traces;

namespace Harness.Properties.Policies;

/// <summary>A worker under one system's policy, written in short.</summary>
internal sealed record Traced(string System, params string[] Options)
{
    /// <summary>The version; empty: the usual one.</summary>
    public string Version { get; init; } = "";

    /// <summary>Seconds of each life; the last one repeats; null: it does not end.</summary>
    public decimal?[] Lives { get; init; } = [0.1m];

    /// <summary>Codes, or names of signals; the last one repeats.</summary>
    public string[] Exits { get; init; } = ["1"];

    /// <summary>Seconds from a start to its readiness.</summary>
    public decimal? ReadyAfter { get; init; }

    /// <summary>What a person does, such as "2.5 start".</summary>
    public string[] Manuals { get; init; } = [];

    /// <summary>The end of the observation.</summary>
    public decimal Until { get; init; } = 1000;

    /// <summary>The most starts.</summary>
    public int MostStarts { get; init; } = 1000;

    /// <summary>Where whole seconds begin.</summary>
    public decimal Phase { get; init; }

    /// <summary>Recorded starts.</summary>
    public decimal[]? Replayed { get; init; }

    /// <summary>Whether clocks are as coarse as the real ones.</summary>
    public bool IsRealistic { get; init; }

    /// <summary>What came of it.</summary>
    public TraceOutcome Outcome => PolicyTrace.Run(Spec, new Draws("traced", System).Next);

    /// <summary>Its starts.</summary>
    public decimal[] Starts => [.. Outcome.Starts.Select(Seconds)];

    /// <summary>How often it was paused.</summary>
    public int Pauses => Outcome.Decisions.Count(one => one.Decision.Verb == RestartVerb.Pause);

    /// <summary>Its end in words, such as "failed at 5.5 (exit-code)".</summary>
    public string End
    {
        get
        {
            TraceOutcome outcome = Outcome;
            string at = outcome.At is { } time
                ? FormattableString.Invariant($" at {Seconds(time)}")
                : "";
            return Yaml.Of(outcome.State) + at
                + (outcome.Native is { } native ? $" ({native})" : "");
        }
    }

    /// <summary>Its policy.</summary>
    public WorkerPolicy Policy
    {
        get
        {
            var problems = new ProblemList("options");
            return PolicyCatalogue.Make(Request, problems)
                ?? throw new InvalidOperationException(string.Join('\n', problems.ByPlace()));
        }
    }

    /// <summary>Everything that is wrong with its options.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            var problems = new ProblemList("options");
            PolicyCatalogue.Make(Request, problems);
            return [.. problems.ByPlace().Select(one => one.Message)];
        }
    }

    private PolicyRequest Request => new(
        System,
        [
            .. Options.Select(option => option.Split('=', 2)).Select(
                pair => new WrittenOption(pair[0], Place.Start, pair[1], Place.Start)),
        ])
    {
        Version = Version,
        Timing = new PolicyTiming(Span(Phase), IsRealistic),
    };

    private PolicySpec Spec => new()
    {
        Id = System,
        System = System,
        Version = Version,
        Policy = Policy,
        Lives = [.. Lives.Select(life => life is { } known ? Span(known) : (TimeSpan?)null)],
        Exits = [.. Exits.Select(ExitOf)],
        ReadyAfter = ReadyAfter is { } ready ? Span(ready) : null,
        Manuals = [.. Manuals.Select(ManualOf)],
        Until = Instant.Zero + Span(Until),
        MostStarts = MostStarts,
        Replayed = Replayed is null ? null : [.. Replayed.Select(at => Instant.Zero + Span(at))],
    };

    internal static decimal Seconds(Instant at) => decimal.Parse(
        ((decimal)at.Ticks / TimeSpan.TicksPerSecond)
            .ToString("0.#######", CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);

    private static TimeSpan Span(decimal seconds) =>
        new((long)(seconds * TimeSpan.TicksPerSecond));

    private static ExitStatus ExitOf(string exit) => SignalNumbers.Of(exit) is { } signal
        ? new ExitStatus(ExitKind.Signal, signal)
        : ExitStatus.Code(int.Parse(exit, CultureInfo.InvariantCulture));

    private static Manual ManualOf(string text)
    {
        string[] words = text.Split(' ');
        return new Manual(
            Instant.Zero + Span(decimal.Parse(words[0], CultureInfo.InvariantCulture)),
            Enum.Parse<ManualAction>(words[1], ignoreCase: true));
    }
}
