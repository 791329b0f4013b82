using Harness.Reference.Documents;
using Harness.Scenarios.Commands;
using Harness.Scenarios.Files;
using Harness.Sim.Loading;
using Harness.Sim.Scenarios;

namespace Harness.Properties.Commands;

/// <summary>Scenarios by the names that <see cref="FakeRunner"/> knows.</summary>
internal sealed class FakeSuite(params string[] names) : ISuite
{
    public const string Hash = "0badf00d";

    public static readonly string[] AllNames =
    [
        FakeRunner.Passes, FakeRunner.FailsAtTimes, FakeRunner.NeverReached, FakeRunner.Bounded,
        FakeRunner.AppliesNowhere,
        FakeRunner.Leaks, FakeRunner.Dies, FakeRunner.Hangs, FakeRunner.HangsAgain,
        FakeRunner.Differs,
        FakeRunner.LeavesBehind, FakeRunner.Throws, FakeRunner.Prints,
    ];

    public static FakeSuite All => new(AllNames);

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What every file says besides its scenario.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    public SuiteResult Load() => new(
        [.. names.Select(name => new LoadedScenario(Make(name), $"{name}.yaml", Annotations))],
        Problems);

    public IReadOnlyList<Problem> Check(string displayPath, string path) => File.Exists(path)
        ? Problems : [new Problem(displayPath, 1, 1, "no such file")];

    public ISuite Only(string displayPath, string path) =>
        new FakeSuite($"fake/{Path.GetFileNameWithoutExtension(path)}")
        {
            Problems = Check(displayPath, path),
        };

    public static Scenario Make(string name) =>
        Make(name, new ClaimUse { Name = FakeRunner.Named });

    public static Scenario Make(string name, params ClaimUse[] claims) => new()
    {
        Name = name,
        Claim = $"This one {name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]}.",
        RunFor = TimeSpan.FromMinutes(1),
        Seeds = 20,
        Workers = [],
        Supervisor = new SupervisorSetup(),
        Clients = ClientSetup.Default,
        Timeline = [],
        Drawn = [],
        Claims = claims,
        Hash = Hash,
    };
}
