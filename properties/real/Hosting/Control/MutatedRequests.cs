using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Reference.Ports;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Harness.Properties.Hosting.Control;

/// <summary>
/// Good requests with a few bytes changed, ten thousand times, over the real socket.
/// </summary>
public sealed class MutatedRequests
{
    private const int Runs = 10_000;
    private const int Lanes = 8;
    private const long MostGrowth = 64 * 1024 * 1024;

    private const string Rest = "Host: x\r\nConnection: close\r\n";

    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(25);

    private static readonly string[] _good =
    [
        $"GET /v1/status HTTP/1.1\r\n{Rest}\r\n",
        $"GET /v1/config HTTP/1.1\r\n{Rest}If-None-Match: \"abc\"\r\n\r\n",
        $"GET /metrics HTTP/1.1\r\n{Rest}\r\n",
        $"GET /v1/events HTTP/1.1\r\n{Rest}Last-Event-ID: 1\r\n\r\n",
        $"POST /v1/reset HTTP/1.1\r\n{Rest}Content-Length: 0\r\n\r\n",
        $"POST /v1/reload HTTP/1.1\r\n{Rest}\r\n",
        $"POST /v1/stop HTTP/1.1\r\n{Rest}\r\n",
        WithBody("PUT", "application/yaml", "If-Match: *\r\n", FakeSupervisor.FirstText),
        WithBody("PUT", "application/yaml", "", "profile: knot\n" + FakeSupervisor.FirstText),
        WithBody("PUT", "application/yaml", "", "profile: knott\nworkers: {\n"),
        WithBody("PATCH", "application/merge-patch+json", "", "{\"canary-for\":\"3s\"}"),
        WithBody("PATCH", "application/merge-patch+json", "If-Match: \"a\", *\r\n", "{\"a\":[1]}"),
        $"PUT /v1/config HTTP/1.1\r\n{Rest}Transfer-Encoding: chunked\r\n\r\n"
            + "9\r\nworkers:\n\r\n1d\r\n  - { name: a, command: abc }\n\r\n0\r\n\r\n",
    ];

    [Fact]
    public async Task Each_is_answered_or_closed_and_what_is_refused_changed_nothing()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        Dictionary<string, int>[] all = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(
            lane => Task.Run(() => Lane(lane), TestContext.Current.CancellationToken)));

        string told = string.Join(", ", all.SelectMany(counts => counts)
            .GroupBy(count => count.Key, count => count.Value)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}: {group.Sum()}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{told} in {watch.Elapsed}");
        Assert.True(
            GC.GetTotalMemory(forceFullCollection: true) - before < MostGrowth,
            "memory must not grow with the requests");

        // Otherwise the mutations would be too wild, or too tame, to say anything.
        foreach (string status in (string[])["200", "204", "400", "404", "405", "415", "closed"])
        {
            Assert.Contains($"{status}: ", told, StringComparison.Ordinal);
        }
    }

    private static async Task<Dictionary<string, int>> Lane(int lane)
    {
        var counts = new Dictionary<string, int>();
        var watch = new Watch();
        await using ControlHost host = await ControlHost.Start(null, watch.Around);
        for (int seed = lane; seed < Runs; seed += Lanes)
        {
            byte[] request = Mutated(new Random(seed));
            string status = StatusOf(await Answer(host, request), request, seed);
            counts[status] = counts.GetValueOrDefault(status) + 1;
            Assert.True(
                watch.Wrong is null, $"seed {seed} or just before: {watch.Wrong}");
            Assert.True(status[0] != '5' || status == "505", $"seed {seed}: {status}");
        }

        using HttpResponseMessage good = await host.Send("GET", "/v1/status");
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(0, host.Fake.Desk.Waiting);
        Assert.True(
            watch.Refused > 0 && host.Fake.Changes > 0,
            $"{watch.Refused} refused, {host.Fake.Changes} changes:"
            + $" {string.Join(", ", counts.Select(one => $"{one.Key}: {one.Value}"))}");
        return counts;
    }

    /// <summary>
    /// What comes of a request. To one that has no end an answer may never come: then the client
    /// gives up, and the server has to cope with that too.
    /// </summary>
    private static async Task<string> Answer(ControlHost host, byte[] request)
    {
        using var guard = new CancellationTokenSource(Hang.Guard);
        using Socket socket = await host.Connect(guard.Token);
        Task<string> rest = ControlHost.Rest(socket, guard.Token);
        try
        {
            for (int sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent), guard.Token);
            }

            await Task.WhenAny(rest, Task.Delay(_patience, guard.Token));
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server has heard enough.
        }

        return await rest;
    }

    /// <summary>
    /// Lets one request in at a time, so that what the supervisor was asked is known to be of that
    /// one, also if its connection is closed already.
    /// </summary>
    private sealed class Watch
    {
        private readonly SemaphoreSlim _turn = new(1);

        /// <summary>Requests that were answered with an error of the client's.</summary>
        internal int Refused { get; private set; }

        /// <summary>A request that was refused and did something all the same.</summary>
        internal string? Wrong { get; private set; }

        internal async Task Around(FakeSupervisor fake, HttpContext request, RequestDelegate next)
        {
            await _turn.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                (int changes, int asked) = (fake.Changes, fake.Asked.Count);
                await next(request);
                SpinWait.SpinUntil(() => fake.Desk.Waiting == 0, Hang.Guard);
                if (request.Response.StatusCode is < 400 or >= 500)
                {
                    return;
                }

                Refused++;
                if (changes != fake.Changes
                    || fake.Asked.Skip(asked).Any(one => one.Verb != ControlVerb.Change))
                {
                    Wrong = $"{request.Request.Method} {request.Request.Path} was answered"
                        + $" {request.Response.StatusCode}";
                }
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    // Of several requests on one connection the last answer counts.
    private static string StatusOf(string answer, byte[] request, int seed)
    {
        if (answer.Length == 0)
        {
            return "closed";
        }

        Assert.True(
            answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && answer.Length > 12,
            $"seed {seed}: '{answer}' to {Shown(request)}");
        string status = answer[9..12];
        Assert.True(
            int.Parse(status, CultureInfo.InvariantCulture) is >= 200 and < 600, answer);
        return status;
    }

    private static byte[] Mutated(Random random)
    {
        var bytes = new List<byte>(
            Encoding.Latin1.GetBytes(_good[random.Next(_good.Length)]));
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3: // the end is missing
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4: // a part twice
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(bytes.Count - at)));
                    break;
                case 5: // a line of another request
                    string[] lines = _good[random.Next(_good.Length)].Split("\r\n");
                    Splice(bytes, random, lines[random.Next(lines.Length)]);
                    break;
                case 6: // the method of another request
                    string other = _good[random.Next(_good.Length)];
                    int space = Math.Max(0, bytes.IndexOf((byte)' '));
                    bytes.RemoveRange(0, space);
                    bytes.InsertRange(0, Encoding.Latin1.GetBytes(other.Split(' ')[0]));
                    break;
                default: // much of one byte
                    bytes.InsertRange(
                        at, Enumerable.Repeat((byte)random.Next(256), random.Next(3000)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static void Splice(List<byte> bytes, Random random, string line)
    {
        int[] ends = [.. Enumerable.Range(0, bytes.Count).Where(at => bytes[at] == '\n')];
        int at = ends.Length == 0 ? 0 : ends[random.Next(ends.Length)] + 1;
        bytes.InsertRange(at, Encoding.Latin1.GetBytes(line + "\r\n"));
    }

    private static string WithBody(string method, string type, string header, string body) =>
        FormattableString.Invariant(
            $"{method} /v1/config HTTP/1.1\r\n{Rest}Content-Type: {type}\r\n{header}")
        + FormattableString.Invariant($"Content-Length: {body.Length}\r\n\r\n{body}");

    private static string Shown(byte[] request) =>
        Convert.ToBase64String(request.AsSpan(0, Math.Min(request.Length, 2000)));
}
