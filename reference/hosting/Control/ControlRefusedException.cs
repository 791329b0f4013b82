namespace Harness.Hosting.Control;

/// <summary>The supervisor said no.</summary>
public sealed class ControlRefusedException : Exception
{
    /// <summary>With its answer.</summary>
    public ControlRefusedException(ControlReply reply)
        : base(reply?.Problem?.Detail ?? reply?.Problem?.Title) => Reply = reply;

    /// <summary>With that sentence.</summary>
    public ControlRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>With that sentence, because of that.</summary>
    public ControlRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a reason.</summary>
    public ControlRefusedException()
    {
    }

    /// <summary>What it said.</summary>
    public ControlReply? Reply { get; }
}
