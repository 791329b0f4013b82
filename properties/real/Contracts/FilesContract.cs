using System.Text;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>What <see cref="IFiles"/> promises, wherever the files are.</summary>
public abstract class FilesContract
{
    private protected abstract IContractWorld World { get; }

    [Fact]
    public Task What_was_written_is_read() => Holds(async life =>
    {
        string path = life.PathOf("a");
        Assert.Equal(FileError.None, await life.Files.Write(path, Bytes("one")));
        Assert.Equal((FileError.None, "one"), await Read(life, path));
    });

    [Fact]
    public Task What_was_written_last_is_read_whatever_was_longer_before() => Holds(async life =>
    {
        string path = life.PathOf("a");
        await life.Files.Write(path, Bytes("something longer"));
        await life.Files.Write(path, Bytes("short"));
        Assert.Equal((FileError.None, "short"), await Read(life, path));
    });

    [Fact]
    public Task An_empty_file_is_there() => Holds(async life =>
    {
        string path = life.PathOf("a");
        Assert.Equal(FileError.None, await life.Files.Write(path, default));
        Assert.Equal((FileError.None, ""), await Read(life, path));
    });

    [Fact]
    public Task What_is_read_does_not_change_when_something_else_is_written() => Holds(
        async life =>
        {
            string path = life.PathOf("a");
            await life.Files.Write(path, Bytes("one"));
            FileAnswer read = await life.Files.Read(path);
            await life.Files.Write(path, Bytes("two"));
            Assert.Equal("one", Encoding.UTF8.GetString(read.Contents.Span));
        });

    [Fact]
    public Task What_is_handed_over_is_written_as_it_was_then() => Holds(async life =>
    {
        string path = life.PathOf("a");
        byte[] contents = Encoding.UTF8.GetBytes("one");
        await life.Files.Write(path, contents);
        contents[0] = (byte)'x';
        Assert.Equal((FileError.None, "one"), await Read(life, path));
    });

    [Fact]
    public Task A_file_that_is_not_there_is_missing_to_everybody() => Holds(async life =>
    {
        string path = life.PathOf("none");
        Assert.Equal((FileError.Missing, ""), await Read(life, path));
        Assert.Equal(FileError.Missing, await life.Files.Sync(path));
        Assert.Equal(FileError.Missing, await life.Files.Delete(path));
        Assert.Equal(FileError.Missing, await life.Files.Rename(path, life.PathOf("a")));
        Assert.Equal((FileError.Missing, ""), await Read(life, life.PathOf("a")));
    });

    [Fact]
    public Task A_rename_replaces_what_was_there() => Holds(async life =>
    {
        (string from, string to) = (life.PathOf("new"), life.PathOf("old"));
        await life.Files.Write(from, Bytes("new"));
        await life.Files.Write(to, Bytes("old"));
        Assert.Equal(FileError.None, await life.Files.Rename(from, to));
        Assert.Equal((FileError.None, "new"), await Read(life, to));
        Assert.Equal((FileError.Missing, ""), await Read(life, from));
    });

    [Fact]
    public Task A_rename_to_where_nothing_was_moves_it() => Holds(async life =>
    {
        (string from, string to) = (life.PathOf("new"), life.PathOf("old"));
        await life.Files.Write(from, Bytes("new"));
        Assert.Equal(FileError.None, await life.Files.Rename(from, to));
        Assert.Equal((FileError.None, "new"), await Read(life, to));
    });

    [Fact]
    public Task A_rename_to_itself_changes_nothing() => Holds(async life =>
    {
        string path = life.PathOf("a");
        await life.Files.Write(path, Bytes("one"));
        Assert.Equal(FileError.None, await life.Files.Rename(path, path));
        Assert.Equal((FileError.None, "one"), await Read(life, path));
    });

    [Fact]
    public Task A_failed_rename_leaves_what_was_there() => Holds(async life =>
    {
        string path = life.PathOf("a");
        await life.Files.Write(path, Bytes("one"));
        Assert.Equal(FileError.Missing, await life.Files.Rename(life.PathOf("none"), path));
        Assert.Equal((FileError.None, "one"), await Read(life, path));
    });

    [Fact]
    public Task A_file_can_be_deleted_once() => Holds(async life =>
    {
        string path = life.PathOf("a");
        await life.Files.Write(path, Bytes("one"));
        Assert.Equal(FileError.None, await life.Files.Delete(path));
        Assert.Equal(FileError.Missing, await life.Files.Delete(path));
        Assert.Equal((FileError.Missing, ""), await Read(life, path));
    });

    [Fact]
    public Task What_was_deleted_can_be_written_again() => Holds(async life =>
    {
        string path = life.PathOf("a");
        await life.Files.Write(path, Bytes("something longer"));
        await life.Files.Delete(path);
        await life.Files.Write(path, Bytes("two"));
        Assert.Equal((FileError.None, "two"), await Read(life, path));
    });

    [Fact]
    public Task A_file_and_its_folder_can_be_synced_and_say_the_same_as_before() => Holds(
        async life =>
        {
            string path = life.PathOf("a");
            await life.Files.Write(path, Bytes("one"));
            Assert.Equal(FileError.None, await life.Files.Sync(path));
            string folder = path[..path.LastIndexOf('/')];
            Assert.Equal(FileError.None, await life.Files.SyncDirectory(folder));
            Assert.Equal((FileError.None, "one"), await Read(life, path));
        });

    [Fact]
    public Task What_was_written_but_not_synced_outlives_the_supervisor() => Holds(
        async life =>
        {
            await life.Files.Write(life.PathOf("a"), Bytes("one"));
            await life.Files.Write(life.PathOf("b"), Bytes("two"));
            await life.Files.Rename(life.PathOf("b"), life.PathOf("c"));
        },
        async life =>
        {
            Assert.Equal((FileError.None, "one"), await Read(life, life.PathOf("a")));
            Assert.Equal((FileError.Missing, ""), await Read(life, life.PathOf("b")));
            Assert.Equal((FileError.None, "two"), await Read(life, life.PathOf("c")));
        });

    [Fact]
    public Task A_lock_that_one_has_is_had_again() => Holds(async life =>
    {
        Assert.Equal(FileError.None, await life.Files.Lock(life.PathOf("lock")));
        Assert.Equal(FileError.None, await life.Files.Lock(life.PathOf("lock")));
    });

    [Fact]
    public Task A_lock_keeps_a_second_holder_out_until_the_first_is_gone() => Holds(async life =>
    {
        string path = life.PathOf("lock");
        await life.LockElsewhere(path);
        Assert.Equal(FileError.Locked, await life.Files.Lock(path));
        Assert.Equal(FileError.Locked, await life.Files.Lock(path));
        Assert.Equal(FileError.None, await life.Files.Lock(life.PathOf("another")));
        await life.KillElsewhere();
        await life.Until(
            "the lock", async () => await life.Files.Lock(path) == FileError.None);
    });

    [Fact]
    public Task A_lock_is_given_up_when_the_supervisor_dies() => Holds(
        async life =>
            Assert.Equal(FileError.None, await life.Files.Lock(life.PathOf("lock"))),
        async life =>
            Assert.Equal(FileError.None, await life.Files.Lock(life.PathOf("lock"))));

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<(FileError Error, string Text)> Read(ContractLife life, string path)
    {
        FileAnswer answer = await life.Files.Read(path);
        return (answer.Error, Encoding.UTF8.GetString(answer.Contents.Span));
    }

    private Task Holds(params Func<ContractLife, Task>[] lives) => World.Run(lives);
}
