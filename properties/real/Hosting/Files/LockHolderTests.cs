using System.Diagnostics;
using Harness.Hosting.Files;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Files;

public sealed class LockHolderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string LockFile => _directory["lock"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_lock_file_says_who_has_the_lock_and_nobody_after_that()
    {
        using (var files = new LinuxFiles())
        {
            Assert.Equal(FileError.None, await files.Lock(LockFile));
            Assert.Equal(LockHolder.Self, LockHolder.Read(LockFile));
            Assert.True(LockHolder.Read(LockFile)!.Lives());
        }

        Assert.Null(LockHolder.Read(LockFile));
    }

    [Fact]
    public async Task Who_does_not_get_the_lock_leaves_the_name_of_its_holder()
    {
        using var files = new LinuxFiles();
        using var second = new LinuxFiles();
        await files.Lock(LockFile);
        Assert.Equal(FileError.Locked, await second.Lock(LockFile));
        second.Dispose();
        Assert.Equal(LockHolder.Self, LockHolder.Read(LockFile));
    }

    [Fact]
    public async Task What_a_dead_holder_has_left_keeps_nobody_out()
    {
        File.WriteAllText(LockFile, "1 1 another-boot\n" + new string('x', 500));
        using var files = new LinuxFiles();
        Assert.Equal(FileError.None, await files.Lock(LockFile));
        Assert.Equal(LockHolder.Self, LockHolder.Read(LockFile));
    }

    [Fact]
    public async Task Nothing_is_locked_after_the_end()
    {
        var files = new LinuxFiles();
        files.Dispose();
        files.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => files.Lock(LockFile));
    }

    [Fact]
    public void A_holder_lives_as_the_same_life_of_the_same_boot_only()
    {
        LockHolder self = LockHolder.Self;
        Assert.True(self.Lives());
        Assert.False((self with { StartTime = self.StartTime + 1 }).Lives());
        Assert.False((self with { Boot = "another-boot" }).Lives());
        Assert.False((self with { Pid = int.MaxValue }).Lives());
    }

    [Fact]
    public async Task A_holder_that_has_ended_lives_no_more_whether_or_not_it_was_collected()
    {
        // Nobody waits for what the shell leaves: its pid stays taken by what has ended.
        string script = $"sleep 60 & echo $! > {_directory["pid"]}; exec sleep 60";
        using var parent = Process.Start("/bin/sh", ["-c", script]);
        try
        {
            CancellationToken token = TestContext.Current.CancellationToken;
            string pid = "";
            while (pid.Length == 0)
            {
                await Task.Delay(10, token);
                pid = File.Exists(_directory["pid"])
                    ? (await File.ReadAllTextAsync(_directory["pid"], token)).Trim() : "";
            }

            LockHolder child = Holder(pid);
            Assert.True(child.Lives());
            using var kill = Process.Start("/bin/sh", ["-c", $"kill -9 {pid}"]);
            await kill.WaitForExitAsync(token);
            while (child.Lives())
            {
                await Task.Delay(10, token);
            }

            Assert.True(Directory.Exists($"/proc/{pid}"));
        }
        finally
        {
            parent.Kill();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("1")]
    [InlineData("1 2")]
    [InlineData("1 2 \n")]
    [InlineData("1 2 a b\n")]
    [InlineData("-1 2 a\n")]
    [InlineData("1 -2 a\n")]
    [InlineData("99999999999 2 a\n")]
    [InlineData("one 2 a\n")]
    public void A_file_that_names_nobody_has_no_holder(string text)
    {
        File.WriteAllText(LockFile, text);
        Assert.Null(LockHolder.Read(LockFile));
    }

    [Fact]
    public void A_file_that_is_no_lock_file_has_no_holder()
    {
        Assert.Null(LockHolder.Read(LockFile));
        Assert.Null(LockHolder.Read(_directory.Path));
        File.WriteAllText(LockFile, "1 2 " + new string('a', 1000));
        Assert.Null(LockHolder.Read(LockFile));
    }

    private LockHolder Holder(string pid)
    {
        string[] stat = File.ReadAllText($"/proc/{pid}/stat").Split(' ');
        File.WriteAllText(LockFile, $"{pid} {stat[21]} {LockHolder.Self.Boot}\n");
        return LockHolder.Read(LockFile)!;
    }
}
