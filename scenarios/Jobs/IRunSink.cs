namespace Harness.Scenarios.Jobs;

/// <summary>A run that was made, with its place in the plan.</summary>
internal sealed record Placed(PlannedScenario Planned, int Index, Ran Ran);

/// <summary>Takes the runs in, one after the other, in the order of the plan.</summary>
internal interface IRunSink
{
    /// <summary>A run was made, in whatever order: for progress.</summary>
    void Counted(Placed run);

    /// <summary>The next run in order. False: nothing after it is wanted.</summary>
    bool Accept(Placed run);
}
