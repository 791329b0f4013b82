using System.Text;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Machine;
using Harness.Sim.Scenarios;
using Xunit;

namespace Harness.Properties.Machine;

public class SimDiskTests
{
    private static readonly Scenario Scene = Scenes.Of(Scenes.Worker());

    private readonly SimDisk _disk = Probe.Idle(Scene).Disk;

    [Fact]
    public void What_was_written_is_read_whether_it_is_durable_or_not()
    {
        Write("/d/f", "new");
        Assert.Equal("new", Read("/d/f"));
    }

    [Fact]
    public void What_is_not_there_can_be_neither_synced_nor_renamed()
    {
        Assert.Equal(FileError.Missing, _disk.Sync("/d/f"));
        Assert.Equal(FileError.Missing, _disk.Rename("/d/f", "/d/g"));
    }

    [Theory]
    [InlineData(FileOperation.Read)]
    [InlineData(FileOperation.Write)]
    [InlineData(FileOperation.Sync)]
    [InlineData(FileOperation.Rename)]
    [InlineData(FileOperation.Lock)]
    public void A_fault_fails_as_many_operations_of_its_kind_as_it_says(FileOperation operation)
    {
        Durable("/d/f", "old");
        _disk.Fail(new FailFiles(operation, FileError.Device, 2));
        FileError[] errors = [Do(operation), Do(operation), Do(operation)];
        Assert.Equal([FileError.Device, FileError.Device, FileError.None], errors);
    }

    [Fact]
    public void A_fault_of_one_kind_of_operation_leaves_the_others_alone()
    {
        _disk.Fail(new FailFiles(FileOperation.Sync, FileError.Device, 1));
        Assert.Equal(FileError.None, Write("/d/f", "new"));
        Assert.Equal("new", Read("/d/f"));
    }

    [Fact]
    public void The_lock_of_a_living_process_is_not_free_for_another_one()
    {
        FileError second = default;
        Probe.Run(Scene, async probe =>
        {
            await probe.Ports.Files.Lock("/d/lock");
            second = probe.Machine.Disk.Lock("/d/lock", life: 99);
        });
        Assert.Equal(FileError.Locked, second);
    }

    [Fact]
    public void The_lock_of_a_process_is_its_own_a_second_time() =>
        Assert.Equal([FileError.None, FileError.None], Locks(Scene));

    [Fact]
    public void The_lock_of_a_dead_process_is_free()
    {
        FileError[] locks = Locks(Scene.With(Scenes.At(10, new KillSupervisor())));
        Assert.Equal([FileError.None, FileError.None, FileError.None, FileError.None], locks);
    }

    private static FileError[] Locks(Scenario scene)
    {
        var locks = new List<FileError>();
        Probe.Run(scene, async probe =>
        {
            locks.Add(await probe.Ports.Files.Lock("/d/lock"));
            locks.Add(await probe.Ports.Files.Lock("/d/lock"));
            await probe.Sleep(3600);
        });
        return [.. locks];
    }

    private FileError Do(FileOperation operation) => operation switch
    {
        FileOperation.Read => _disk.Read("/d/f").Error,
        FileOperation.Write => Write("/d/f", "new"),
        FileOperation.Sync => _disk.Sync("/d/f"),
        FileOperation.Rename => _disk.Rename("/d/f", "/d/f"),
        FileOperation.Lock => _disk.Lock("/d/lock", 1),
    };

    private FileError Write(string path, string text) =>
        _disk.Write(path, Encoding.UTF8.GetBytes(text));

    private string Read(string path) => Encoding.UTF8.GetString(_disk.Read(path).Contents.Span);

    private void Durable(string path, string text)
    {
        Write(path, text);
        _disk.Sync(path);
        _disk.SyncDirectory("/d");
    }
}
