using Harness.Scenarios.Patches;

namespace Harness.Properties.Patches;

/// <summary>
/// A repository with a few sources, a folder for mutants of them, and a cache for their dlls.
/// </summary>
internal sealed class MadeUpRepository : IDisposable
{
    /// <summary>A source in which one thing is there once and one twice.</summary>
    public const string Budget = """
        namespace Harness.Reference.State;

        public sealed class Budget
        {
            public bool IsSpent(int counter, int threshold) => counter > threshold;

            public int Twice => 1 + 1;

            public int AndTwice => 1 + 1;
        }
        """;

    private const string Project = "<Project><ItemGroup>"
        + "<InternalsVisibleTo Include=\"Harness.Properties\" /></ItemGroup></Project>";

    public MadeUpRepository()
    {
        Write("Harness.sln", "");
        Write("reference/core/Harness.Reference.csproj", Project);
        Write("reference/core/State/Budget.cs", Budget);
        Write("reference/core/obj/Generated.cs", "this is no source");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("harness-mutants-").FullName;

    public string Cache => Path.Combine(Root, "cache");

    public MutantFolder Mutants => new(
        "mutants", Path.Combine(Root, "mutants"), Root, ["a-claim", "another-claim"],
        new DllCache(Cache));

    /// <summary>Writes a file, with its folder.</summary>
    public void Write(string path, string text)
    {
        string file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Writes a file of mutants.</summary>
    public void Mutate(string text, string file = "m.yaml") => Write($"mutants/{file}", text);

    /// <summary>A file with one mutant, of which some keys are other ones.</summary>
    public static string One(params (string Key, string Value)[] other)
    {
        var keys = new Dictionary<string, string>
        {
            ["id"] = "a-mutant",
            ["because"] = "something is otherwise",
            ["claims"] = "[a-claim]",
            ["project"] = "reference/core",
            ["file"] = "State/Budget.cs",
            ["find"] = "counter > threshold",
            ["replace"] = "counter >= threshold",
        };
        foreach ((string key, string value) in other)
        {
            keys[key] = value;
        }

        return "mutants:\n  - " + string.Join(
            "\n    ", keys.Where(one => one.Value.Length > 0)
                .Select(one => $"{one.Key}: {one.Value}")) + "\n";
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
