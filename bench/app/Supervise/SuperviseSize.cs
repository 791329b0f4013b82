namespace Harness.Bench.Supervise;

/// <summary>How much is measured.</summary>
/// <param name="Kills">Workers killed of each candidate, one at a time.</param>
/// <param name="Workers">Workers of each candidate.</param>
/// <param name="ColdStarts">How often each candidate is started from nothing.</param>
/// <param name="Settle">From the last start to the idle window.</param>
/// <param name="Idle">How long nothing happens while CPU is counted.</param>
internal sealed record SuperviseSize(
    int Kills, int Workers, int ColdStarts, TimeSpan Settle, TimeSpan Idle)
{
    /// <summary>
    /// What the published figures mean. A minute after its start .NET has compiled what runs again
    /// and again; in 30 s the supervisor does everything once that it does from time to time.
    /// </summary>
    internal static readonly SuperviseSize Full = new(
        200, 100, 5, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30));

    /// <summary>Enough to see that everything runs; the figures mean nothing.</summary>
    internal static readonly SuperviseSize Tiny = new(
        3, 3, 1, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
}
