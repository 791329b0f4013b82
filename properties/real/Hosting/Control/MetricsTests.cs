using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Hosting.Control;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed partial class MetricsTests : IAsyncLifetime
{
    private ControlHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ControlHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_told_reads_back()
    {
        _host.Fake.Workers =
        [
            new("a", WorkerCondition.Serving), new("b", WorkerCondition.Serving),
            new("c", WorkerCondition.GivenUp),
        ];
        _host.Fake.Processes =
        [
            new("a", UnitRole.Worker, 1, default, ProcessState.Ready, "", false),
            new("b", UnitRole.Worker, 2, default, ProcessState.Starting, "", false),
            new("a.surge", UnitRole.Surge, 3, default, ProcessState.Ready, "", false),
        ];
        foreach (LogCode code in (LogCode[])
            [LogCode.WorkerStarted, LogCode.WorkerStarted, LogCode.WorkerExited])
        {
            _host.Feed.Write(new LogEntry(code, "a"));
        }

        using HttpResponseMessage put =
            await _host.Send("PUT", "/v1/config", Answers.Yaml("profile: knott\n"));
        using HttpResponseMessage answer = await _host.Send("GET", "/metrics");
        Dictionary<string, double> all = Parse(await Answers.Text(answer));

        Assert.Equal(
            "text/plain; version=0.0.4; charset=utf-8",
            answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(1, all["supervisor_up"]);
        Assert.Equal(2, all["supervisor_workers{condition=\"serving\"}"]);
        Assert.Equal(1, all["supervisor_workers{condition=\"given-up\"}"]);
        Assert.Equal(0, all["supervisor_workers{condition=\"paused\"}"]);
        Assert.Equal(1, all["supervisor_workers_ready"]);
        Assert.Equal(2, all["supervisor_processes{role=\"worker\"}"]);
        Assert.Equal(1, all["supervisor_processes{role=\"surge\"}"]);
        Assert.Equal(1, all["supervisor_error_counter"]);
        Assert.Equal(2, all["supervisor_worker_starts_total"]);
        Assert.Equal(1, all["supervisor_worker_exits_total"]);
        Assert.Equal(2, all["supervisor_log_entries_total{code=\"worker-started\"}"]);
        Assert.Equal(1, all["supervisor_requests_total{verb=\"change\",result=\"invalid\"}"]);
        Assert.Equal(0, all["supervisor_requests_waiting"]);
        Assert.Equal(
            1, all[$"supervisor_config_in_force{{tag=\"{_host.Fake.Document.Tag}\"}}"]);
        Assert.True(all["process_resident_memory_bytes"] > 1_000_000);
        Assert.True(all["process_cpu_seconds_total"] > 0);
        Assert.True(all["process_start_time_seconds"] > 1_700_000_000);
    }

    [Fact]
    public async Task A_supervisor_that_does_not_answer_is_down_and_the_rest_is_told()
    {
        _host.Fake.Script = _ => new TaskCompletionSource<ControlAnswer>().Task;

        Dictionary<string, double> all =
            Parse(await Answers.Text(await _host.Send("GET", "/metrics")));

        Assert.Equal(0, all["supervisor_up"]);
        Assert.Equal(1, all["supervisor_requests_waiting"]);
        Assert.DoesNotContain(
            all.Keys, key => key.StartsWith("supervisor_workers{", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_and_help_are_escaped()
    {
        var text = new MetricsText();
        text.Gauges("a_b", "x\\y\nz", [([new Label("l", "\"\\\n}")], 0.5)]);

        Assert.Equal(
            "# HELP a_b x\\\\y\\nz\n# TYPE a_b gauge\na_b{l=\"\\\"\\\\\\n}\"} 0.5\n",
            text.ToString());
    }

    /// <summary>Reads the text format strictly; a sample without a type is a failure.</summary>
    private static Dictionary<string, double> Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var samples = new Dictionary<string, double>();
        var types = new Dictionary<string, string>();
        string? helped = null;
        foreach (string line in text[..^1].Split('\n'))
        {
            string[] words = line.Split(' ', 4);
            switch (words[..Math.Min(2, words.Length)])
            {
                case ["#", "HELP"]:
                    helped = words[2];
                    Assert.NotEqual("", words[3]);
                    break;
                case ["#", "TYPE"]:
                    Assert.Equal(helped, words[2]);
                    Assert.Contains(words[3], (string[])["gauge", "counter"]);
                    types.Add(words[2], words[3]); // each once
                    break;
                default:
                    Match sample = Sample().Match(line);
                    Assert.True(sample.Success, line);
                    Assert.Equal(types.Last().Key, sample.Groups["name"].Value);
                    Assert.Equal(
                        types.Last().Value == "counter",
                        sample.Groups["name"].Value.EndsWith("_total", StringComparison.Ordinal));
                    samples.Add(
                        sample.Groups["key"].Value,
                        double.Parse(
                            sample.Groups["value"].Value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        return samples;
    }

    [GeneratedRegex(
        """^(?<key>(?<name>[a-z_]+)(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})?)"""
        + " (?<value>[-0-9.E+]+)$")]
    private static partial Regex Sample();
}
