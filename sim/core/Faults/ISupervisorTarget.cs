using Harness.Reference.Ports;

namespace Harness.Sim.Faults;

/// <summary>What faults do to the supervisor, and what somebody asks of it.</summary>
internal interface ISupervisorTarget
{
    /// <summary>Whether a life of it lives.</summary>
    bool IsUp { get; }

    /// <summary>Whether the one that was started first is held still.</summary>
    bool IsStalled { get; }

    /// <summary>Whether that life, from 1, lives.</summary>
    bool IsAlive(int life);

    /// <summary>Kills that life, or the first one.</summary>
    void Strike(int? life);

    /// <summary>Holds the first one still for that long.</summary>
    void Stall(TimeSpan span);

    /// <summary>Starts one, whoever lives already.</summary>
    void StartOneMore();

    /// <summary>Hands a request in.</summary>
    void Ask(ControlVerb verb, bool isSignal);

    /// <summary>Asks for another configuration.</summary>
    void Ask(ChangeConfig change);
}
