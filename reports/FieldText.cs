using System.Globalization;
using System.Text;
using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Reports;

/// <summary>
/// Writes a field of an event as <c>name=value</c>, on one line whatever it holds.
/// </summary>
internal static class FieldText
{
    /// <summary>Appends a field, with a space before it.</summary>
    public static void Append(StringBuilder text, FieldRecord field)
    {
        string value = ValueOf(field);

        // A number that an entry does not use has no name, and is 0.
        if (field.Name.Length > 0 || value != "0")
        {
            text.Append(' ').Append(field.Name).Append('=').Append(value);
        }
    }

    private static string ValueOf(FieldRecord field) => field.Type switch
    {
        FieldType.Number => Number(field),
        FieldType.Text => Quoted(field.Text ?? ""),
        FieldType.Choice => Yaml.Hyphened(field.Text ?? ""),
        FieldType.Span => Yaml.Of(new TimeSpan(field.Number)),
        FieldType.At => new Instant(field.Number).ToString(),
        FieldType.Exit => Enum.Parse<ExitKind>(field.Text ?? "") switch
        {
            ExitKind.Code => "exit:" + Number(field),
            ExitKind.Signal => "signal:" + SignalName.Of((Signal)field.Number),
            ExitKind.Unknown => "unknown",
        },
    };

    private static string Number(FieldRecord field) =>
        field.Number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string value) =>
        value.Length > 0 && value.All(unit => unit is > ' ' and <= '~' and not '"' and not '=')
            ? value
            : '"' + OneLine.Of(value).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
}
