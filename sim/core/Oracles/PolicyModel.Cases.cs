using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <content>What may be: more than one case while nobody knows what has been heard.</content>
internal sealed partial class PolicyModel
{
    private static void Wind(PolicyReplay one, Instant now, TimeSpan able, int last)
    {
        bool isDue = one.MustEnd || one.State is PolicyState.Starting or PolicyState.EndsAll
            || (one.State != PolicyState.Fresh && one.IsDue(now));
        one.DueSince = isDue ? one.DueSince ?? able : null;
        if (one.State == PolicyState.Up && !one.MustEnd && able - one.DueSince > Margin)
        {
            // Nothing shows when it was woken, and what it decided may be nothing.
            one.On(PolicyEventKind.Tick, one.Wake!.Value, last);
        }
    }

    private string WhatIsLate(PolicyReplay one) =>
        one.MustEnd ? $"{_unit} has used up the time that its policy gives it, and lives on"
        : one.State == PolicyState.EndsAll
            ? $"{_unit} ends the instance by its policy since {one.At}, and the instance goes on"
        : $"{_unit} was to be started again by its policy, which decided at {one.At}"
            + $"{(one.Wake is { } wake ? $" for {wake}" : "")}, and {Margin.TotalSeconds} s later"
            + " it is not";

    private void Tell(PolicyEventKind happened, Instant at, int index) =>
        _cases.ForEach(one => one.On(happened, at, index));

    private void Wake(Logged told)
    {
        Expand(told);
        _cases.FindAll(one => one.IsDue(told.At))
            .ForEach(one => one.On(PolicyEventKind.Tick, told.At, told.Index));
    }

    /// <summary>
    /// Leaves only the cases that are so, if there are any; whether there are, or there is nothing
    /// to judge.
    /// </summary>
    private bool Prefer(Predicate<PolicyReplay> isSo)
    {
        List<PolicyReplay> those = _cases.FindAll(isSo);
        bool isAny = those.Count > 0 || _cases.Count == 0;
        _cases = isAny ? those : _cases;
        return isAny;
    }

    // An end that is told after a reset counts from when that was heard, which is not known: from
    // the end itself at the earliest.
    private Instant HeardAt(Instant now) =>
        _untold is { } trouble && trouble.What.At < now ? trouble.What.At : now;

    /// <summary>What a person asked for may have been heard before this, or not.</summary>
    private void Expand(TraceEvent before)
    {
        foreach (PolicyReplay one in _cases.FindAll(one => one.MayHear))
        {
            PolicyReplay heard = one.Copy();
            heard.Hear(HeardAt(before.At), before.Index);
            _cases.Add(heard);
        }

        if (_cases.Count > MostCases)
        {
            Forget(); // nobody can say any more
        }
    }
}
