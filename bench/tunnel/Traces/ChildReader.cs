using System.Globalization;
using Harness.Reference.Documents;
using Harness.Reference.Policies.Systems;
using Harness.Reference.Ports;

namespace Harness.Tunnel.Traces;

/// <summary>The lives of a worker, as a spec has them.</summary>
internal readonly record struct Child(
    IReadOnlyList<TimeSpan?> Lives, IReadOnlyList<ExitStatus> Exits, TimeSpan? ReadyAfter);

/// <summary>Reads the lives of a worker.</summary>
/// <param name="values">Reads single values.</param>
internal sealed class ChildReader(Values values)
{
    internal Child Read(Field? field)
    {
        if (values.Map(field, "{ \"lifetimes_s\": [0.1], \"exit\": 1 }") is not { } fields)
        {
            return default;
        }

        var child = new Child(
            Lives(fields.Must("lifetimes_s")),
            Exits(fields.Must("exit")),
            SpecSeconds.Read(values, fields.May("ready_after_s"), TimeSpan.Zero));
        fields.Done();
        return child;
    }

    private List<TimeSpan?> Lives(Field? field)
    {
        IReadOnlyList<Field> entries = values.Entries(field);
        if (field is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, "'lifetimes_s' is empty: expected at least one life");
        }

        var lives = new List<TimeSpan?>();
        for (int at = 0; at < entries.Count; at++)
        {
            bool isEndless = entries[at].Value is ScalarNode { IsPlain: true, Text: "null" };
            if (isEndless && at + 1 < entries.Count)
            {
                values.Problems.Add(
                    entries[at].Value.Place, "only the last life can be one that does not end");
            }

            lives.Add(isEndless ? null : SpecSeconds.Read(values, entries[at], TimeSpan.Zero));
        }

        return lives;
    }

    private IReadOnlyList<ExitStatus> Exits(Field? field)
    {
        if (field?.Value is not ListNode list)
        {
            return field is null ? [] : [Exit(field)];
        }

        if (list.Items.Count == 0)
        {
            values.Problems.Add(list.Place, "'exit' is empty: expected at least one exit");
        }

        return [.. values.Entries(field).Select(Exit)];
    }

    private ExitStatus Exit(Field field)
    {
        if (values.Scalar(field) is not { } scalar)
        {
            return default;
        }

        if (scalar.IsPlain && int.TryParse(
            scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            && code <= 255)
        {
            return ExitStatus.Code(code);
        }

        if (!scalar.IsPlain && SignalNumbers.Of(scalar.Text) is { } signal)
        {
            return new ExitStatus(ExitKind.Signal, signal);
        }

        values.Problems.Add(
            scalar.Place,
            $"{field.What} is {Values.Shown(scalar)}: expected a code from 0 to 255 or the name of"
            + $" a signal, such as \"SIGTERM\"{Words.Hint(scalar.Text, SignalNumbers.Names)}");
        return default;
    }
}
