using System.Diagnostics;
using System.Text;
using Harness.Hosting.Files;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Hosting.Files;

/// <summary>What real files are besides what the contract of the port says.</summary>
public sealed class LinuxFilesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _directory = new();
    private readonly LinuxFiles _files = new();

    public void Dispose()
    {
        _files.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_new_file_is_its_owners_alone()
    {
        await Write("new");
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_directory["new"]));
        Assert.Equal(FileError.None, await _files.Lock(_directory["lock"]));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_directory["lock"]));
    }

    [Fact]
    public async Task A_file_that_was_there_keeps_its_mode()
    {
        const UnixFileMode Mode = OwnerOnly | UnixFileMode.GroupRead;
        await Write("old");
        File.SetUnixFileMode(_directory["old"], Mode);
        await Write("old");
        Assert.Equal(Mode, File.GetUnixFileMode(_directory["old"]));
    }

    [Fact]
    public async Task A_link_is_neither_written_through_nor_synced_nor_locked()
    {
        await Write("target");
        File.CreateSymbolicLink(_directory["link"], _directory["target"]);
        Assert.Equal(FileError.Denied, await _files.Write(_directory["link"], new byte[] { 1 }));
        Assert.Equal(FileError.Denied, await _files.Sync(_directory["link"]));
        Assert.Equal(FileError.Denied, await _files.Lock(_directory["link"]));
        Assert.Equal("contents of target", await Text("target"));
    }

    [Fact]
    public async Task A_link_is_read_through_and_replaced_by_a_rename()
    {
        await Write("target");
        await Write("new");
        File.CreateSymbolicLink(_directory["link"], _directory["target"]);
        Assert.Equal("contents of target", await Text("link"));
        Assert.Equal(
            FileError.None, await _files.Rename(_directory["new"], _directory["link"]));
        Assert.Null(File.ResolveLinkTarget(_directory["link"], returnFinalTarget: false));
        Assert.Equal("contents of target", await Text("target"));
    }

    [Theory]
    [InlineData(LinuxFiles.MostBytes, FileError.None)]
    [InlineData(LinuxFiles.MostBytes + 1, FileError.Device)]
    public async Task A_file_of_16_MiB_is_read_and_one_byte_more_is_not(
        int length, FileError expected)
    {
        byte[] contents = new byte[length];
        contents[^1] = 7;
        Assert.Equal(FileError.None, await _files.Write(_directory["large"], contents));
        FileAnswer answer = await _files.Read(_directory["large"]);
        Assert.Equal(expected, answer.Error);
        Assert.Equal(
            expected == FileError.None ? contents : [], answer.Contents.ToArray());
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(128 * 1024)]
    public async Task A_file_that_fills_a_buffer_is_read_whole(int length)
    {
        byte[] contents = [.. Enumerable.Range(0, length).Select(at => (byte)(at % 251))];
        Assert.Equal(FileError.None, await _files.Write(_directory["full"], contents));
        Assert.Equal(contents, (await _files.Read(_directory["full"])).Contents.ToArray());
    }

    [Fact]
    public async Task What_has_no_length_of_its_own_is_read_to_its_end()
    {
        FileAnswer answer = await _files.Read("/proc/self/stat");
        Assert.Equal(FileError.None, answer.Error);
        Assert.StartsWith(
            Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Encoding.UTF8.GetString(answer.Contents.Span),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_file_is_neither_read_nor_written_and_nobody_waits_for_it()
    {
        string pipe = _directory["pipe"];
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, made.ExitCode);
        }

        foreach (string path in (string[])[pipe, _directory.Path, "/dev/zero"])
        {
            Assert.Equal(FileError.Device, (await _files.Read(path)).Error);
            Assert.Equal(FileError.Device, await _files.Write(path, default));
        }
    }

    [Fact]
    public async Task What_is_in_no_directory_is_missing()
    {
        string inNone = _directory["none/file"];
        string inFile = _directory["file/file"];
        await Write("file");
        foreach (string path in (string[])[inNone, inFile])
        {
            Assert.Equal(FileError.Missing, (await _files.Read(path)).Error);
            Assert.Equal(FileError.Missing, await _files.Write(path, default));
            Assert.Equal(FileError.Missing, await _files.Sync(path));
            Assert.Equal(FileError.Missing, await _files.SyncDirectory(path));
            Assert.Equal(FileError.Missing, await _files.Lock(path));
            Assert.Equal(FileError.Missing, await _files.Delete(path));
            Assert.Equal(FileError.Missing, await _files.Rename(_directory["file"], path));
        }
    }

    [Fact]
    public async Task Only_a_directory_is_synced_as_one()
    {
        await Write("file");
        Assert.Equal(FileError.Missing, await _files.SyncDirectory(_directory["file"]));
        Assert.Equal(FileError.None, await _files.SyncDirectory(_directory.Path));
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("")]
    [InlineData("/a\0b")]
    public async Task A_path_that_is_not_absolute_is_a_bug_of_the_asker(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _files.Read(path));
        await Assert.ThrowsAsync<ArgumentException>(() => _files.Rename("/a", path));
    }

    [Theory]
    [InlineData(0, FileError.None)]
    [InlineData(1, FileError.Denied)]
    [InlineData(2, FileError.Missing)]
    [InlineData(5, FileError.Device)]
    [InlineData(11, FileError.Locked)]
    [InlineData(13, FileError.Denied)]
    [InlineData(20, FileError.Missing)]
    [InlineData(24, FileError.Device)]
    [InlineData(28, FileError.NoSpace)]
    [InlineData(30, FileError.ReadOnly)]
    [InlineData(40, FileError.Denied)]
    [InlineData(122, FileError.NoSpace)]
    public void A_number_of_errno_is_said_in_words(int number, FileError expected) =>
        Assert.Equal(expected, FileErrors.Of(number));

    [Fact]
    public async Task A_descriptor_is_not_kept_open()
    {
        // Descriptors of other tests come and go: only those of this directory are counted.
        await Write("file");
        for (int i = 0; i < 20; i++)
        {
            await _files.Read(_directory["file"]);
            await _files.Sync(_directory["file"]);
            await _files.SyncDirectory(_directory.Path);
            await _files.Read(_directory["missing"]);
        }

        Assert.Empty(OpenHere("/proc/self"));
        await _files.Lock(_directory["lock"]);
        Assert.Equal([_directory["lock"]], OpenHere("/proc/self"));
        _files.Dispose();
        Assert.Empty(OpenHere("/proc/self"));
    }

    [Fact]
    public async Task A_process_that_is_started_does_not_inherit_a_lock()
    {
        await _files.Lock(_directory["lock"]);
        using var child = Process.Start("sleep", ["60"]);
        try
        {
            Assert.Empty(OpenHere(FormattableString.Invariant($"/proc/{child.Id}")));
        }
        finally
        {
            child.Kill();
        }
    }

    private string[] OpenHere(string process) =>
        [.. Directory.GetFiles($"{process}/fd").Select(TargetOf).OfType<string>()
            .Where(target => target.StartsWith(_directory.Path, StringComparison.Ordinal))];

    private static string? TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException)
        {
            return null; // it was closed meanwhile
        }
    }

    private async Task Write(string name) => Assert.Equal(
        FileError.None,
        await _files.Write(_directory[name], Encoding.UTF8.GetBytes($"contents of {name}")));

    private async Task<string> Text(string name)
    {
        FileAnswer answer = await _files.Read(_directory[name]);
        Assert.Equal(FileError.None, answer.Error);
        return Encoding.UTF8.GetString(answer.Contents.Span);
    }
}
