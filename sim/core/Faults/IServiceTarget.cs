namespace Harness.Sim.Faults;

/// <summary>What faults do to an external service manager.</summary>
internal interface IServiceTarget
{
    /// <summary>Something is wrong with it for that long.</summary>
    void Trouble(ServiceTrouble trouble, TimeSpan span);

    /// <summary>So many calls that change something are not answered.</summary>
    void Lose(LostCall lost, int times);
}
