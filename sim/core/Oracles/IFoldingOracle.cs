namespace Harness.Sim.Oracles;

/// <summary>
/// An oracle that judges event by event, so that all of them share one fold of the trace.
/// </summary>
internal interface IFoldingOracle : IOracle
{
    /// <summary>Begins to judge a run.</summary>
    RunJudge Begin(RunView run);

    /// <inheritdoc/>
    Finding IOracle.Judge(RunView run) => SharedFold.Judge(run, [this])[0];
}
