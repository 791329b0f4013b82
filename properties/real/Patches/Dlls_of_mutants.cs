using System.Reflection;
using System.Runtime.Loader;
using Harness.Scenarios.Patches;
using Harness.Sim.Running;
using Xunit;
using static Harness.Properties.Patches.MadeUpRepository;

namespace Harness.Properties.Patches;

/// <summary>How a mutant becomes a dll, and how often.</summary>
public sealed class Dlls_of_mutants
{
    [Fact]
    public void A_dll_is_the_project_with_the_edits_in_it()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One());
        Assert.Equal([false, true, true], Spent(Built(repository)));
        repository.Mutate(One(("replace", "\"false\"")));
        Assert.Equal([false, false, false], Spent(Built(repository)));
    }

    [Fact]
    public void A_dll_is_made_once_and_again_when_a_source_has_changed()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One());
        string first = Built(repository);
        DateTime made = File.GetLastWriteTimeUtc(first);
        Assert.Equal(first, Built(repository));
        Assert.Equal(made, File.GetLastWriteTimeUtc(first));
        repository.Write("reference/core/Other.cs", "internal sealed class Other;");
        Assert.NotEqual(first, Built(repository));
        Assert.Equal(2, Directory.GetDirectories(repository.Cache).Length);
    }

    [Fact]
    public void Several_that_make_the_same_dll_at_a_time_end_up_with_one()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One());
        string[] all = [.. Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4)
            .Select(_ => Built(repository))];
        Assert.Single(all.Distinct());
        Assert.Equal([Path.GetDirectoryName(all[0])!], Directory.GetDirectories(repository.Cache));
    }

    [Fact]
    public void What_does_not_compile_is_one_line_with_the_first_errors_and_makes_nothing()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One(("replace", "one || two || three || four")));
        var problems = new List<string>();
        MutantFolder folder = repository.Mutants;
        Assert.Null(folder.Build(Assert.Single(folder.Load().Mutants), problems));
        string problem = Assert.Single(problems);
        Assert.StartsWith(
            "mutants/m.yaml:8:14: mutant 'a-mutant' does not compile, 4 errors:"
                + " State/Budget.cs:5:56: CS0103: The name 'one' does not exist in the current"
                + " context; State/Budget.cs:5:63: ",
            problem, StringComparison.Ordinal);
        Assert.EndsWith("; ...", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
        Assert.False(Directory.Exists(repository.Cache));
    }

    [Fact]
    public void What_a_generator_makes_follows_the_patch()
    {
        using var repository = new MadeUpRepository();
        repository.Write("reference/core/Words.cs", """
            using System.Text.RegularExpressions;

            namespace Harness.Reference.State;

            public static partial class Words
            {
                public static string Found => Pattern().Match("abc").Value;

                [GeneratedRegex("a.")]
                private static partial Regex Pattern();
            }
            """);
        repository.Mutate(One());
        Assert.Equal("ab", Found(Built(repository)));
        repository.Mutate(One(("file", "Words.cs"), ("find", "\"a.\""), ("replace", "b.")));
        Assert.Equal("bc", Found(Built(repository)));

        static string Found(string dll) => (string)Load(dll, "Words")
            .GetProperty("Found")!.GetValue(null)!;
    }

    [Fact]
    public void Without_a_repository_mutants_are_listed_and_not_made()
    {
        using var repository = new MadeUpRepository();
        repository.Mutate(One());
        var folder = new MutantFolder(
            "mutants", Path.Combine(repository.Root, "mutants"), null, ["a-claim"],
            new DllCache(repository.Cache));
        Mutant mutant = Assert.Single(folder.Load().Mutants);
        var problems = new List<string>();
        Assert.Null(folder.Build(mutant, problems));
        Assert.Equal(
            ["no repository here: expected a folder with Harness.sln, or one below it"], problems);
    }

    [Fact]
    public void A_cache_keeps_so_many_entries_and_forgets_the_oldest()
    {
        using var repository = new MadeUpRepository();
        var cache = new DllCache(repository.Cache);
        for (int i = 0; i < DllCache.MostEntries; i++)
        {
            string old = Path.Combine(repository.Cache, $"old{i}");
            Directory.CreateDirectory(old);
            Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2 - i));
        }

        Assert.NotNull(cache.Find($"old{DllCache.MostEntries - 1}")); // now it is the youngest
        string added = cache.Put("new", [("a.dll", [1])]);
        Assert.Equal([(byte)1], File.ReadAllBytes(Path.Combine(added, "a.dll")));
        Assert.Equal(DllCache.MostEntries, Directory.GetDirectories(repository.Cache).Length);
        Assert.NotNull(cache.Find($"old{DllCache.MostEntries - 1}"));
        Assert.Null(cache.Find($"old{DllCache.MostEntries - 2}"));
    }

    private static string Built(MadeUpRepository repository)
    {
        var problems = new List<string>();
        MutantFolder folder = repository.Mutants;
        BuiltMutant? built = folder.Build(Assert.Single(folder.Load().Mutants), problems);
        Assert.Empty(problems);
        return built!.Assembly;
    }

    private static bool[] Spent(string dll)
    {
        object budget = Activator.CreateInstance(Load(dll, "Budget"))!;
        MethodInfo isSpent = budget.GetType().GetMethod("IsSpent")!;
        return [.. Enumerable.Range(1, 3).Select(
            counter => (bool)isSpent.Invoke(budget, [counter, 2])!)];
    }

    private static Type Load(string dll, string type) =>
        new AssemblyLoadContext(dll).LoadFromAssemblyPath(dll)
            .GetType($"Harness.Reference.State.{type}", throwOnError: true)!;
}
