using System.Security.Cryptography;
using Harness.Reference.Documents;
using Harness.Reference.Policies.Systems;
using Harness.Tunnel.Fidelity;
using Xunit;

namespace Harness.Properties.Policies.Fidelity;

/// <summary>The policies against everything that is known of real supervisors.</summary>
public class FidelityTests
{
    private static readonly string Folder =
        Path.Combine(AppContext.BaseDirectory, "golden", "policies");

    private static readonly RecordedCases Cases = Read();

    public static TheoryData<string> Vectors =>
        [.. Cases.Vectors.Select(one => one.Spec.Id)];

    public static TheoryData<string> Traces => [.. Cases.Traces.Select(one => one.Spec.Id)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_vector_is_met_to_the_microsecond(string id) => Assert.Empty(
        Comparison.OfVector(Cases.Vectors.Single(one => one.Spec.Id == id)));

    [Theory]
    [MemberData(nameof(Traces))]
    public void A_recorded_run_is_what_the_policy_makes_when_its_starts_are_replayed(string id) =>
        Assert.Empty(Comparison.OfReplay(Cases.Traces.Single(one => one.Spec.Id == id)));

    [Theory]
    [MemberData(nameof(Traces))]
    public void What_is_exact_in_a_recorded_run_comes_out_of_a_free_run(string id) =>
        Assert.Empty(Comparison.OfFreeRun(Cases.Traces.Single(one => one.Spec.Id == id)));

    /// <summary>
    /// An expectation or a tolerance that was changed to be met would be seen here.
    /// </summary>
    [Theory]
    [InlineData(RecordedCases.VectorsFile, "a8154aada82b0dd8")]
    [InlineData(RecordedCases.TracesFile, "bb9ef6aee7316762")]
    [InlineData(RecordedCases.ExcludedFile, "480df91eebe2e7b7")]
    public void What_is_known_is_as_it_was_recorded(string file, string digest) => Assert.Equal(
        digest,
        Convert.ToHexStringLower(
            SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, file))))[..16]);

    [Fact]
    public void Nothing_is_excluded_that_is_compared() => Assert.Empty(
        Cases.Excluded.Select(one => one.Id)
            .Intersect(Cases.Vectors.Concat(Cases.Traces).Select(one => one.Spec.Id)));

    [Fact]
    public void Every_system_that_anything_is_known_of_is_modelled() => Assert.All(
        Cases.Excluded, one => Assert.NotNull(PolicyCatalogue.Find(one.System)));

    [Fact]
    public void The_page_about_fidelity_is_what_is_printed() => Assert.Equal(
        FidelityMarkdown.Of(FidelityReport.Of(Cases)),
        File.ReadAllText(Repository.PathOf("docs/fidelity.md")));

    [Fact]
    public void A_policy_that_differs_is_told_on_the_page()
    {
        RecordedCase first = Cases.Vectors[0];
        RecordedCases wrong = Cases with
        {
            Vectors = [first with { Starts = [.. first.Starts.Skip(1)] }],
            Traces = [],
        };
        FidelityReport report = FidelityReport.Of(wrong);
        string difference = report.Differences[0];
        Assert.StartsWith($"{first.Spec.Id} (vector): starts: 4 is known, 5 came out", difference);
        Assert.Contains($"- {difference}\n", FidelityMarkdown.Of(report));
        Assert.DoesNotContain("No vector that is compared", FidelityMarkdown.Of(report));
    }

    private static RecordedCases Read() =>
        RecordedCases.Read(
            file => File.ReadAllBytes(Path.Combine(Folder, file)),
            out IReadOnlyList<Problem> problems)
        ?? throw new InvalidOperationException(string.Join('\n', problems));
}
