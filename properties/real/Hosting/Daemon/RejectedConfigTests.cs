using System.Net;
using System.Text;
using Harness.Properties.Configuration;
using Harness.Reference.Configuration;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Daemon;

/// <summary>Ten thousand configurations with something wrong, sent to one daemon.</summary>
public sealed class RejectedConfigTests : IAsyncDisposable
{
    private const int Many = 10_000;
    private const int Seed = 4711;
    private const string Odd = "\0\t\"'#&*!|>%@`{}[],:?-~é\u202e \n0";

    private readonly RealDaemon _daemon = new();

    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    [Fact]
    public async Task Each_is_answered_with_its_places_and_nothing_changes()
    {
        await _daemon.Serve(_daemon.Config());
        SortedDictionary<string, List<int>> before = _daemon.Leaders();
        string[] files = Files();
        string? inForce = await _daemon.Get("/v1/config");
        var random = new Random(Seed);
        var reader = new SupervisorConfigReader();
        string good = _daemon.Config("two");
        int sent = 0;
        while (sent < Many)
        {
            // Those that say something possible are changes, which are tested elsewhere.
            string bad = TextMutation.Of(good, random, Odd);
            if (reader.Read(ConfigDocument.Of(Encoding.UTF8.GetBytes(bad))).Problems.Count == 0)
            {
                continue;
            }

            sent++;
            using HttpResponseMessage answer = await _daemon.Put(bad);
            Assert.True(
                answer.StatusCode == HttpStatusCode.BadRequest,
                $"seed {Seed}, number {sent}: {answer.StatusCode} to\n{bad}");
        }

        Assert.False(_daemon.Current.HasExited, _daemon.Printed());
        Assert.Equal(before, _daemon.Leaders());
        Assert.Equal(files, Files());
        Assert.Equal(inForce, await _daemon.Get("/v1/config"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} sent, each answered with 400");
    }

    private string[] Files() =>
    [
        .. new[] { "config.json", "state.json" }
            .Select(name => File.ReadAllText(Path.Combine(_daemon.State, name))),
        .. Directory.GetFiles(Path.Combine(_daemon.State, "processes"))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText),
    ];
}
