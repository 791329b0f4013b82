using Harness.Scenarios.Patches;
using Harness.Sim.Running;
using Xunit;
using static Harness.Properties.Patches.MadeUpRepository;

namespace Harness.Properties.Patches;

/// <summary>
/// What a file of mutants may say, and what is said of one that says something else.
/// </summary>
public sealed class Files_of_mutants
{
    [Fact]
    public void A_mutant_has_a_name_a_reason_its_claims_and_one_edit()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One(("claims", "[a-claim, another-claim]")));
        MutantFiles files = repository.Mutants.Load();
        Assert.Empty(files.Problems);
        Mutant mutant = Assert.Single(files.Mutants);
        Assert.Equal(("a-mutant", "something is otherwise"), (mutant.Name, mutant.Change));
        Assert.Equal(["a-claim", "another-claim"], mutant.Claims);
    }

    [Fact]
    public void A_mutant_may_have_several_edits_of_several_lines()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate("""
            mutants:
              - id: a-mutant
                because: something is otherwise
                claims: [a-claim]
                project: reference/core
                edits:
                  - file: State/Budget.cs
                    find: |-
                      public int Twice => 1 + 1;

                          public int AndTwice
                    replace: |-
                      public int Twice => 1 + 2;

                          public int AndTwice
                  - file: State/Budget.cs
                    find: counter > threshold
                    replace: "false"
            """);
        Assert.Empty(Problems(repository));
    }

    [Theory]
    [InlineData("id", "A Mutant", "2:9: 'A Mutant' is not a name: expected lower-case letters,"
        + " digits and hyphens, a letter first and no hyphen last, at most 60")]
    [InlineData("id", "", "2:5: missing key 'id'")]
    [InlineData("because", "", "2:5: missing key 'because'")]
    [InlineData("claims", "", "2:5: missing key 'claims'")]
    [InlineData("claims", "[]", "4:13: 'claims' is empty: expected what is to catch it")]
    [InlineData("claims", "a-claim", "4:13: 'claims' is a single value: it must be a list")]
    [InlineData("claims", "[a-claims]",
        "4:14: no claim is called 'a-claims': did you mean 'a-claim'?")]
    [InlineData("claims", "[zzzzzzzz]",
        "4:14: no claim is called 'zzzzzzzz': 'harness claims' lists them")]
    [InlineData("claims", "[a-claim, a-claim]", "4:23: 'a-claim' is twice in 'claims'")]
    [InlineData("project", "reference/ports", "5:14: reference/ports is shared: the machine and"
        + " the oracles stand on it too, and would be changed with the supervisor: expected one of"
        + " reference/core, reference/policies, reference/documents")]
    [InlineData("project", "sim/kernel", "5:14: sim/kernel is shared: the machine and"
        + " the oracles stand on it too, and would be changed with the supervisor: expected one of"
        + " reference/core, reference/policies, reference/documents")]
    [InlineData("project", "sim/core", "5:14: sim/core judges the supervisor and is no part of it:"
        + " expected one of reference/core, reference/policies, reference/documents")]
    [InlineData("project", "reference/daemon", "5:14: reference/daemon is not run in a simulation:"
        + " expected one of reference/core, reference/policies, reference/documents")]
    [InlineData("project", "reference/cor",
        "5:14: no project 'reference/cor': did you mean 'reference/core'?")]
    [InlineData("project", "nowhere", "5:14: no project 'nowhere': expected one of reference/core,"
        + " reference/policies, reference/documents")]
    [InlineData("file", "State/Budgets.cs", "6:11: 'State/Budgets.cs' is no source of"
        + " reference/core: did you mean 'State/Budget.cs'?")]
    [InlineData("file", "../ports/Instant.cs", "6:11: '../ports/Instant.cs' is no source of"
        + " reference/core: expected a path from its folder, such as 'State/Budget.cs'")]
    [InlineData("file", "obj/Generated.cs", "6:11: 'obj/Generated.cs' is no source of"
        + " reference/core: expected a path from its folder, such as 'State/Budget.cs'")]
    [InlineData("find", "\"\"", "7:11: 'find' is empty: expected a text of the file")]
    [InlineData("find", "[counter]", "7:11: 'find' is a list: it must be a single value")]
    [InlineData("find", "counter < threshold", "7:11: 'find' is not in"
        + " reference/core/State/Budget.cs: expected a text that is there exactly once")]
    [InlineData("find", "1 + 1", "7:11: 'find' is 2 times in reference/core/State/Budget.cs,"
        + " on lines 7, 9: expected exactly once")]
    [InlineData("replace", "counter > threshold",
        "8:14: 'replace' is what 'find' is: expected another text")]
    [InlineData("replace", "", "2:5: missing key 'replace'")]
    [InlineData("edits", "[]", "6:5: 'file' and 'edits' exclude each other: write it there",
        "7:5: 'find' and 'edits' exclude each other: write it there",
        "8:5: 'replace' and 'edits' exclude each other: write it there",
        "9:12: 'edits' is empty: expected at least one")]
    [InlineData("replac", "x", "9:5: unknown key 'replac': did you mean 'replace'?")]
    public void What_is_wrong_with_a_mutant_is_told_at_its_place(
        string key, string value, params string[] expected)
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One((key, value)));
        Assert.Equal(
            expected.Select(problem => $"mutants/m.yaml:{problem}"), Problems(repository));
    }

    [Theory]
    [InlineData("", "1:1: the file is empty: expected a list of mutants")]
    [InlineData("mutants: []", "1:10: 'mutants' is empty: expected at least one")]
    [InlineData("mutant: []", "1:1: unknown key 'mutant': did you mean 'mutants'?")]
    [InlineData("- a", "1:1: the file is a list: expected keys such as 'mutants: ...'")]
    [InlineData("mutants: [a]", "1:11: an entry of 'mutants' is a single value: it must be a set of"
        + " keys, such as { id: ..., project: ..., file: ..., find: ..., replace: ... }")]
    public void What_is_wrong_with_a_file_is_told_at_its_place(string text, string expected)
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(text);
        Assert.Equal([$"mutants/m.yaml:{expected}"], Problems(repository));
    }

    [Fact]
    public void All_problems_of_all_files_are_told_at_once()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One(("find", "nothing"), ("claims", "[]")), "a.yaml");
        repository.Mutate(One(("file", "nowhere.cs")), "b.yaml");
        repository.Mutate("", "c.yml");
        Assert.Equal(
            [
                "mutants/c.yml:1:1", "mutants/a.yaml:4:13", "mutants/a.yaml:7:11",
                "mutants/b.yaml:2:9", "mutants/b.yaml:6:11",
            ],
            Problems(repository).Select(problem => problem[..problem.IndexOf(": ")]));
    }

    [Fact]
    public void Two_mutants_of_one_name_are_a_problem_wherever_they_are()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One(), "a.yaml");
        repository.Mutate(One(), "b.yaml");
        Assert.Equal(
            [
                "mutants/b.yaml:2:9: 'a-mutant' is the name of two mutants:"
                    + " first in mutants/a.yaml:2",
            ],
            Problems(repository));
    }

    [Fact]
    public void Edits_that_overlap_are_a_problem_and_edits_that_touch_are_none()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(Two("counter > threshold", "threshold;"));
        Assert.Equal(
            [
                "mutants/m.yaml:7:38: 'find' overlaps with that of another edit:"
                    + " expected one edit of both",
            ],
            Problems(repository));
        repository.Mutate(Two("counter > ", "threshold;"));
        Assert.Empty(Problems(repository));
    }

    [Fact]
    public void A_folder_that_is_not_there_and_one_without_mutants_are_problems()
    {
        using var repository = new MadeUpRepository();
        Assert.Equal(["mutants:1:1: the directory is not there"], Problems(repository));
        Directory.CreateDirectory(Path.Combine(repository.Root, "mutants"));
        Assert.Equal(
            ["mutants:1:1: no mutants: expected files whose names end with .yaml"],
            Problems(repository));
    }

    private static string Two(string first, string second) => $$"""
        mutants:
          - id: a-mutant
            because: something is otherwise
            claims: [a-claim]
            project: reference/core
            edits: [{ file: State/Budget.cs, find: "{{first}}", replace: "x" },
              { file: State/Budget.cs, find: "{{second}}", replace: "y" }]
        """;

    private static IEnumerable<string> Problems(MadeUpRepository repository) =>
        repository.Mutants.Load().Problems.Select(problem => problem.ToString());
}
