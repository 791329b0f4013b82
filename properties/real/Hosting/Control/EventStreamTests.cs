using System.Globalization;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json;
using Harness.Hosting.Control;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class EventStreamTests : IAsyncLifetime
{
    private ControlHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ControlHost.Start(new ControlLimits
    {
        SlowFor = TimeSpan.FromSeconds(2),
    });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_event_says_number_time_code_subject_and_its_numbers_by_name()
    {
        _host.Feed.Write(new LogEntry(LogCode.WorkerExited, "web-1", 4711, 12));
        _host.Feed.Write(new LogEntry(
            LogCode.InstabilityFound, "", (long)Instability.Missing, 2));
        _host.Feed.Write(new LogEntry(
            LogCode.ChangeOver, "abc", (long)ControlResult.RolledBack));
        _host.Fake.Desk.Close();

        string text = await Answers.Text(await _host.Send("GET", "/v1/events"));

        string[] lines = text.Split('\n');
        Assert.Matches(
            """^data: \{"number":1,"at":"[-0-9T:.]+\+00:00","code":"worker-exited","""
            + "\"subject\":\"web-1\",\"pid\":4711,\"lifeMs\":12\\}$",
            lines[0]);
        Assert.Equal(["id: 1", ""], lines[1..3]);
        JsonElement second = JsonDocument.Parse(lines[3]["data: ".Length..]).RootElement;
        Assert.Equal("missing", second.GetProperty("found").GetString());
        Assert.Equal(2, second.GetProperty("counter").GetInt32());
        Assert.EndsWith(
            "\"subject\":\"abc\",\"result\":\"rolled-back\"}", lines[6], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("0", 1)]
    [InlineData("3", 4)]
    [InlineData("5", 6)] // nothing that is kept
    [InlineData("6", 1)] // not reached yet: of another life
    [InlineData("9223372036854775807", 1)]
    public async Task A_follower_comes_back_with_the_last_number(string? last, int first)
    {
        Write(5);
        using HttpResponseMessage answer = await Follow(last);
        await using IAsyncEnumerator<long> numbers = Numbers(answer);
        Task<bool> next = numbers.MoveNextAsync().AsTask();
        if (first <= 5)
        {
            Assert.True(await next);
            Assert.Equal(first, numbers.Current);
            return;
        }

        Assert.False(next.IsCompleted);
        Write(1);
        Assert.True(await next);
        Assert.Equal(first, numbers.Current);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    public async Task What_is_no_number_is_told(string last)
    {
        using HttpResponseMessage answer = await Follow(last);

        await Answers.Problem(answer, 400);
    }

    [Fact]
    public async Task Who_follows_knows_it_before_anything_happens()
    {
        using HttpResponseMessage answer = await Follow(null);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task The_stream_ends_with_the_supervisor_after_what_it_said_last()
    {
        using HttpResponseMessage answer = await Follow(null);
        Write(3);
        _host.Fake.Desk.Close();

        var all = new List<long>();
        await using IAsyncEnumerator<long> numbers = Numbers(answer);
        while (await numbers.MoveNextAsync())
        {
            all.Add(numbers.Current);
        }

        Assert.Equal([1, 2, 3], all);
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_off_and_the_others_are_told_all()
    {
        const int many = 10_000;
        using var guard = new CancellationTokenSource(Hang.Guard);
        using Socket slow = await _host.Connect(guard.Token);
        await slow.SendAsync(
            "GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), guard.Token);
        using HttpResponseMessage answer = await Follow(null);
        await using IAsyncEnumerator<long> numbers = Numbers(answer);
        for (int number = 1; number <= many; number++)
        {
            Write(1);
            Assert.True(await numbers.MoveNextAsync());
            Assert.Equal(number, numbers.Current);
        }

        // It is closed although nothing was read; what was sent before is long before the end.
        await Closed(slow, guard.Token);
        string text = await ControlHost.Rest(slow, guard.Token);
        Assert.StartsWith("HTTP/1.1 200 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            $"id: {many}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_many_may_follow_and_others_still_get_in()
    {
        var all = new List<HttpResponseMessage>();
        for (int one = 0; one < ControlLimits.MostFollowers; one++)
        {
            all.Add(await Follow(null));
            Assert.True(all[^1].IsSuccessStatusCode);
        }

        using HttpResponseMessage more = await Follow(null);
        await Answers.Problem(more, 503);
        using HttpResponseMessage status = await _host.Send("GET", "/v1/status");
        Assert.True(status.IsSuccessStatusCode);

        all.ForEach(one => one.Dispose());
        using HttpResponseMessage again = await Eventually();
        Assert.True(again.IsSuccessStatusCode);
    }

    // Who writes to what the other side has closed is told so.
    private static async Task Closed(Socket socket, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await socket.SendAsync("x"u8.ToArray(), stop);
                await Task.Delay(TimeSpan.FromMilliseconds(50), stop);
            }
        }
        catch (SocketException closed)
        {
            Assert.Equal(SocketError.Shutdown, closed.SocketErrorCode);
        }
    }

    private async Task<HttpResponseMessage> Eventually()
    {
        using var guard = new CancellationTokenSource(Hang.Guard);
        while (true)
        {
            HttpResponseMessage answer = await Follow(null);
            if (answer.IsSuccessStatusCode || guard.IsCancellationRequested)
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    private void Write(int count)
    {
        for (int one = 0; one < count; one++)
        {
            _host.Feed.Write(new LogEntry(LogCode.WorkerReady, "web", 1));
        }
    }

    private Task<HttpResponseMessage> Follow(string? last)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        return _host.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
    }

    private static async IAsyncEnumerator<long> Numbers(HttpResponseMessage answer)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        Stream body = await answer.Content.ReadAsStreamAsync(stop);
        await foreach (SseItem<string> item in SseParser.Create(body).EnumerateAsync(stop))
        {
            JsonElement json = JsonDocument.Parse(item.Data).RootElement;
            long number = json.GetProperty("number").GetInt64();
            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), item.EventId);
            yield return number;
        }
    }
}
