using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Tunnel.Traces;

namespace Harness.Tunnel.Fidelity;

/// <summary>
/// Compares what a policy does with what is known. A vector is exact: equal within 1 us. A
/// recording is compared in two ways: in a replay, each start happens when it was recorded, and the
/// policy must have made just these, each early enough and late enough, and end in the same class;
/// in a free run with ideal time, what is said to be exact must be equal.
/// </summary>
public static class Comparison
{
    private static readonly TimeSpan Exact = TimeSpan.FromMicroseconds(1);

    /// <summary>Everything in which a vector differs; empty if nothing does.</summary>
    public static IReadOnlyList<string> OfVector(RecordedCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        TraceOutcome outcome = PolicyTrace.Run(vector.Spec, NoDraw);
        var found = new List<string>();
        if (outcome.Starts.Count != vector.Starts.Count)
        {
            found.Add(Different("starts", vector.Starts.Count, outcome.Starts.Count));
        }

        foreach ((int at, (Instant known, Instant ours)) in
            vector.Starts.Zip(outcome.Starts).Index().Where(one => !AreEqual(one.Item)))
        {
            found.Add(Different(FormattableString.Invariant($"start {at + 1}"), known, ours));
        }

        if (outcome.State != vector.End.State)
        {
            found.Add(Different("state", vector.End.State, outcome.State));
        }

        if (outcome.At is null != vector.End.At is null
            || (outcome.At is { } at1 && vector.End.At is { } at2 && !AreEqual((at1, at2))))
        {
            found.Add(Different("end", vector.End.At, outcome.At));
        }

        AddNative(found, vector, outcome);
        return found;
    }

    /// <summary>Everything in which a replay differs from a recording.</summary>
    public static IReadOnlyList<string> OfReplay(RecordedCase trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        TraceOutcome outcome = PolicyTrace.Run(trace.Spec, NoDraw);
        var found = new List<string>();
        AddStarts(found, trace, outcome);
        AddEnd(found, trace, outcome);
        for (int at = 1; at < outcome.Starts.Count; at++)
        {
            AddLag(found, trace, at, outcome.Starts[at] - outcome.Predicted[at]);
        }

        return found;
    }

    /// <summary>
    /// Everything in which a free run differs from what is exact in a recording, and every gap
    /// between two starts that differs by more than the recording may be late. (After a person's
    /// act gaps say nothing: it comes at its own time.)
    /// </summary>
    public static IReadOnlyList<string> OfFreeRun(RecordedCase trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        TraceOutcome outcome = PolicyTrace.Run(trace.Spec with { Replayed = null }, NoDraw);
        var found = new List<string>();
        if (trace.HasExactStarts)
        {
            AddStarts(found, trace, outcome);
        }

        if (trace.HasExactEnd)
        {
            AddEnd(found, trace, outcome);
        }

        int gaps = Math.Min(outcome.Starts.Count, trace.Starts.Count);
        for (int at = 1; at < gaps && trace.Spec.Manuals.Count == 0; at++)
        {
            TimeSpan known = trace.Starts[at] - trace.Starts[at - 1];
            AddLag(found, trace, at, known - (outcome.Starts[at] - outcome.Starts[at - 1]));
        }

        return found;
    }

    private static void AddLag(List<string> found, RecordedCase trace, int start, TimeSpan lag)
    {
        if (lag < trace.LeastLag || lag > trace.MostLag)
        {
            found.Add(FormattableString.Invariant($"start {start + 1} is {Yaml.Of(lag)} late:")
                + $" expected {Yaml.Of(trace.LeastLag!.Value)} to {Yaml.Of(trace.MostLag)}");
        }
    }

    private static ulong NoDraw() => 0;

    private static void AddStarts(List<string> found, RecordedCase known, TraceOutcome outcome)
    {
        if (outcome.Starts.Count != known.Starts.Count)
        {
            found.Add(Different("starts", known.Starts.Count, outcome.Starts.Count));
        }
    }

    // The moment of the last look was not chosen: up, due and paused are one class.
    private static void AddEnd(List<string> found, RecordedCase known, TraceOutcome outcome)
    {
        if (ClassOf(outcome.State) != ClassOf(known.End.State))
        {
            found.Add(Different("end", known.End.State, outcome.State));
        }

        AddNative(found, known, outcome);
    }

    private static void AddNative(List<string> found, RecordedCase known, TraceOutcome outcome)
    {
        if (known.End.Native is { } native && native != outcome.Native)
        {
            found.Add(Different("word", native, outcome.Native));
        }
    }

    private static EndState ClassOf(EndState state) => state switch
    {
        EndState.Running or EndState.Retrying or EndState.Paused => EndState.Running,
        EndState.Failed => EndState.Failed,
        EndState.Stopped => EndState.Stopped,
        EndState.SupervisorExited => EndState.SupervisorExited,
    };

    private static bool AreEqual((Instant Known, Instant Ours) pair) =>
        (pair.Known - pair.Ours).Duration() <= Exact;

    private static string Different<T>(string what, T known, T ours) =>
        FormattableString.Invariant($"{what}: {known} is known, {ours} came out");
}
