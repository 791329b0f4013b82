using Harness.Sim.Faults;

namespace Harness.Sim.Machine;

/// <content>Faults of the machine itself.</content>
internal sealed partial class FaultInjector
{
    private bool CanHit(MachineFault fault) => fault switch
    {
        StartSecond => _machine.Supervisor.IsUp,
        StickWorker stick => Target(stick.Worker) is { IsHung: false },
        IgnoreTerm ignore => Target(ignore.Worker) is { IgnoresTerm: false },
        ReusePid reuse => Target(reuse.Worker) is { } process
            && !_machine.Supervisor.IsAlive(process.StartedBy),
        ReplaceState { With: Replacement.Torn } => _machine.Disk.Has(_machine.StateFile),
        ReplaceState { With: Replacement.Earlier } => _machine.Disk.HadFirst(_machine.StateFile),
        _ => true,
    };

    private void Do(MachineFault fault, Kernel.Actor actor)
    {
        switch (fault)
        {
            case StartSecond:
                _machine.Supervisor.StartOneMore();
                break;
            case StickWorker stick:
                _machine.Processes.Stick(Target(stick.Worker)!, stick.For, actor);
                break;
            case IgnoreTerm ignore:
                Target(ignore.Worker)!.IgnoresTerm = true;
                break;
            case HangNextStart hang:
                _machine.Processes.HangNext(hang);
                break;
            case ReusePid reuse:
                _machine.Processes.GivePidAway(Target(reuse.Worker)!);
                break;
            case SuspendMachine suspend:
                _machine.Suspend(suspend.For);
                break;
            case ReplaceState replace:
                _machine.Disk.Replace(_machine.StateFile, replace.With);
                break;
            default:
                throw new InvalidOperationException($"unknown fault {fault}");
        }
    }
}
