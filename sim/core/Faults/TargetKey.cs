using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>The verb of a fault that can only be of one thing, which is written too.</summary>
internal sealed class TargetKey<TFault>(string verb, string target, string otherwise)
    : FaultKey<TFault>
    where TFault : Fault
{
    public override string Name => verb;

    public override string Range => $"`{target}`";

    public override string About => "";

    public override bool IsRequired => true;

    public override FaultValue? Value => null;

    public override TFault Read(TFault fault, FaultReading reading)
    {
        Field? field = reading.Fields.Must(verb);
        if (reading.Values.Scalar(field) is not { } scalar)
        {
            reading.Refuse(verb);
        }
        else if (scalar.Text != target)
        {
            reading.Refuse(verb);
            reading.Values.Problems.Add(
                scalar.Place,
                $"{field!.What} is {Values.Shown(scalar)}: expected {target}; {otherwise}");
        }

        return fault;
    }

    public override string Write(TFault fault, Range<TimeSpan>? duration) => target;

    public override TFault Fill(TFault template, string worker, TimeSpan? duration) => template;
}
