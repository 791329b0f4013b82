using System.Text;
using Harness.Reference.Ports;
using Harness.Sim.Machine;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Machine;

/// <summary>
/// A power cut leaves any legal state of the disk, and no other: each test states the whole set,
/// and two hundred seeds must give exactly that.
/// </summary>
public class PowerCutTests
{
    private const string Missing = "(missing)";

    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker());

    [Fact]
    public void What_was_synced_with_its_name_survives() => Leaves(["new"], disk =>
    {
        Write(disk, "/d/f", "new");
        disk.Sync("/d/f");
        disk.SyncDirectory("/d");
    });

    [Fact]
    public void A_name_that_was_not_synced_is_there_or_not() => Leaves([Missing, "new"], disk =>
    {
        Write(disk, "/d/f", "new");
        disk.Sync("/d/f");
    });

    [Fact]
    public void Contents_that_were_not_synced_are_old_new_or_torn() =>
        Leaves(["", "n", "ne", "new"], disk =>
        {
            Write(disk, "/d/f", "new");
            disk.SyncDirectory("/d");
        });

    [Fact]
    public void Overwritten_contents_are_old_new_or_torn() =>
        Leaves(["", "n", "ne", "new", "old"], disk =>
        {
            Durable(disk, "/d/f", "old");
            Write(disk, "/d/f", "new");
        });

    [Fact]
    public void A_rename_has_happened_or_not_and_nothing_in_between() =>
        Leaves(["new", "old"], disk =>
        {
            Durable(disk, "/d/f", "old");
            Write(disk, "/d/f.new", "new");
            disk.Sync("/d/f.new");
            disk.Rename("/d/f.new", "/d/f");
        });

    [Fact]
    public void A_rename_without_a_sync_of_the_contents_may_leave_an_empty_file() =>
        Leaves(["", "n", "ne", "new"], disk =>
        {
            Write(disk, "/d/f.new", "new");
            disk.Rename("/d/f.new", "/d/f");
            disk.SyncDirectory("/d");
        });

    [Fact]
    public void A_rename_with_a_sync_of_the_directory_survives() => Leaves(["new"], disk =>
    {
        Durable(disk, "/d/f", "old");
        Write(disk, "/d/f.new", "new");
        disk.Sync("/d/f.new");
        disk.Rename("/d/f.new", "/d/f");
        disk.SyncDirectory("/d");
    });

    [Fact]
    public void A_deletion_without_a_sync_of_the_directory_has_happened_or_not() =>
        Leaves([Missing, "old"], disk =>
        {
            Durable(disk, "/d/f", "old");
            Assert.Equal(FileError.None, disk.Delete("/d/f"));
            Assert.Equal(FileError.Missing, disk.Delete("/d/f"));
        });

    [Fact]
    public void A_sync_of_one_directory_secures_no_name_of_another() =>
        Leaves([Missing, "new"], disk =>
        {
            Write(disk, "/d/f", "new");
            disk.Sync("/d/f");
            disk.SyncDirectory("/dd");
        });

    [Fact]
    public void What_one_power_cut_has_left_the_next_one_leaves_too()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            SimDisk disk = Probe.Idle(Scene, seed).Disk;
            Write(disk, "/d/f", "new");
            disk.Reboot();
            string first = Read(disk);
            disk.Reboot();
            Assert.Equal(first, Read(disk));
        }
    }

    private static void Leaves(string[] legal, Action<SimDisk> before)
    {
        var left = new SortedSet<string>(StringComparer.Ordinal);
        for (ulong seed = 0; seed < 200; seed++)
        {
            SimDisk disk = Probe.Idle(Scene, seed).Disk;
            before(disk);
            disk.Reboot();
            left.Add(Read(disk));
        }

        Assert.Equal(legal, left);
    }

    private static void Write(SimDisk disk, string path, string text) =>
        disk.Write(path, Encoding.UTF8.GetBytes(text));

    private static void Durable(SimDisk disk, string path, string text)
    {
        Write(disk, path, text);
        disk.Sync(path);
        disk.SyncDirectory("/d");
    }

    private static string Read(SimDisk disk) => disk.Read("/d/f") is var answer
        && answer.Error == FileError.None ? Encoding.UTF8.GetString(answer.Contents.Span) : Missing;
}
