using Harness.Reference.Documents;
using Harness.Sim.Faults;

namespace Harness.Scenarios.Loading;

/// <summary>Reads what goes wrong in the cache that the workers share.</summary>
internal sealed class CacheFaultReader(Values values)
{
    /// <summary>Keys that belong to some of these faults and to no other.</summary>
    public static readonly IReadOnlyList<string> Keys = ["stage"];

    /// <summary>A fault of the cache itself.</summary>
    public Fault? OfCache(Field verb, CacheFault fault) =>
        IsCache(verb) ? fault : null;

    /// <summary>Whether the verb's value is the cache, which there is one of.</summary>
    public bool IsCache(Field verb)
    {
        if (values.Scalar(verb) is not { } scalar)
        {
            return false;
        }

        if (scalar.Text != "cache")
        {
            values.Problems.Add(
                scalar.Place, $"{verb.What} is {Values.Shown(scalar)}: expected cache");
        }

        return scalar.Text == "cache";
    }

    /// <summary>A transaction of a worker, at a stage that must be there.</summary>
    public Fault? Transaction(Fields fields, string? worker)
    {
        TransactionStage? stage = values.Word(
            fields.Must("stage"), Words.Of<TransactionStage>());
        return worker is { } name && stage is { } known
            ? new CorruptTransaction(name, known) : null;
    }
}
