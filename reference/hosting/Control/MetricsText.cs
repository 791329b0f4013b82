using System.Globalization;
using System.Text;

namespace Harness.Hosting.Control;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4.</summary>
internal sealed class MetricsText
{
    internal const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>A number that goes up and down.</summary>
    internal void Gauge(string name, string help, double value) =>
        One(name, help, "gauge", value);

    /// <summary>A number that goes up only; its name ends with _total.</summary>
    internal void Counter(string name, string help, double value) =>
        One(name, help, "counter", value);

    /// <summary>The same for several values of labels.</summary>
    internal void Gauges(
        string name, string help, IEnumerable<(Label[] Labels, double Value)> samples) =>
        Family(name, help, "gauge", samples);

    /// <summary>The same for several values of labels.</summary>
    internal void Counters(
        string name, string help, IEnumerable<(Label[] Labels, double Value)> samples) =>
        Family(name, help, "counter", samples);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void One(string name, string help, string type, double value) =>
        Family(name, help, type, [([], value)]);

    private void Family(
        string name,
        string help,
        string type,
        IEnumerable<(Label[] Labels, double Value)> samples)
    {
        string line = help
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        _text.Append("# HELP ").Append(name).Append(' ').Append(line).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach ((Label[] labels, double value) in samples)
        {
            _text.Append(name);
            if (labels.Length > 0)
            {
                _text.Append('{').AppendJoin(',', labels.Select(Written)).Append('}');
            }

            _text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture))
                .Append('\n');
        }
    }

    private static string Written(Label label)
    {
        string value = label.Value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return $"{label.Name}=\"{value}\"";
    }
}

/// <summary>What tells one sample of a metric from another.</summary>
/// <param name="Name">The label.</param>
/// <param name="Value">Any text.</param>
internal readonly record struct Label(string Name, string Value);
