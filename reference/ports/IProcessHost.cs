using System.Threading.Channels;

namespace Harness.Reference.Ports;

/// <summary>Starts, lists and signals processes that carry the name of a unit.</summary>
public interface IProcessHost
{
    /// <summary>
    /// Something may have happened to a process of that unit. A hint can come late, twice, in
    /// another order, or not at all: look with <see cref="List"/>.
    /// </summary>
    ChannelReader<ProcessHint> Hints { get; }

    /// <summary>
    /// Starts a process that carries the unit's name and tag wherever it is listed.
    /// </summary>
    Task<StartAnswer> Start(UnitSpec unit);

    /// <summary>
    /// The truth: every living process that carries a unit's name, whoever started it, and every
    /// ended one that was not reaped yet. In order of start.
    /// </summary>
    Task<IReadOnlyList<ProcessStatus>> List();

    /// <summary>As <see cref="List"/>, for one unit.</summary>
    Task<IReadOnlyList<ProcessStatus>> ListUnit(string unit);

    /// <summary>Sends a signal; false if that life is over, whoever has its pid now.</summary>
    Task<bool> Send(ProcessIdentity process, Signal signal);

    /// <summary>Forgets an ended process. Twice is once.</summary>
    Task Reap(ProcessIdentity process);
}
