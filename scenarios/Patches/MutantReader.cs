using Harness.Reference.Documents;
using Harness.Sim.Loading;
using Harness.Sim.Running;

namespace Harness.Scenarios.Patches;

/// <summary>Reads the mutants of one file.</summary>
/// <param name="values">Where problems go.</param>
/// <param name="file">The file as problems call it.</param>
/// <param name="claims">The claims that there are.</param>
internal sealed class MutantReader(Values values, string file, IReadOnlyList<string> claims)
{
    private const int IdLetters = 60;
    private const int PathLetters = 200;
    private const int TextLetters = 10_000;
    private const string File = "file";
    private const string Find = "find";
    private const string Replace = "replace";
    private const string Edits = "edits";

    /// <summary>All mutants, in the order of the file; of no use if there are problems.</summary>
    public IReadOnlyList<(SourcePatch Patch, Place Id)> Read(Node node)
    {
        if (values.Top(node, "mutants: ...") is not { } fields)
        {
            return [];
        }

        Field? list = fields.Must("mutants");
        if (list is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, "'mutants' is empty: expected at least one");
        }

        List<(SourcePatch, Place)> read =
            [.. values.Entries(list).Select(One).OfType<(SourcePatch, Place)>()];
        fields.Done();
        return read;
    }

    private (SourcePatch, Place)? One(Field entry)
    {
        if (values.Map(entry, "{ id: ..., project: ..., file: ..., find: ..., replace: ... }")
            is not { } fields)
        {
            return null;
        }

        Field? id = fields.Must("id");
        string? name = values.Name(id, IdLetters);
        string? because = values.Sentence(fields.Must("because"), Limits.ClaimLetters);
        List<string> caughtBy = ClaimsOf(fields.Must("claims"));
        PatchedProject? project = ProjectOf(fields.Must("project"));
        SourceEdit[] edits = EditsOf(fields);
        fields.Done();
        return name is null || because is null || project is null || edits.Length == 0
            ? null
            : (new SourcePatch(new Mutant(name, because, caughtBy), file, project, edits),
                id!.Value.Place);
    }

    private List<string> ClaimsOf(Field? list)
    {
        var named = new List<string>();
        if (list is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, "'claims' is empty: expected what is to catch it");
        }

        foreach (Field entry in values.Entries(list))
        {
            if (values.Line(entry, "claim", PathLetters) is not { } claim)
            {
                continue;
            }

            if (!claims.Contains(claim))
            {
                string? near = Words.NearestName(claim, claims);
                values.Problems.Add(entry.Value.Place, $"no claim is called {Words.Quote(claim)}: "
                    + (near is null ? "'harness claims' lists them" : Words.DidYouMean(near)));
            }
            else if (named.Contains(claim))
            {
                values.Problems.Add(
                    entry.Value.Place, $"{Words.Quote(claim)} is twice in 'claims'");
            }
            else
            {
                named.Add(claim);
            }
        }

        return named;
    }

    private PatchedProject? ProjectOf(Field? field)
    {
        if (values.Line(field, "project", PathLetters) is not { } folder)
        {
            return null;
        }

        PatchedProject? project = PatchedProject.Find(folder);
        string expected = $"expected one of {string.Join(", ", PatchedProject.Allowed)}";
        if (project is { Refused: null })
        {
            return project;
        }

        values.Problems.Add(field!.Value.Place, project is { Refused: { } why }
            ? $"{folder} {why}: {expected}"
            : $"no project {Words.Quote(folder)}: "
                + Words.Instead(folder, PatchedProject.Allowed));
        return null;
    }

    // One edit is written without a list.
    private SourceEdit[] EditsOf(Fields fields)
    {
        if (fields.May(Edits) is not { } list)
        {
            return EditOf(fields) is { } only ? [only] : [];
        }

        foreach (Field single in fields.Among([File, Find, Replace]))
        {
            values.Problems.Add(
                single.Place, $"{single.What} and '{Edits}' exclude each other: write it there");
        }

        if (list is { Value: ListNode { Items.Count: 0 } empty })
        {
            values.Problems.Add(empty.Place, $"'{Edits}' is empty: expected at least one");
        }

        Field[] entries = [.. values.Entries(list)];
        SourceEdit[] edits = [.. entries.Select(Edit).OfType<SourceEdit>()];
        return edits.Length == entries.Length ? edits : [];
    }

    private SourceEdit? Edit(Field entry)
    {
        if (values.Map(entry, "{ file: ..., find: ..., replace: ... }") is not { } fields)
        {
            return null;
        }

        SourceEdit? edit = EditOf(fields);
        fields.Done();
        return edit;
    }

    private SourceEdit? EditOf(Fields fields)
    {
        Field? where = fields.Must(File);
        Field? from = fields.Must(Find);
        Field? to = fields.Must(Replace);
        string? path = values.Line(where, "path", PathLetters);
        string? find = TextOf(from);
        string? replace = TextOf(to);
        if (find is { Length: 0 })
        {
            values.Problems.Add(from!.Value.Place, "'find' is empty: expected a text of the file");
            return null;
        }

        if (find is not null && find == replace)
        {
            values.Problems.Add(
                to!.Value.Place, "'replace' is what 'find' is: expected another text");
            return null;
        }

        return path is null || find is null || replace is null
            ? null
            : new SourceEdit(
                path, where!.Value.Place, find, from!.Value.Place, replace, to!.Value.Place);
    }

    // Source text may be anything but nothing, an empty text in quotes for one.
    private string? TextOf(Field? field)
    {
        if (values.Scalar(field) is not { } scalar)
        {
            return null;
        }

        if (scalar.Text.Length <= TextLetters)
        {
            return scalar.Text;
        }

        values.Problems.Add(scalar.Place, FormattableString.Invariant(
            $"{field!.What} has {scalar.Text.Length} characters: expected at most {TextLetters}"));
        return null;
    }
}
