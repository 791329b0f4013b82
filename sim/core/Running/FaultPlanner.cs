using Harness.Reference.Documents;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Running;

/// <summary>
/// Turns a scenario and a seed into the full list of faults. Each drawn fault has its own name for
/// its draws, so that changing one leaves the others as they were. Times are whole milliseconds,
/// unless their range holds none.
/// </summary>
internal static class FaultPlanner
{
    /// <summary>The plan of one run.</summary>
    /// <param name="scenario">Of which scenario.</param>
    /// <param name="execution">Who chooses what the scenario leaves to chance.</param>
    /// <param name="tape">Takes what was chosen, in order.</param>
    public static FaultPlan Plan(Scenario scenario, Execution execution, ICollection<Choice> tape)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(execution);
        ArgumentNullException.ThrowIfNull(tape);
        var faults = new List<PlannedFault>(scenario.Timeline);
        for (int i = 0; i < scenario.Drawn.Count; i++)
        {
            var draws = new Draws(execution, tape, Mix.Two(Mix.Text("drawn"), (ulong)i));
            faults.AddRange(Draw(scenario, scenario.Drawn[i], draws));
        }

        return new FaultPlan(faults);
    }

    /// <summary>The plan of one run under the usual strategy.</summary>
    public static FaultPlan Plan(Scenario scenario, ulong seed) =>
        Plan(scenario, new KeyedExecution(seed), []);

    /// <summary>
    /// The same plan with every step of the wall clock by nothing and every suspend for no time,
    /// slot for slot.
    /// </summary>
    public static FaultPlan WithoutClockSteps(FaultPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new FaultPlan(
        [
            .. plan.Faults.Select(planned => MovesClocks(planned)
                ? planned with { Fault = planned.Fault.Filled("", TimeSpan.Zero) }
                : planned),
        ]);
    }

    /// <summary>Whether a fault moves one clock against another.</summary>
    public static bool MovesClocks(PlannedFault planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return planned.Fault.Syntax.Effect == FaultEffect.MovesClocks;
    }

    private static IEnumerable<PlannedFault> Draw(
        Scenario scenario, DrawnFault drawn, Draws draws)
    {
        long times = draws.Next(drawn.Times.Least, drawn.Times.Most);
        for (long i = 0; i < times; i++)
        {
            string worker = scenario.Workers[
                (int)draws.Next(0, scenario.Workers.Count - 1)].Name;
            TimeSpan? duration = drawn.Duration is { } range ? draws.Next(range) : null;
            yield return new PlannedFault(
                DrawTrigger(drawn, draws), drawn.Template.Filled(worker, duration));
        }
    }

    private static Trigger DrawTrigger(DrawnFault drawn, Draws draws)
    {
        if (drawn.Calls is { } calls)
        {
            int call = (int)draws.Next(calls.Least, calls.Most);
            PortMoment[] moments = Enum.GetValues<PortMoment>();
            return new AtCall(drawn.Life, call, moments[draws.Next(0, moments.Length - 1)]);
        }

        return new AtTime(draws.Next(drawn.When!.Value));
    }

    private sealed class Draws(Execution execution, ICollection<Choice> tape, ulong name)
    {
        private uint _ordinal;

        internal long Next(long least, long most)
        {
            var id = new ChoiceId(ChoiceKind.Fault, name, _ordinal++);
            if (least == most)
            {
                return least;
            }

            long value = execution.Draw(id, least, most);
            tape.Add(new Choice(id, value));
            return value;
        }

        internal TimeSpan Next(Range<TimeSpan> range)
        {
            long least = -WholeMilliseconds(-range.Least.Ticks);
            long most = WholeMilliseconds(range.Most.Ticks);
            return least <= most
                ? TimeSpan.FromMilliseconds(Next(least, most))
                : new TimeSpan(Next(range.Least.Ticks, range.Most.Ticks));
        }

        // Rounded down, below zero too, so that a drawn time is never outside of its range.
        private static long WholeMilliseconds(long ticks) =>
            (ticks / TimeSpan.TicksPerMillisecond)
            - (ticks % TimeSpan.TicksPerMillisecond < 0 ? 1 : 0);
    }
}
