using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Harness.Hosting.Control;
using Harness.Hosting.Events;
using Harness.Reference.Documents;
using Harness.Reference.Ports;

namespace Harness.Hosting.Running;

/// <summary>
/// Tells the service manager above how the supervisor is (sd_notify(3)): READY=1 when all workers
/// are looked after, RELOADING=1 and READY=1 around a change, STOPPING=1, STATUS=, and WATCHDOG=1
/// for as long as the supervisor answers.
/// </summary>
public sealed class OwnNotifier : IAsyncDisposable
{
    private const int MostWaiting = 64;
    private const long NanosecondsPerMicrosecond = 1000;

    private readonly EventFeed _feed;
    private readonly ControlDesk _desk;
    private readonly UnixDomainSocketEndPoint _manager;
    private readonly CancellationTokenSource _over = new();

    // The manager may be slow, and the supervisor does not wait for it. What is newer counts.
    private readonly Channel<string> _messages = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting)
        {
            FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true,
        });

    private readonly Task _sending;
    private readonly Task _watching;
    private bool _isReady;

    private OwnNotifier(EventFeed feed, ControlDesk desk, string socket, TimeSpan? watchdog)
    {
        _feed = feed;
        _desk = desk;

        // An abstract socket has a 0 where the @ is.
        _manager = new UnixDomainSocketEndPoint(socket[0] == '@' ? $"\0{socket[1..]}" : socket);
        _feed.Written += Tell;
        _sending = Send();
        _watching = watchdog is { } within ? Watch(within / 2) : Task.CompletedTask;
    }

    /// <summary>
    /// As the environment says; null if nobody listens. Make it before the supervisor runs.
    /// </summary>
    /// <param name="feed">The supervisor's log.</param>
    /// <param name="desk">Who answers for the watchdog.</param>
    /// <param name="environment">Reads a variable: NOTIFY_SOCKET, WATCHDOG_USEC and _PID.</param>
    public static OwnNotifier? Of(
        EventFeed feed, ControlDesk desk, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(environment);
        string? socket = environment("NOTIFY_SOCKET");
        return socket is ['@' or '/', _, ..]
            && Encoding.UTF8.GetByteCount(socket) <= ControlSocket.MostPathBytes
            ? new OwnNotifier(feed, desk, socket, WatchdogOf(environment))
            : null;
    }

    /// <summary>Sends what is left to tell, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _feed.Written -= Tell;
        _over.Cancel();
        _messages.Writer.TryComplete();
        await _watching;
        await _sending;
        _over.Dispose();
    }

    // 0 is no watchdog, and a pid that is another's means that it was not for us.
    private static TimeSpan? WatchdogOf(Func<string, string?> environment) =>
        long.TryParse(
            environment("WATCHDOG_USEC"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long microseconds)
        && microseconds is > 1 and <= uint.MaxValue * 1000L
        && (environment("WATCHDOG_PID") is not { Length: > 0 } pid
            || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;

    private void Tell(FeedEntry entry)
    {
        if (MessageOf(entry.Entry) is { } message)
        {
            _messages.Writer.TryWrite(message);
        }
    }

    private string? MessageOf(LogEntry entry)
    {
        switch (entry.Code)
        {
            case LogCode.SupervisorRunning:
                _isReady = true;
                return FormattableString.Invariant(
                    $"READY=1\nSTATUS=running: {entry.First} adopted, {entry.Second} started");
            case LogCode.SupervisorStopping:
                _isReady = false; // what ends is not ready any more, whatever is over meanwhile
                return "STOPPING=1\nSTATUS=stopping";
            case LogCode.SupervisorEnding:
                return FormattableString.Invariant(
                    $"STOPPING=1\nSTATUS=ended with exit code {entry.First}");
            case LogCode.ChangeBegun when _isReady:
                long now = Stopwatch.GetTimestamp() // CLOCK_MONOTONIC in nanoseconds
                    / (Stopwatch.Frequency / 1_000_000_000) / NanosecondsPerMicrosecond;
                return FormattableString.Invariant($"RELOADING=1\nMONOTONIC_USEC={now}\n")
                    + $"STATUS=changing the configuration to {entry.Subject}";
            case LogCode.ChangeOver when _isReady:
                return "READY=1\nSTATUS=running: the last change was"
                    + $" {Yaml.Of((ControlResult)entry.First)}";
            default:
                return null; // an event, not a state
        }
    }

    // A supervisor that answers nobody must be started again: only an answer feeds the watchdog.
    private async Task Watch(TimeSpan every)
    {
        using var timer = new PeriodicTimer(
            every > TimeSpan.FromMilliseconds(1) ? every : TimeSpan.FromMilliseconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                ControlAnswer answer =
                    await _desk.Ask(ControlVerb.Status).WaitAsync(_over.Token);
                if (answer.Result == ControlResult.Accepted)
                {
                    _messages.Writer.TryWrite("WATCHDOG=1");
                }
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task Send()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, 0);
        while (await _messages.Reader.WaitToReadAsync())
        {
            while (_messages.Reader.TryRead(out string? message))
            {
                try
                {
                    using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                    await socket.SendToAsync(
                        Encoding.UTF8.GetBytes(message), SocketFlags.None, _manager,
                        patience.Token);
                }
                catch (Exception gone) when (
                    gone is SocketException or OperationCanceledException)
                {
                    // Nobody listens (any more): the supervisor runs without a manager as well.
                }
            }
        }
    }
}
