using Harness.Reference.Documents;
using Harness.Reference.Policies.Systems;

namespace Harness.Reference.Policies.Groups;

/// <summary>What was written for a group, as its system reads it.</summary>
internal sealed class GroupReading
{
    private readonly GroupSystem _system;
    private readonly ProblemList _problems;
    private readonly int _before;

    internal GroupReading(
        GroupSystem system, string version, GroupRequest request, PolicyTiming timing,
        ProblemList problems)
    {
        _system = system;
        _problems = problems;
        _before = problems.Count;
        Timing = timing;
        Requests = request.Members;
        Names = [.. Requests.Select(member => member.Name)];
        Own = new OptionValues(
            system.Group, version, request.Options, request.OptionsPlace, problems);
        Members = [.. Requests.Select(member => new OptionValues(
            system.Member, version, member.Options, member.OptionsPlace, problems))];
        Check(request, version);
    }

    internal PolicyTiming Timing { get; }

    /// <summary>The options of the whole group.</summary>
    internal OptionValues Own { get; }

    /// <summary>The options of each member.</summary>
    internal IReadOnlyList<OptionValues> Members { get; }

    /// <summary>The name of each member.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>What was written of each member.</summary>
    internal IReadOnlyList<GroupMember> Requests { get; }

    /// <summary>The readings of members that are groups; null of a worker.</summary>
    internal IReadOnlyList<GroupReading?> Below { get; private set; } = [];

    /// <summary>Whether nothing was wrong so far.</summary>
    internal bool AreGood => _problems.Count == _before;

    /// <summary>
    /// The numbers of the members that an option names; a name that is none is reported.
    /// </summary>
    /// <param name="values">Whose option it is.</param>
    /// <param name="option">Its name.</param>
    /// <param name="mark">What stands between two names.</param>
    internal IReadOnlyList<int> Named(OptionValues values, string option, char mark)
    {
        var found = new List<int>();
        foreach (string name in values.Text(option).Split(
            mark, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int member = IndexOf(name);
            if (member < 0)
            {
                values.Refuse(
                    option,
                    $"{Words.Quote(name)} is no member: {Words.Instead(name, Names)}");
            }
            else if (!found.Contains(member))
            {
                found.Add(member);
            }
        }

        return found;
    }

    /// <summary>The names of the workers, of those below too, in start order.</summary>
    internal IEnumerable<string> Workers() => Names.SelectMany((name, member) =>
        Below[member] is { } below ? below.Workers() : [name]);

    /// <summary>Reports a problem that is a member's.</summary>
    internal void Refuse(int member, string problem) =>
        _problems.Add(Requests[member].NamePlace, problem);

    private int IndexOf(string name)
    {
        for (int member = 0; member < Names.Count; member++)
        {
            if (Names[member] == name)
            {
                return member;
            }
        }

        return -1;
    }

    private void Check(GroupRequest request, string version)
    {
        if (Names.Count == 0)
        {
            _problems.Add(request.MembersPlace, $"{_system.Slug} has no members");
        }

        for (int member = 0; member < Names.Count; member++)
        {
            if (IndexOf(Names[member]) != member)
            {
                Refuse(member, $"member {Words.Quote(Names[member])} is there twice");
            }
        }

        Below = [.. Requests.Select(member => member.Below is { } below
            ? ReadBelow(member, below, version)
            : null)];
    }

    private GroupReading? ReadBelow(GroupMember member, GroupRequest below, string version)
    {
        if (!_system.IsNested || below.Slug != _system.Slug)
        {
            _problems.Add(
                below.SlugPlace,
                _system.IsNested
                    ? $"{Words.Quote(member.Name)} is a group of {Words.Quote(below.Slug)}:"
                        + $" under {_system.Slug} it can be one of {_system.Slug} only"
                    : $"{Words.Quote(member.Name)} is a group: {_system.Slug} has workers only");
            return null;
        }

        if (below.Version.Length > 0 && below.Version != version)
        {
            _problems.Add(
                below.VersionPlace,
                $"version {Words.Quote(below.Version)} under one of {Words.Quote(version)}:"
                + " a tree is of one version");
        }

        return new GroupReading(_system, version, below, Timing, _problems);
    }
}
