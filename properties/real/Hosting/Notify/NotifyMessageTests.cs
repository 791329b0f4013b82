using System.Text;
using Harness.Hosting.Notify;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Notify;

/// <summary>What a worker says, and what is junk.</summary>
public class NotifyMessageTests
{
    [Fact]
    public void Ready_watchdog_stopping_and_status_are_read_together() => Assert.Equal(
        new NotifyMessage { IsReady = true, IsBeat = true, IsStopping = true, Status = "7 jobs" },
        Read("READY=1\nWATCHDOG=1\nSTOPPING=1\nSTATUS=7 jobs\n"));

    [Fact]
    public void Keys_that_are_not_known_are_left_aside() =>
        Assert.Equal(new NotifyMessage { IsReady = true }, Read("MAINPID=12\nX_MINE=2\nREADY=1"));

    [Theory]
    [InlineData("EXTEND_TIMEOUT_USEC=0", 0)]
    [InlineData("EXTEND_TIMEOUT_USEC=1500000", 1.5)]
    [InlineData("EXTEND_TIMEOUT_USEC=3600000000", 3600)]
    [InlineData("EXTEND_TIMEOUT_USEC=3600000001", 3600)]
    [InlineData("EXTEND_TIMEOUT_USEC=18446744073709551615", 3600)]
    public void Patience_is_at_most_an_hour(string line, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(line)?.Patience);

    [Theory]
    [InlineData("purge-entry", Rung.PurgeEntry, IntegrityKind.CorruptEntry)]
    [InlineData("end-transaction", Rung.EndTransaction, IntegrityKind.CorruptTransaction)]
    [InlineData("disable-service", Rung.DisableService, IntegrityKind.ServiceFault)]
    [InlineData("restart-kid", Rung.RestartKid, IntegrityKind.WorkerFault)]
    [InlineData("pause-kid", Rung.PauseKid, IntegrityKind.HopelessWorker)]
    [InlineData("end-instance", Rung.EndInstance, IntegrityKind.SharedFault)]
    public void A_worker_asks_for_a_rung_of_recovery(string word, Rung rung, IntegrityKind kind) =>
        Assert.Equal(
            new IntegrityReport(rung, kind, "slot 7: bad"),
            Read($"X_INTEGRITY={word}:slot 7: bad")?.Report);

    [Fact]
    public void Every_rung_has_a_word() => Assert.All(
        Enum.GetValues<Rung>(), rung => Assert.NotNull(Read(
            $"X_INTEGRITY={Harness.Hosting.Events.LogText.WordOf(rung.ToString())}:x")?.Report));

    [Fact]
    public void A_worker_that_says_that_it_hangs_asks_for_a_restart() =>
        Assert.Equal(Rung.RestartKid, Read("WATCHDOG=trigger")?.Report?.Asks);

    [Fact]
    public void A_status_loses_what_cannot_be_seen_and_what_is_too_long() => Assert.Equal(
        "a b" + new string('c', NotifyMessage.MostStatusLetters - 3),
        Read("STATUS=a\u0007b" + new string('c', 400))?.Status);

    [Theory]
    [InlineData("")]
    [InlineData("READY")]
    [InlineData("=1")]
    [InlineData("READY=2")]
    [InlineData("READY=1\nREADY=yes")]
    [InlineData("WATCHDOG=0")]
    [InlineData("STOPPING=")]
    [InlineData("EXTEND_TIMEOUT_USEC=-1")]
    [InlineData("EXTEND_TIMEOUT_USEC=1.5")]
    [InlineData("EXTEND_TIMEOUT_USEC=18446744073709551616")]
    [InlineData("X_INTEGRITY=restart-kid")]
    [InlineData("X_INTEGRITY=:what")]
    [InlineData("X_INTEGRITY=RestartKid:what")]
    [InlineData("READY=1\0")]
    public void Junk_has_no_effect_at_all(string text) => Assert.Null(Read(text));

    [Fact]
    public void What_is_not_utf8_is_junk() =>
        Assert.Null(NotifyMessage.Read([.. "READY=1\nSTATUS="u8, 0xff]));

    [Fact]
    public void A_message_of_8_kib_is_read_and_one_byte_more_is_junk()
    {
        byte[] longest = Encoding.UTF8.GetBytes(
            "READY=1\nX=".PadRight(NotifyMessage.MostBytes, 'x'));
        Assert.True(NotifyMessage.Read(longest)?.IsReady);
        Assert.Null(NotifyMessage.Read([.. longest, (byte)'x']));
    }

    private static NotifyMessage? Read(string text) =>
        NotifyMessage.Read(Encoding.UTF8.GetBytes(text));
}
