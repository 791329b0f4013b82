using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Ports;
using Harness.Reference.State;

namespace Harness.Properties.Reference;

public class ErrorBudgetModelTests
{
    private const int Threshold = 2;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(30);

    private static readonly Gen<Command> Commands = Gen.Frequency(
        (4, Gen.Constant(new Command(Act.Error, 0))),
        (3, Gen.Choose(0, 100).Select(minutes =>
            new Command(Act.Advance, minutes * TimeSpan.TicksPerMinute))),
        (2, Gen.Elements(-1L, 0L, 1L).Select(off => new Command(Act.Advance, Every.Ticks + off))),
        (1, Gen.Constant(new Command(Act.Restart, 0))),
        (1, Gen.Choose(0, 60).Select(seconds =>
            new Command(Act.Reboot, seconds * TimeSpan.TicksPerSecond))));

    private enum Act
    {
        Error,
        Advance,
        Restart,
        Reboot,
    }

    [Property(MaxTest = 300)]
    public Property The_budget_answers_as_the_documents_pseudo_code_does() => ForAll.Lists(
        Commands, 60,
        commands =>
        {
            var model = new PseudoCode();
            var real = new Real();
            return commands.All(command => model.Do(command) == real.Do(command));
        });

    private readonly record struct Command(Act Act, long Ticks);

    /// <summary>
    /// What is seen after a command: whether an error was fatal, and the counter.
    /// </summary>
    private readonly record struct Seen(bool IsFatal, int Counter);

    private sealed class Real
    {
        private Instant _now;
        private ErrorBudget _budget = ErrorBudget.Fresh(Instant.Zero, Every);

        internal Seen Do(Command command)
        {
            bool isFatal = false;
            switch (command.Act)
            {
                case Act.Error:
                    _budget = _budget.At(_now, Every);
                    isFatal = _budget.IsSpent(Threshold);
                    _budget = isFatal ? _budget : _budget.Counted();
                    break;
                case Act.Advance:
                    _now += new TimeSpan(command.Ticks);
                    break;
                case Act.Restart:
                    _budget = _budget.Restored(true, _now, Every);
                    break;
                case Act.Reboot:
                    // What was on record when the machine went down is what the last error saw.
                    _budget = _budget.At(_now, Every);
                    _now = new Instant(command.Ticks);
                    _budget = _budget.Restored(false, _now, Every);
                    break;
                default:
                    throw new InvalidOperationException($"unknown act {command.Act}");
            }

            return new Seen(isFatal, _budget.At(_now, Every).Counter);
        }
    }

    /// <summary>
    /// The pseudo-code, line by line, with a clock that is wound second by second.
    /// </summary>
    private sealed class PseudoCode
    {
        private int _errorCounter;
        private long _sinceDecrease;

        internal Seen Do(Command command)
        {
            bool isFatal = false;
            switch (command.Act)
            {
                case Act.Error:
                    if (_errorCounter > Threshold)
                    {
                        isFatal = true;
                        break;
                    }

                    _errorCounter += 1;
                    break;
                case Act.Advance:
                    Wind(command.Ticks);
                    break;
                case Act.Restart:
                    break; // the clock and the counter go on
                case Act.Reboot:
                    _sinceDecrease = 0; // the counter is kept
                    break;
                default:
                    throw new InvalidOperationException($"unknown act {command.Act}");
            }

            return new Seen(isFatal, _errorCounter);
        }

        private void Wind(long ticks)
        {
            while (ticks > 0)
            {
                long step = Math.Min(ticks, TimeSpan.TicksPerSecond);
                step = Math.Min(step, Every.Ticks - _sinceDecrease);
                ticks -= step;
                _sinceDecrease += step;
                if (_sinceDecrease == Every.Ticks)
                {
                    _sinceDecrease = 0;
                    if (_errorCounter > 0)
                    {
                        _errorCounter -= 1;
                    }
                }
            }
        }
    }
}
