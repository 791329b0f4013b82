namespace Harness.Sim.Loading;

/// <summary>
/// What a file says of its scenario that no run depends on: the loader knows the key only because
/// somebody handed it an <see cref="IAnnotationReader"/>.
/// </summary>
internal abstract record Annotation
{
    /// <summary>What a description of the scenario shows of it, line by line.</summary>
    public abstract IReadOnlyList<string> Description { get; }
}
