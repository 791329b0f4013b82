using System.Globalization;
using System.Text;
using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Reports;

/// <summary>
/// Writes the fields of an event as <c>name=value</c>, on one line whatever they hold.
/// </summary>
internal sealed class FieldText(StringBuilder text) : FieldWriter
{
    public override FieldWriter Number(string name, long value) =>
        Put(name, value.ToString(CultureInfo.InvariantCulture));

    public override FieldWriter Text(string name, string value) => Put(name, Quoted(value));

    public override FieldWriter Choice<T>(string name, T value) => Put(name, Yaml.Of(value));

    public override FieldWriter Span(string name, TimeSpan value) => Put(name, Yaml.Of(value));

    public override FieldWriter At(string name, Instant value) => Put(name, value.ToString());

    public override FieldWriter Exit(string name, ExitStatus value) => Put(name, value.Kind switch
    {
        ExitKind.Code => "exit:" + value.Number.ToString(CultureInfo.InvariantCulture),
        ExitKind.Signal => "signal:" + SignalName.Of((Signal)value.Number),
        ExitKind.Unknown => "unknown",
    });

    private static string Quoted(string value) =>
        value.Length > 0 && value.All(unit => unit is > ' ' and <= '~' and not '"' and not '=')
            ? value
            : '"' + OneLine.Of(value).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    private FieldText Put(string name, string value)
    {
        // A number that an entry does not use has no name, and is 0.
        if (name.Length == 0 && value == "0")
        {
            return this;
        }

        text.Append(' ').Append(name).Append('=').Append(value);
        return this;
    }
}
