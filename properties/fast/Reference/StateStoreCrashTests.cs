using System.Text;
using Harness.Properties.Machine;
using Harness.Reference.Ports;
using Harness.Reference.State;
using Harness.Sim.Machine;
using Xunit;

namespace Harness.Properties.Reference;

/// <summary>
/// Every point at which a save can be cut off or fail, with every legal state of the disk after it:
/// none is drawn, all are tried.
/// </summary>
public class StateStoreCrashTests
{
    private const string Directory = "/var/s";
    private const int Steps = 4; // write, sync, rename, sync of the directory

    private static readonly string File = StateStore.PathIn(Directory);

    private static readonly SupervisorState Old =
        new(new BootId("boot-1"), new ErrorBudget(1, new Instant(17)));

    private static readonly SupervisorState New =
        new(new BootId("boot-2"), new ErrorBudget(2, new Instant(18_000_000_000)));

    private static readonly FileError[] Errors =
        [FileError.NoSpace, FileError.ReadOnly, FileError.Device, FileError.Missing];

    public static TheoryData<int, bool> Cuts
    {
        get
        {
            var cuts = new TheoryData<int, bool>();
            for (int step = 0; step <= Steps; step++)
            {
                cuts.Add(step, true);
                cuts.Add(step, false);
            }

            return cuts;
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_power_cut_at_any_step_leaves_the_old_state_or_the_new_one(
        int steps, bool hasOld)
    {
        ModelDisk disk = Saved(steps, hasOld);
        StateAnswer[] left = [.. disk.AfterPowerCut().Select(Load).Distinct()];
        StateAnswer before = new(hasOld ? Old : null, false, FileError.None);
        StateAnswer after = new(New, false, FileError.None);
        StateAnswer[] expected = steps switch
        {
            < 3 => [before],
            3 => [before, after],
            _ => [after],
        };
        Assert.Equal(expected, left);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_kill_at_any_step_leaves_the_old_state_or_the_new_one(int steps, bool hasOld) =>
        Assert.Equal(
            new StateAnswer(steps >= 3 ? New : hasOld ? Old : null, false, FileError.None),
            Load(Saved(steps, hasOld)));

    [Fact]
    public void Without_the_sync_of_the_contents_a_power_cut_leaves_a_damaged_state()
    {
        var disk = new ModelDisk { LosesSyncs = true, DiesAfter = 3 };
        _ = Store(disk).Save(New);
        Assert.Contains(disk.AfterPowerCut(), left => Load(left).IsDamaged);
    }

    [Fact]
    public void Whatever_step_fails_in_whatever_way_a_power_cut_after_it_leaves_old_or_new()
    {
        int states = 0;
        foreach (ModelDisk disk in Failures())
        {
            foreach (StateAnswer left in disk.AfterPowerCut().Select(Load))
            {
                states++;
                Assert.Equal((false, FileError.None), (left.IsDamaged, left.Error));
                Assert.True(left.State == Old || left.State == New, $"{left}");
            }
        }

        Assert.InRange(states, 1000, 1_000_000); // otherwise next to nothing was tried
    }

    [Fact]
    public void After_any_failure_and_any_power_cut_the_next_save_is_durable()
    {
        SupervisorState next = New with { Budget = New.Budget.Counted() };
        foreach (ModelDisk left in Failures().Take(40).SelectMany(disk => disk.AfterPowerCut()))
        {
            Assert.Equal(FileError.None, ModelDisk.Now(Store(left).Save(next)));
            Assert.All(left.AfterPowerCut(), disk => Assert.Equal(next, Load(disk).State));
        }
    }

    [Fact]
    public void Every_beginning_of_a_state_but_the_whole_is_damaged_and_reported_and_set_aside()
    {
        byte[] whole = Saved(Steps, hasOld: false)[File]!;
        for (int length = 0; length < whole.Length; length++)
        {
            var disk = new ModelDisk();
            disk.Put(File, whole[..length]);
            Assert.Equal(new StateAnswer(null, true, FileError.None), Load(disk));
            Assert.Equal(FileError.None, ModelDisk.Now(Store(disk).SetAside()));
            Assert.Equal(whole[..length], disk[File + ".damaged"]);
            Assert.Equal(new StateAnswer(null, false, FileError.None), Load(disk));

            // A power cut before the next save may undo that, and loses nothing.
            Assert.All(disk.AfterPowerCut(), left => Assert.Equal(
                whole[..length], left[File] ?? left[File + ".damaged"]));
        }
    }

    [Fact]
    public void A_state_of_a_later_version_is_set_aside_and_not_overwritten()
    {
        byte[] future = Encoding.UTF8.GetBytes("""{"schemaVersion":2,"errors":[]}""");
        var disk = new ModelDisk();
        disk.Put(File, future);
        Assert.True(Load(disk).IsDamaged);
        ModelDisk.Now(Store(disk).SetAside());
        ModelDisk.Now(Store(disk).Save(New));
        Assert.All(disk.AfterPowerCut(), left => Assert.Equal(
            (New, future), (Load(left).State, left[File + ".damaged"])));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void The_simulated_disk_leaves_only_what_is_legal_and_all_that_can_be_told_apart(
        int steps, bool hasOld)
    {
        string[] legal = [.. Saved(steps, hasOld).AfterPowerCut()
            .Select(disk => Text(disk[File])).Distinct().Order(StringComparer.Ordinal)];
        var left = new SortedSet<string>(StringComparer.Ordinal);
        for (ulong seed = 0; seed < 100; seed++)
        {
            SimDisk disk = Probe.Idle(Scenes.Of(Scenes.Worker()), seed).Disk;
            for (int save = hasOld ? 0 : 1; save < 2; save++)
            {
                Save(disk, save == 0 ? Old : New, save == 0 ? Steps : steps);
            }

            disk.Reboot();
            left.Add(disk.Read(File) is { Error: FileError.None } read
                ? Text(read.Contents.ToArray())
                : "");
        }

        Assert.Equal(legal, left);
    }

    /// <summary>The disk after so many steps of saving the new state.</summary>
    private static ModelDisk Saved(int steps, bool hasOld)
    {
        var disk = new ModelDisk();
        if (hasOld)
        {
            ModelDisk.Now(Store(disk).Save(Old));
        }

        ModelDisk copy = disk.Copy();
        copy.DiesAfter = steps;
        _ = Store(copy).Save(New);
        return copy;
    }

    /// <summary>The disk after a save of which one step failed, in each way.</summary>
    private static IEnumerable<ModelDisk> Failures()
    {
        int length = Saved(Steps, hasOld: false)[File]!.Length;
        foreach (FileError error in Errors)
        {
            for (int step = 0; step < Steps; step++)
            {
                for (int written = 0; written <= (step == 0 ? length : 0); written++)
                {
                    ModelDisk disk = Saved(0, hasOld: true).Copy();
                    disk.Failing = (step, error, written);
                    Assert.Equal(error, ModelDisk.Now(Store(disk).Save(New)));
                    yield return disk.Copy();
                }
            }
        }
    }

    /// <summary>As the store does it, up to a step.</summary>
    private static void Save(SimDisk disk, SupervisorState state, int steps)
    {
        var model = new ModelDisk();
        ModelDisk.Now(Store(model).Save(state));
        Action[] all =
        [
            () => disk.Write(File + ".new", model[File]),
            () => disk.Sync(File + ".new"),
            () => disk.Rename(File + ".new", File),
            () => disk.SyncDirectory(Directory),
        ];
        foreach (Action step in all.Take(steps))
        {
            step();
        }
    }

    private static StateStore Store(ModelDisk disk) => new(disk, Directory);

    private static StateAnswer Load(ModelDisk disk) => ModelDisk.Now(Store(disk).Load());

    private static string Text(byte[]? contents) =>
        contents is null ? "" : Encoding.UTF8.GetString(contents);
}
