using Harness.Hosting.Control;
using Harness.Hosting.Events;
using Xunit;

namespace Harness.Properties.Hosting.Control;

/// <summary>What <c>docs/control.md</c> says is what is so.</summary>
public sealed class The_page_about_control : IAsyncLifetime
{
    private ControlHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ControlHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_metric_has_its_row_and_every_row_its_metric()
    {
        string text = await Answers.Text(await _host.Send("GET", "/metrics"));
        IEnumerable<string> told = text.Split('\n')
            .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2]);

        IEnumerable<string> rows = Page.Split('\n')
            .SkipWhile(line => line != "### Metrics")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(','))
            .Where(name => name.Contains('`', StringComparison.Ordinal))
            .Select(name => name.Trim(' ', '`').Split('{')[0].Trim('`'))
            .Where(name => name.Contains('_', StringComparison.Ordinal));

        Assert.Equal(told.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_bounds_are_those_of_the_server()
    {
        var limits = new ControlLimits();
        string bounds = string.Join(' ', Page.Split("## Bounds")[1].Split("\n## ")[0].Split('\n'));

        Assert.Contains(
            FormattableString.Invariant($"{ControlLimits.MostBodyBytes / 1024} KiB of body, ")
            + FormattableString.Invariant($"{ControlLimits.MostHeaders} headers of ")
            + FormattableString.Invariant($"{ControlLimits.MostHeaderBytes / 1024} KiB together, ")
            + FormattableString.Invariant($"{ControlLimits.MostLineBytes / 1024} KiB of first"),
            bounds, StringComparison.Ordinal);
        Assert.Contains(
            FormattableString.Invariant($"{limits.HeadersWithin.TotalSeconds} s for the headers, ")
            + FormattableString.Invariant($"{limits.LeastSentPerSecond} bytes a second"),
            bounds, StringComparison.Ordinal);
        Assert.Contains(
            FormattableString.Invariant($"{limits.LeastReadPerSecond / 1024} KiB a second"),
            bounds, StringComparison.Ordinal);
        Assert.Contains(
            FormattableString.Invariant($"slower for {limits.SlowFor.TotalSeconds} s), ")
            + FormattableString.Invariant($"{limits.IdleFor.TotalSeconds} s without a request, ")
            + FormattableString.Invariant($"{ControlLimits.MostConnections} connections, ")
            + FormattableString.Invariant($"{ControlLimits.MostFollowers} followers of events, ")
            + FormattableString.Invariant($"{ControlDesk.MostWaiting} requests of each kind"),
            bounds, StringComparison.Ordinal);
        Assert.Contains(
            FormattableString.Invariant($"The last {EventFeed.Kept} events are kept"),
            Page, StringComparison.Ordinal);
    }

    private static string Page => File.ReadAllText(Repository.PathOf("docs/control.md"));
}
