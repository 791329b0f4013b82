namespace Harness.Reference.Ports;

/// <summary>Names one boot of a machine: instants of different boots do not compare.</summary>
public readonly record struct BootId(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
