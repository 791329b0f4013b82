using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Reports;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reports;

public sealed class TraceTextTests
{
    [Fact]
    public void A_line_has_place_time_kind_in_words_and_every_field() => Assert.Equal(
        "    12      3.0500000 s  process exited unit=kresd1 pid=104 incarnation=2"
            + " status=signal:KILL cause=asked",
        TraceText.Line(new ProcessExited(
            "kresd1", 104, 2, ExitStatus.Signal(Signal.Kill), ExitCause.Asked)
        {
            Index = 12, At = new Instant(30_500_000),
        }));

    [Fact]
    public void Spans_flags_and_choices_are_written_as_in_scenario_files()
    {
        Assert.EndsWith(
            "wall stepped by=-1500ms", TraceText.Line(new WallStepped(TimeSpan.FromSeconds(-1.5))),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "supervisor stalled isOver=yes", TraceText.Line(new SupervisorStalled(true)),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "start refused unit=a failure=" + Yaml.Of(default(StartFailure)),
            TraceText.Line(new StartRefused("a", default)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("", "\"\"")]
    [InlineData("\u001b[31m", "\"\\u001b[31m\"")]
    [InlineData("😀", "\"😀\"")]
    public void A_field_stays_on_its_line_whatever_it_holds(string unit, string expected) =>
        Assert.EndsWith(
            "hint delivered unit=" + expected, TraceText.Line(new HintDelivered(unit)),
            StringComparison.Ordinal);

    // Not in the table above: an attribute cannot hold half of a pair.
    [Fact]
    public void Half_of_a_pair_is_written_out() => Assert.EndsWith(
        "unit=\"a\\ud800\"", TraceText.Line(new HintDelivered("a\ud800")),
        StringComparison.Ordinal);
}
