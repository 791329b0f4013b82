using Harness.Reference.Ports;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Reference.Changing;

/// <summary>What a person or the world does, and then nothing for a while.</summary>
internal abstract record Act
{
    /// <summary>Somebody asks for a configuration, made from another one or from any.</summary>
    internal sealed record Change(string Config, string? From) : Act;

    /// <summary>As that, and the supervisor is killed so long afterwards.</summary>
    internal sealed record CutOff(string Config, TimeSpan After) : Act;

    /// <summary>Two people ask at once, both from the same configuration.</summary>
    internal sealed record Two(string One, string Other, string From) : Act;

    /// <summary>The configuration file says something else from now on.</summary>
    internal sealed record Edit(string Config) : Act;

    /// <summary>Somebody asks for what the file says.</summary>
    internal sealed record Reload : Act;

    /// <summary>The supervisor is killed while nothing goes on.</summary>
    internal sealed record Restart : Act;
}

/// <summary>What is seen when everything has come to rest.</summary>
/// <param name="Asked">What was asked for, in order; empty for what the file says.</param>
/// <param name="Told">What the requesters were told, in that order, as far as they were.</param>
/// <param name="Stored">The configuration that is on record.</param>
/// <param name="Reported">The one that is said to be in force; empty if nobody answers.</param>
internal sealed record Rest(
    IReadOnlyList<string> Asked, IReadOnlyList<ControlResult> Told, string Stored,
    string Reported);

/// <summary>
/// Changes of the configuration, from the text. "All errors, that stem from the configuration
/// change, should be reported and the manager should keep running" (Knot): one configuration is in
/// force; a request is made so wholly or not at all, and whoever asked is told which; requests are
/// taken one after the other, and one that was made from another configuration than the one in
/// force is not made (law I6, and the lost update of the scenario catalogue). A crash leaves the
/// old or the new one. An edited file is a request that is made by a reload or by the next start; a
/// file that cannot be read keeps the next start from beginning anything.
/// </summary>
internal sealed class GenerationModel(Scenario scenario)
{
    private readonly SortedSet<string> _stored = new(StringComparer.Ordinal) { ConfigSetup.First };
    private string _file = ConfigSetup.First;
    private bool _isFileNew; // it was edited, and nobody has made it so yet
    private bool _isDown;

    /// <summary>
    /// What is wrong with what was seen after an act; null if it is as it should be. What a crash
    /// leaves open is known from then on.
    /// </summary>
    internal string? Do(Act act, Rest seen)
    {
        IReadOnlyList<ControlResult> told = _isDown && act is not Act.Edit ? [] : Told(act, seen);
        if (!told.SequenceEqual(seen.Told))
        {
            return $"told {string.Join(", ", seen.Told)}, expected {string.Join(", ", told)}";
        }

        if (!_stored.Contains(seen.Stored))
        {
            return $"'{seen.Stored}' is stored, expected {string.Join(" or ", _stored)}";
        }

        _stored.RemoveWhere(config => config != seen.Stored);
        string reported = _isDown ? "" : seen.Stored;
        return seen.Reported == reported
            ? null : $"'{seen.Reported}' is reported, expected '{reported}'";
    }

    /// <summary>Whether somebody keeps the fleet in line with the record.</summary>
    internal bool IsKept => !_isDown;

    private IReadOnlyList<ControlResult> Told(Act act, Rest seen)
    {
        switch (act)
        {
            case Act.Change change:
                return [Ask(change.Config, change.From)];
            case Act.Two two: // whoever came first is first
                return seen.Asked.Order(StringComparer.Ordinal).SequenceEqual(
                    new[] { two.One, two.Other }.Order(StringComparer.Ordinal))
                    ? [.. seen.Asked.Select(config => Ask(config, two.From))]
                    : [];
            case Act.Edit edit:
                _isFileNew |= edit.Config != _file;
                _file = edit.Config;
                return [];
            case Act.Reload:
                ControlResult result = Ask(_file, null);
                _isFileNew &= result != ControlResult.Accepted;
                return [result];
            case Act.Restart:
                Start();
                return [];
            case Act.CutOff cut:
                return CutOff(cut, seen.Told);
            default:
                throw new InvalidOperationException($"unknown act {act}");
        }
    }

    // Who was told before the crash was told the truth; who was not may find either.
    private IReadOnlyList<ControlResult> CutOff(
        Act.CutOff cut, IReadOnlyList<ControlResult> told)
    {
        string old = _stored.Single();
        ControlResult result = Ask(cut.Config, null);
        if (told.Count == 0)
        {
            _stored.Add(old);
        }

        Start();
        return told.Count == 0 ? [] : [result];
    }

    private ControlResult Ask(string config, string? from)
    {
        string now = _stored.Single();
        ControlResult result = from is not null && from != now ? ControlResult.Mismatch
            : config == now ? ControlResult.Accepted
            : Of(config);
        if (result == ControlResult.Accepted)
        {
            _stored.Clear();
            _stored.Add(config);
        }

        return result;
    }

    // The next life takes over what runs; then it makes so what the file says, if that is new.
    private void Start()
    {
        if (_isFileNew && Of(_file) == ControlResult.Invalid)
        {
            _isDown = true;
        }
        else if (_isFileNew && Of(_file) == ControlResult.Accepted)
        {
            _stored.Clear();
            _stored.Add(_file);
            _isFileNew = false;
        }
    }

    private ControlResult Of(string config) =>
        scenario.Configs.FirstOrDefault(one => one.Name == config) switch
        {
            { Flaw: not ConfigFlaw.None } => ControlResult.Invalid,
            { DiesAfter: not null } or { NeverReady: true } => ControlResult.RolledBack,
            _ => ControlResult.Accepted,
        };
}
