using Harness.Reference.Documents;
using Harness.Sim.Scenarios;

namespace Harness.Sim.Loading;

/// <summary>
/// The names of a scenario's configurations, for whatever else in the file speaks of one.
/// </summary>
internal sealed class ConfigNames(IReadOnlyList<ConfigSetup> configs)
{
    private readonly string[] _names =
        [ConfigSetup.First, .. configs.Select(config => config.Name)];

    /// <summary>The name of a configuration that there is.</summary>
    public string? Read(Field? field, Values values)
    {
        if (values.Scalar(field) is not { } scalar)
        {
            return null;
        }

        if (configs.Count == 0)
        {
            values.Problems.Add(
                scalar.Place, $"{field!.What} without 'configs': the supervisor has no"
                + " configuration that could be changed");
            return null;
        }

        if (_names.Contains(scalar.Text))
        {
            return scalar.Text;
        }

        values.Problems.Add(
            scalar.Place, $"unknown configuration {Words.Quote(scalar.Text)}:"
            + $" {Words.Instead(scalar.Text, _names)}");
        return null;
    }
}
