using Harness.Reports;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reports;

public sealed class EventWindowTests
{
    [Theory]
    [InlineData(5, 6, 2, 9)]
    [InlineData(0, 0, 0, 3)]
    [InlineData(19, 19, 16, 19)]
    [InlineData(5, -1, 2, 8)]
    [InlineData(99, 99, 19, 19)]
    public void It_shows_three_events_before_and_after(int first, int last, int from, int to)
    {
        IReadOnlyList<string> lines = Lines(Refusals(20), first, last);
        Assert.Equal(
            Enumerable.Range(from, to - from + 1), lines.Select(line => int.Parse(line[..6])));
    }

    [Fact]
    public void Without_a_first_event_it_shows_the_end_of_the_trace()
    {
        IReadOnlyList<string> lines = Lines(Refusals(100), -1, -1);
        Assert.Equal(EventWindow.MostLines, lines.Count);
        Assert.Contains("client=99", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_without_events_has_no_window() =>
        Assert.Empty(Lines([], 3, 4));

    [Theory]
    [InlineData(34, 40)]
    [InlineData(35, 40)]
    [InlineData(90, 40)]
    public void It_has_forty_lines_at_most(int span, int most)
    {
        IReadOnlyList<string> lines = Lines(Refusals(200), 50, 50 + span - 1);
        Assert.True(lines.Count <= most);
        Assert.Contains(lines, line => line.Contains("client=47", StringComparison.Ordinal));
        Assert.Contains(
            lines, line => line.Contains($"client={50 + span + 2}", StringComparison.Ordinal));
        Assert.Equal(span > 34, lines.Any(line => line.StartsWith('…')));
    }

    [Fact]
    public void Port_calls_and_hints_go_first_but_not_those_that_the_finding_names()
    {
        TraceEvent[] events =
        [
            .. Enumerable.Range(0, 60).Select(i => i % 3 == 0
                ? (TraceEvent)new ClientRefused(i, "a") { Index = i }
                : new PortEffect(i) { Index = i }),
        ];
        IReadOnlyList<string> lines = Lines(events, 4, 56);
        Assert.Contains(lines, line => line.Contains("call=4", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("call=56", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("call=5", StringComparison.Ordinal)
            && !line.Contains("call=56", StringComparison.Ordinal));
        Assert.Equal(19, lines.Count(line => line.Contains("client", StringComparison.Ordinal)));
        Assert.Equal("… 38 port calls and hints left out", lines[^1]);
    }

    private static TraceEvent[] Refusals(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new ClientRefused(i, "a") { Index = i })];

    private static IReadOnlyList<string> Lines(
        IReadOnlyList<TraceEvent> events, int first, int last) =>
        EventWindow.Lines(EventWindow.Of(events, first, last));
}
