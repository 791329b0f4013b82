using Harness.Sim.Kernel;

namespace Harness.Sim.Trace;

/// <summary>Feeds fields to the digest: values only, since order and types fix the names.</summary>
internal sealed class DigestWriter(Digest digest) : FieldWriter
{
    public override FieldWriter Number(string name, long value)
    {
        digest.Add((ulong)value);
        return this;
    }

    public override FieldWriter Text(string name, string value)
    {
        digest.Add(value);
        return this;
    }

    public override FieldWriter Flag(string name, bool value) => Number(name, value ? 1 : 0);

    public override FieldWriter Choice<T>(string name, T value) =>
        Number(name, System.Runtime.CompilerServices.Unsafe.SizeOf<T>() == 4
            ? System.Runtime.CompilerServices.Unsafe.BitCast<T, int>(value)
            : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
}
