using System.Globalization;
using System.Net.ServerSentEvents;
using System.Threading.Channels;
using Harness.Hosting.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Harness.Hosting.Control;

/// <summary>
/// <c>GET /v1/events</c>: the supervisor's log as server-sent events, until the supervisor ends or
/// the follower is too slow.
/// </summary>
internal sealed class EventStream
{
    private const string LastEvent = "Last-Event-ID";

    private int _followers;

    internal Task<IResult> Get(HttpContext request) => Task.FromResult(Begin(request));

    private IResult Begin(HttpContext request)
    {
        string? last = request.Request.Headers[LastEvent];
        long after = 0;
        if (!string.IsNullOrEmpty(last) && !long.TryParse(
            last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return ProblemResult.Of(
                StatusCodes.Status400BadRequest,
                $"{LastEvent} is no number: expected the id of the last event that is known");
        }

        // Given back when the request is over, however it ends.
        request.Response.RegisterForDispose(new Seat(this));
        return Volatile.Read(ref _followers) <= ControlLimits.MostFollowers
            ? TypedResults.ServerSentEvents(Events(request, after))
            : ProblemResult.Of(
                StatusCodes.Status503ServiceUnavailable,
                FormattableString.Invariant(
                    $"{ControlLimits.MostFollowers} follow the events already"));
    }

    private static async IAsyncEnumerable<SseItem<string>> Events(
        HttpContext request, long after)
    {
        CancellationToken stopping = request.RequestServices
            .GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(
            request.RequestAborted, stopping);
        using FeedSubscription subscription =
            request.RequestServices.GetRequiredService<EventFeed>().Follow(0);
        ChannelReader<FeedEntry> entries = subscription.Entries;
        Task closed = Asked.Desk(request).Closed;

        // The follower is to know that it follows, also while nothing happens.
        await request.Response.Body.FlushAsync(gone.Token);
        foreach (FeedEntry entry in Kept(entries, after))
        {
            yield return EventJson.Item(entry);
        }

        while (await HasMore(entries, closed, gone.Token))
        {
            while (entries.TryRead(out FeedEntry entry))
            {
                yield return EventJson.Item(entry);
            }
        }
    }

    // Numbers begin anew with every life of the supervisor: a number that is not reached yet is one
    // of another life, and everything is new.
    private static IEnumerable<FeedEntry> Kept(ChannelReader<FeedEntry> entries, long after)
    {
        var kept = new List<FeedEntry>();
        while (kept.Count < 2 * EventFeed.Kept && entries.TryRead(out FeedEntry entry))
        {
            kept.Add(entry);
        }

        return kept.Count > 0 && kept[^1].Number < after
            ? kept
            : kept.Where(entry => entry.Number > after);
    }

    private static async Task<bool> HasMore(
        ChannelReader<FeedEntry> entries, Task closed, CancellationToken gone)
    {
        Task<bool> more = entries.WaitToReadAsync(gone).AsTask();
        try
        {
            await Task.WhenAny(more, closed);

            // What was written before the end is told before the end.
            return more.IsCompleted ? await more : entries.TryPeek(out _);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return false;
        }
    }

    private sealed class Seat : IDisposable
    {
        private readonly EventStream _stream;

        internal Seat(EventStream stream)
        {
            _stream = stream;
            Interlocked.Increment(ref stream._followers);
        }

        public void Dispose() => Interlocked.Decrement(ref _stream._followers);
    }
}
