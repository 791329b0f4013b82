using Harness.Reference.Documents;
using Harness.Reference.Lifecycle;
using Harness.Reference.Ports;
using Harness.Scenarios.Patches;
using Harness.Sim.Running;

namespace Harness.Properties.Commands;

/// <summary>Mutants by the names that <see cref="FakeRunner"/> knows.</summary>
internal sealed class FakeMutants : IMutants
{
    /// <summary>One that is caught by whatever runs it.</summary>
    public const string Caught = "caught";

    /// <summary>One that compiles in no folder.</summary>
    public const string Broken = "broken";

    public IReadOnlyList<Mutant> All { get; init; } =
    [
        new(Caught, "It is caught.", [FakeRunner.Named]),
        new("not-caught", "It is not.", [FakeRunner.Named]),
    ];

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public MutantFiles Load() => new(All, Problems);

    public BuiltMutant? Build(Mutant mutant, List<string> problems)
    {
        if (mutant.Name != Broken)
        {
            return new BuiltMutant(mutant.Name, "nowhere");
        }

        problems.Add("m.yaml:3:5: mutant 'broken' does not compile");
        return null;
    }

    public ISystemFactory Make(BuiltMutant mutant) => new ReferenceSystem();

    public IMutants In(string displayPath, string path) => new FakeMutants
    {
        All = [new("theirs", $"It is of {displayPath}.", [FakeRunner.Named])],
        Problems = Directory.Exists(path)
            ? [] : [new Problem(displayPath, 1, 1, "the directory is not there")],
    };
}
