using Harness.Properties.Loading;
using Harness.Scenarios.Coverage;
using Harness.Scenarios.Files;

namespace Harness.Properties.Coverage;

/// <summary>Made-up lists of sentences, a catalogue and a suite, on disk for one test.</summary>
internal sealed class SeedFolder : IDisposable
{
    /// <summary>A list without any rule.</summary>
    public const string NoRules = """
        sentences:
          - { sentence: Squid should recover, no-rule: A remark. }

        """;

    /// <summary>A catalogue without any scenario.</summary>
    public const string NoNames = """
        scenarios:
          - { name: K-none, not-expressible: There is nothing. }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("harness-seeds-").FullName;

    /// <summary>A folder with these files; a file that is null is not there.</summary>
    public SeedFolder(
        string? knot = NoRules, string? squid = NoRules, string? catalogue = NoNames)
    {
        foreach ((string name, string? text) in new[]
            { ("knot.yaml", knot), ("squid.yaml", squid), ("catalogue.yaml", catalogue) })
        {
            if (text is not null)
            {
                File.WriteAllText(Path.Combine(_folder, name), text);
            }
        }
    }

    /// <summary>Where the lists are.</summary>
    public string Seeds => _folder;

    /// <summary>What the lists say.</summary>
    public SeedFiles Load() => SeedsLoader.Load("seeds", _folder);

    /// <summary>Puts a scenario into the suite that says this in its <c>stands-for</c>.</summary>
    public SeedFolder With(string name, string standsFor)
    {
        const string Usual = "{ document: squid, sentence: \"Squid should recover\" }";
        return WithText(name, Files.Least.Replace(Usual, standsFor, StringComparison.Ordinal));
    }

    /// <summary>Puts a scenario into the suite.</summary>
    public SeedFolder WithText(string name, string text)
    {
        string file = Path.Combine(_folder, "suite", $"{name}.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    /// <summary>The table with that suite, in a repository that has one file, there.txt.</summary>
    public SeedTable Table() => new SeedTableMaker(
        Load(),
        "seeds",
        new SuiteLoader(Files.Loader).Load("suite", Path.Combine(_folder, "suite")),
        ["comes-back", "stays-up"],
        path => path == "there.txt").Make();

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
