using Harness.Sim.Kernel;

namespace Harness.Sim.Faults;

/// <summary>
/// What faults do to a machine, and what they have to know of it; its parts have their own.
/// </summary>
internal interface IFaultTarget
{
    /// <summary>Whether it is off, on its way to the next boot.</summary>
    bool IsDown { get; }

    /// <summary>The workers' processes.</summary>
    IProcessTarget Processes { get; }

    /// <summary>The lives of the supervisor.</summary>
    ISupervisorTarget Supervisor { get; }

    /// <summary>The files.</summary>
    IFileTarget Files { get; }

    /// <summary>The cache that the workers share; null if there is none.</summary>
    ICacheTarget? Cache { get; }

    /// <summary>The external service manager; null if there is none.</summary>
    IServiceTarget? Services { get; }

    /// <summary>Refuses the next starts of a worker.</summary>
    void Refuse(RefuseStarts fault);

    /// <summary>Delays, loses or doubles the next hints about a worker.</summary>
    void Trouble(TroubleHints fault);

    /// <summary>Steps the wall clock.</summary>
    void StepWall(TimeSpan by);

    /// <summary>Lets it sleep.</summary>
    void Suspend(TimeSpan span);

    /// <summary>Switches it off, and on again after that time.</summary>
    void Reboot(TimeSpan downFor, Actor actor);

    /// <summary>Somebody writes that configuration into the file.</summary>
    void EditConfigFile(string config);
}
