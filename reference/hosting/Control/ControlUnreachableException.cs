namespace Harness.Hosting.Control;

/// <summary>Nobody answered at a socket. The message is for people.</summary>
public sealed class ControlUnreachableException : IOException
{
    /// <summary>With that sentence.</summary>
    public ControlUnreachableException(string message)
        : base(message)
    {
    }

    /// <summary>With that sentence, because of that.</summary>
    public ControlUnreachableException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a reason.</summary>
    public ControlUnreachableException()
    {
    }
}
