namespace Harness.Sim.Kernel;

/// <summary>
/// Where in a port call something happens: a call is an effect and then an answer.
/// </summary>
public enum PortMoment
{
    /// <summary>The caller has called; nothing has happened yet.</summary>
    BeforeEffect,

    /// <summary>The effect has happened; the caller does not know.</summary>
    BeforeAnswer,

    /// <summary>The answer has arrived; the caller has not acted on it.</summary>
    AfterAnswer,
}

/// <summary>
/// A call through a port, for traces and for whoever wants to kill in the middle of it.
/// </summary>
/// <param name="Port">The port, such as <c>services</c>.</param>
/// <param name="Operation">What was called, such as <c>start</c>.</param>
/// <param name="Subject">What it is about, such as the name of a unit; may be empty.</param>
/// <param name="Number">Counts the calls of the node, from 0.</param>
public readonly record struct PortCall(string Port, string Operation, string Subject, int Number);
