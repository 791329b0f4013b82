using Harness.Reference.Lifecycle;
using Harness.Reference.Ports;

namespace Harness.Properties.Systems;

/// <summary>
/// The reference supervisor, as a stranger's assembly would bring it: with its own copy.
/// </summary>
public sealed class OwnCopy : ISystemFactory
{
    private readonly ReferenceSystem _reference = new();

    public IWorkerRules? WorkerRules => _reference.WorkerRules;

    public ISystemUnderTest Make(SystemSetup setup) => _reference.Make(setup);
}

/// <summary>Starts nothing, and answers nobody.</summary>
public sealed class Idle : ISystemFactory, ISystemUnderTest
{
    public ISystemUnderTest Make(SystemSetup setup) => this;

    public async Task<int> Run(SystemPorts ports, CancellationToken stop)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, ports.Time, stop);
        return 0;
    }
}

/// <summary>Cannot be made.</summary>
public sealed class Throwing : ISystemFactory
{
    public Throwing() => throw new InvalidOperationException("made\nto throw");

    public ISystemUnderTest Make(SystemSetup setup) => throw new InvalidOperationException();
}

/// <summary>Ends its process when it is made.</summary>
public sealed class Exiting : ISystemFactory
{
    public Exiting() => Environment.Exit(7);

    public ISystemUnderTest Make(SystemSetup setup) => throw new InvalidOperationException();
}

/// <summary>Ends its process when it runs.</summary>
public sealed class ExitingLater : ISystemFactory
{
    public ISystemUnderTest Make(SystemSetup setup)
    {
        Environment.Exit(9);
        throw new InvalidOperationException();
    }
}

/// <summary>Makes nothing.</summary>
public sealed class ThrowingLater : ISystemFactory
{
    public ISystemUnderTest Make(SystemSetup setup) =>
        throw new InvalidOperationException("there is none");
}

/// <summary>Prints what could be taken for an answer, when it is made and when it runs.</summary>
public sealed class Printing : ISystemFactory
{
    private readonly ReferenceSystem _reference = new();

    public Printing() => Console.WriteLine("{}");

    public ISystemUnderTest Make(SystemSetup setup)
    {
        Console.WriteLine("{}");
        return _reference.Make(setup);
    }
}

/// <summary>Is not whole.</summary>
public abstract class Unfinished : ISystemFactory
{
    public abstract ISystemUnderTest Make(SystemSetup setup);
}

/// <summary>Wants to be told something.</summary>
public sealed class Demanding(string what) : ISystemFactory
{
    public ISystemUnderTest Make(SystemSetup setup) =>
        throw new InvalidOperationException(what);
}

/// <summary>Is for its own assembly only.</summary>
internal sealed class Hidden : ISystemFactory
{
    public ISystemUnderTest Make(SystemSetup setup) => throw new InvalidOperationException();
}

/// <summary>Is no factory.</summary>
public sealed class Unrelated;
