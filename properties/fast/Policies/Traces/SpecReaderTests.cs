using Harness.Reference.Documents;
using Harness.Tunnel.Traces;
using Xunit;

namespace Harness.Properties.Policies.Traces;

/// <summary>Specs of policies that are right, and every mistake in those that are not.</summary>
public class SpecReaderTests
{
    private const string Good =
        """{"id": "a", "system": "otp", "child": {"lifetimes_s": [1], "exit": 1}, "until_s": 9}""";

    [Fact]
    public void A_spec_is_read_whole()
    {
        PolicySpec spec = Assert.Single(Read(
            """
            [{"id": "a", "system": "systemd", "version": 252,
              "options": {"Restart": "always", "RestartSec": 1},
              "child": {"lifetimes_s": [0.5, null], "exit": ["SIGKILL", 3], "ready_after_s": 1e-1},
              "manual": [{"at_s": 5, "action": "stop"}, {"at_s": 2, "action": "restart"}],
              "clock_phase_s": 0.25, "until_s": 60.5, "max_starts": 7, "note": "n",
              "expect": {}, "evidence": "e", "tolerance": {}, "exact": []}]
            """,
            out _)!);
        Assert.Equal(
            ("a", "systemd", "252", 7, 2), (
                spec.Id, spec.System, spec.Version, spec.MostStarts, spec.Manuals.Count));
        Assert.Equal([TimeSpan.FromSeconds(0.5), null], spec.Lives);
        Assert.Equal(["signal Kill", "exit 3"], spec.Exits.Select(exit => exit.ToString()));
        Assert.Equal(
            [ManualAction.Restart, ManualAction.Stop], spec.Manuals.Select(one => one.Action));
        Assert.Equal(TimeSpan.FromSeconds(0.1), spec.ReadyAfter);
        Assert.Null(spec.Replayed);
    }

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("k8s")]
    public void Kubernetes_means_the_kubelet(string name)
    {
        PolicySpec spec = Assert.Single(
            Read(Good.Replace("otp", name, StringComparison.Ordinal), out _)!);
        Assert.Equal(("kubelet", "1.33"), (spec.System, spec.Version));
    }

    [Fact]
    public void One_spec_needs_no_list() => Assert.Equal("a", Read(Good, out _)![0].Id);

    [Theory]
    [InlineData("", "1:1: the file is empty: expected a policy spec, or a list of them")]
    [InlineData(" \n", "1:1: the file is empty: expected a policy spec, or a list of them")]
    [InlineData("[]", "1:1: the list is empty: expected at least one spec")]
    [InlineData(
        "[\n 7]",
        "2:2: a spec is a single value: expected keys such as \"id\" and \"system\"")]
    [InlineData("{", "1:2: not JSON: ")]
    [InlineData("{\"id\": \"a\",\n  \"é\" 1}", "2:7: not JSON: ")]
    [InlineData("[1] 2", "1:5: not JSON: ")]
    public void What_is_no_spec_is_told_at_its_place(string text, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Problems(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"otp\"", "\"opt\"", "1:23: unknown system 'opt': did you mean 'otp'?")]
    [InlineData(
        "\"otp\"", "\"otp\", \"version\": 26",
        "1:41: unknown version '26' of otp: expected one of 25.2.3, 27.3.4.1; the nearest modelled"
            + " version is 27.3.4.1, the newer of two as near")]
    [InlineData(
        "\"otp\"", "\"k8s\", \"version\": \"1.31\"",
        "1:41: unknown version '1.31' of kubelet: expected 1.33, the only one that is modelled")]
    [InlineData(
        "\"otp\"", "\"otp\", \"options\": {\"intensty\": 1}",
        "1:42: unknown option 'intensty' of otp: did you mean 'intensity'?")]
    [InlineData(
        "\"otp\"", "\"otp\", \"options\": {\"period\": 0}",
        "1:52: 'period' is '0': expected a whole number, 1 or more")]
    [InlineData(
        "\"otp\"", "\"otp\", \"options\": {\"period\": [5]}",
        "1:52: 'period' is a list: expected the option's value as text")]
    [InlineData(
        "\"otp\"", "\"otp\", \"options\": {\"period\": 5, \"period\": 6}",
        "1:55: option 'period' is written twice")]
    [InlineData(
        "\"otp\"", "\"otp\", \"options\": []",
        "1:41: 'options' is a list: it must be a set of keys, such as { \"Restart\": \"always\" }")]
    [InlineData("\"a\"", "\"\"", "1:8: 'id' is empty: expected a name")]
    [InlineData("\"id\": \"a\", ", "", "1:1: missing key 'id'")]
    [InlineData(
        "[1]", "[null, 1]", "1:56: only the last life can be one that does not end")]
    [InlineData(
        "[1]", "[-1]",
        "1:56: an entry of 'lifetimes_s' is '-1': expected a number of seconds, 0 or more, at most"
        + " 345600000")]
    [InlineData(
        "[1]", "[\"1\"]",
        "1:56: an entry of 'lifetimes_s' is '\"1\"': expected a number of seconds, 0 or more, at"
        + " most 345600000")]
    [InlineData("[1]", "[]", "1:55: 'lifetimes_s' is empty: expected at least one life")]
    [InlineData(
        "\"exit\": 1", "\"exit\": \"SIGSEVG\"",
        "1:68: 'exit' is '\"SIGSEVG\"': expected a code from 0 to 255 or the name of a signal, such"
        + " as \"SIGTERM\": did you mean 'SIGSEGV'?")]
    [InlineData(
        "\"exit\": 1", "\"exit\": 256",
        "1:68: 'exit' is '256': expected a code from 0 to 255 or the name of a signal, such as"
        + " \"SIGTERM\"")]
    [InlineData(
        "\"until_s\": 9", "\"until_s\": 0",
        "1:83: 'until_s' is '0': expected a number of seconds, more than 0, at most 345600000")]
    [InlineData(
        "\"until_s\": 9", "\"until_s\": 9, \"max_starts\": 100001",
        "1:100: 'max_starts' is '100001': expected a whole number from 1 to 100000")]
    [InlineData(
        "\"until_s\": 9", "\"until_s\": 9, \"clock_phase_s\": 1",
        "1:103: 'clock_phase_s' is '1': expected a number of seconds, 0 or more, less than 1")]
    [InlineData(
        "\"until_s\": 9", "\"until_s\": 9, \"clock\": {}",
        "1:86: 'clock' is not understood: the clock is not changed in a trace")]
    [InlineData(
        "\"until_s\": 9", "\"until_s\": 9, \"manual\": [{\"at_s\": 1, \"action\": \"sart\"}]",
        "1:119: 'action' is '\"sart\"': did you mean 'start'?")]
    [InlineData(
        "\"until_s\": 9", "\"until_s\": 9, \"replay\": []",
        "1:86: unknown key 'replay': expected one of")]
    public void A_mistake_is_told_at_its_place(string good, string bad, string problem)
    {
        string text = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);
        Assert.StartsWith(problem, Assert.Single(Problems(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_and_a_name_is_taken_once()
    {
        string text = $"[{Good.Replace("9}", "-9}", StringComparison.Ordinal)},\n{Good}]";
        Assert.Equal(["1:84", "2:8"], Problems(text).Select(one => one[..one.IndexOf(": ")]));
        Assert.EndsWith("id 'a' is taken already: first on line 1", Problems(text)[1]);
    }

    [Fact]
    public void A_replay_needs_the_starts_that_are_replayed_in_their_order()
    {
        Assert.Equal(
            "1:1: missing key 'replay_starts_s'", Assert.Single(Problems(Good, isReplay: true)));
        string text = Good.Replace(
            "9}", "9, \"replay_starts_s\": [0, 2, 1]}", StringComparison.Ordinal);
        Assert.Equal(
            "1:112: an entry of 'replay_starts_s' is before the one before it",
            Assert.Single(Problems(text, isReplay: true)));
    }

    [Fact]
    public void What_cannot_be_shown_is_refused_and_half_a_pair_ends_nothing()
    {
        Assert.Contains("cannot be shown", Problems(Good.Replace("\"a\"", "\"\\u0007\""))[0]);
        Assert.Contains("cannot be shown", Problems(Good.Replace("\"a\"", "\"\\ud800\""))[0]);
    }

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Contains(
        "not JSON",
        Assert.Single(Problems(new string('[', 100_000))), StringComparison.Ordinal);

    private static IReadOnlyList<string> Problems(string text, bool isReplay = false)
    {
        Assert.Null(Read(text, out IReadOnlyList<Problem> problems, isReplay));
        return [.. problems.Select(problem => problem.InFile)];
    }

    private static IReadOnlyList<PolicySpec>? Read(
        string text, out IReadOnlyList<Problem> found, bool isReplay = false)
    {
        var problems = new ProblemList("spec.json");
        IReadOnlyList<PolicySpec>? specs =
            new JsonReader(PolicySpecReader.Kind, text, problems).Read() is { } document
                ? new PolicySpecReader(problems, isReplay, seed: null).Read(document)
                : null;
        found = problems.ByPlace();
        return problems.Count == 0 ? specs : null;
    }
}
