namespace Harness.Reference.Ports;

/// <summary>
/// Which request of which life a message within the machine answers. Numbers of requests begin
/// anew with every life, so that a number alone says nothing.
/// </summary>
/// <param name="Unit">The worker that asked.</param>
/// <param name="Incarnation">Which of its lives, from 1.</param>
/// <param name="Request">Which of that life's requests, from 1.</param>
public readonly record struct ReplyTag(string Unit, int Incarnation, long Request)
{
    /// <summary>
    /// Whether this is an answer to that very request. Anything else is ignored, and what is asked
    /// now stays as it is: a worker must "scrutinize messages/artifacts that could have been
    /// sent/left by a killed transaction or process" (Squid).
    /// </summary>
    public bool Answers(ReplyTag asked) => this == asked;
}
