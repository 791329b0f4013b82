using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Ports;
using Harness.Reference.State;
using Xunit;

namespace Harness.Properties.Reference;

/// <summary>
/// The store against what its text promises, told without names, files or syncs: what is loaded
/// now, and what a power cut may bring back.
/// </summary>
public class StateStoreModelTests
{
    private const string Directory = "/var/s";

    private static readonly Gen<Command> Commands = Gen.Frequency(
        (4, Gen.Choose(0, 5).Select(counter => new Command(Act.Save, counter, 0, 0))),
        (4,
            from counter in Gen.Choose(0, 5)
            from step in Gen.Choose(0, 3)
            from written in Gen.Choose(0, 60)
            select new Command(Act.SaveFails, counter, step, written)),
        (2,
            from counter in Gen.Choose(0, 5)
            from steps in Gen.Choose(0, 3)
            select new Command(Act.KilledInSave, counter, steps, 0)),
        (3, Gen.Choose(0, 10_000).Select(which => new Command(Act.PowerCut, 0, which, 0))));

    private enum Act
    {
        Save,
        SaveFails,
        KilledInSave,
        PowerCut,
    }

    [Property(MaxTest = 300)]
    public Property The_store_keeps_what_it_promises_under_any_list_of_saves_failures_and_cuts() =>
        ForAll.Lists(Commands, 30, commands =>
        {
            var promise = new Promise();
            var real = new Real(new ModelDisk());
            return commands.All(command => promise.Allows(command, real.Do(command)));
        });

    [Fact]
    public void A_store_that_does_not_sync_its_contents_breaks_the_promise()
    {
        Command[] commands = [new(Act.Save, 1, 0, 0), new(Act.PowerCut, 0, 0, 0)];
        bool isKept = Enumerable.Range(0, 200).All(which =>
        {
            var promise = new Promise();
            var real = new Real(new ModelDisk { LosesSyncs = true });
            return commands.All(command => promise.Allows(
                command, real.Do(command with { Where = which })));
        });
        Assert.False(isKept);
    }

    /// <param name="Act">What is done.</param>
    /// <param name="Counter">What is saved.</param>
    /// <param name="Where">
    /// The step that fails or is not reached, or which legal state is left.
    /// </param>
    /// <param name="Written">How much of a failed write is there.</param>
    private readonly record struct Command(Act Act, int Counter, int Where, int Written);

    /// <summary>
    /// "a crash leaves the old state or the new one": what is loaded, and what may be after a cut;
    /// -1 is no state.
    /// </summary>
    private sealed class Promise
    {
        private SortedSet<int> _afterCut = [-1];
        private int _now = -1;

        internal bool Allows(Command command, int loaded)
        {
            switch (command.Act)
            {
                case Act.Save:
                    (_now, _afterCut) = (command.Counter, [command.Counter]);
                    return loaded == _now;
                case Act.SaveFails:
                    // Only the last of the four steps comes after the new state is in place.
                    return Replaced(command, isInPlace: command.Where == 3) == loaded;
                case Act.KilledInSave:
                    return Replaced(command, isInPlace: command.Where >= 3) == loaded;
                default:
                    bool isAllowed = _afterCut.Contains(loaded);
                    (_now, _afterCut) = (loaded, [loaded]);
                    return isAllowed;
            }
        }

        private int Replaced(Command command, bool isInPlace)
        {
            if (isInPlace)
            {
                _now = command.Counter;
                _afterCut.Add(_now);
            }

            return _now;
        }
    }

    private sealed class Real(ModelDisk disk)
    {
        private ModelDisk _disk = disk;

        /// <summary>Does it, and gives the counter that is loaded; -2 if it is damaged.</summary>
        internal int Do(Command command)
        {
            _disk = _disk.Copy();
            switch (command.Act)
            {
                case Act.Save:
                    ModelDisk.Now(Store.Save(State(command.Counter)));
                    break;
                case Act.SaveFails:
                    _disk.Failing = (command.Where, FileError.Device, command.Written);
                    ModelDisk.Now(Store.Save(State(command.Counter)));
                    break;
                case Act.KilledInSave:
                    _disk.DiesAfter = command.Where;
                    _ = Store.Save(State(command.Counter));
                    break;
                default:
                    ModelDisk[] legal = [.. _disk.AfterPowerCut()];
                    _disk = legal[command.Where % legal.Length];
                    break;
            }

            StateAnswer answer = ModelDisk.Now(Store.Load());
            return answer.IsDamaged ? -2 : answer.State?.Budget.Counter ?? -1;
        }

        private StateStore Store => new(_disk, Directory);

        private static SupervisorState State(int counter) =>
            new(new BootId("b"), new ErrorBudget(counter, Instant.Zero));
    }
}
