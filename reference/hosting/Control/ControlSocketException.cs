namespace Harness.Hosting.Control;

/// <summary>
/// A socket cannot be listened at; nothing was changed. The message is for people.
/// </summary>
public sealed class ControlSocketException : IOException
{
    /// <summary>With that sentence.</summary>
    public ControlSocketException(string message)
        : base(message)
    {
    }

    /// <summary>With that sentence, because of that.</summary>
    public ControlSocketException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a reason.</summary>
    public ControlSocketException()
    {
    }
}
