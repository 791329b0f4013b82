using System.Globalization;
using System.Text;
using Harness.Reference.Documents;
using Harness.Reference.Policies;
using Harness.Reference.Ports;

namespace Harness.Tunnel.Traces;

/// <summary>Traces for people.</summary>
public static class PolicyTraceText
{
    private const int MostShown = 200;

    private static decimal Seconds(Instant at) => PolicyTraceJson.Seconds(at);

    /// <summary>What came of each spec, decision by decision.</summary>
    public static string Of(IReadOnlyList<TraceOutcome> outcomes, bool isReplay)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var text = new StringBuilder();
        foreach (TraceOutcome outcome in outcomes)
        {
            text.Append(outcome.Id).Append('\n');
            Starts(text, outcome, isReplay);
            foreach (TracedDecision traced in outcome.Decisions.Take(MostShown))
            {
                Decision(text, traced);
            }

            if (outcome.Decisions.Count > MostShown)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"  ... {outcome.Decisions.Count - MostShown} decisions more\n");
            }

            text.Append("  end       ").Append(Yaml.Of(outcome.State));
            if (outcome.At is { } at)
            {
                text.Append(CultureInfo.InvariantCulture, $" since {Seconds(at)} s");
            }

            text.Append(outcome.Native is null ? "" : $" ({outcome.Native})").Append("\n\n");
        }

        return text.ToString();
    }

    private static void Starts(StringBuilder text, TraceOutcome outcome, bool isReplay)
    {
        text.Append(CultureInfo.InvariantCulture, $"  starts    {outcome.Starts.Count}:");
        for (int at = 0; at < Math.Min(outcome.Starts.Count, MostShown); at++)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Seconds(outcome.Starts[at])}");
            if (isReplay)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $" (for {Seconds(outcome.Predicted[at])})");
            }
        }

        text.Append(outcome.Starts.Count > MostShown ? " ...\n" : "\n");
    }

    private static void Decision(StringBuilder text, TracedDecision traced)
    {
        RestartDecision decision = traced.Decision;
        text.Append(
            CultureInfo.InvariantCulture,
            $"  {Seconds(traced.At),12} s  {Yaml.Of(decision.Verb),-8} ")
            .Append(Yaml.Of(decision.Because));
        if (decision.Count != 0 || decision.Limit != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" (count {decision.Count}");
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(decision.Limit > 0 ? $", limit {decision.Limit}" : "")})");
        }

        if (traced.Until is { } until)
        {
            text.Append(CultureInfo.InvariantCulture, $", until {Seconds(until)} s");
        }

        text.Append('\n');
    }
}
