using System.Text.Json;
using Harness.Bench;
using Harness.Reference.Policies.Systems;
using Xunit;

namespace Harness.Properties.Bench;

/// <summary>The words of <c>policies</c>.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("policies").FullName;

    public static TheoryData<string> Systems => [.. PolicyCatalogue.All.Select(one => one.Slug)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_system_is_listed_with_its_options_defaults_and_source(string slug)
    {
        (int exit, string text, _) = Run("policies", "list", slug);
        PolicySystem system = PolicyCatalogue.Find(slug)!;
        Assert.Equal(0, exit);
        Assert.Contains($"source       {system.Source}\n", text, StringComparison.Ordinal);
        Assert.All(system.Versions, version => Assert.Contains(version, text));
        Assert.All(system.Options, option => Assert.Matches(
            $@"(?m)^  {System.Text.RegularExpressions.Regex.Escape(option.Name)} .*"
            + System.Text.RegularExpressions.Regex.Escape(option.Unit) + "$",
            text));
    }

    [Fact]
    public void A_directory_and_a_pipe_are_no_spec()
    {
        string pipe = Pipes.Make(_folder);
        Assert.Equal(
            (64, "", $"bench: --spec '{_folder}': it is a directory"),
            FirstLine(Run("policies", "trace", "--spec", _folder)));
        Assert.Equal(
            (64, "", $"bench: --spec '{pipe}': it is not a regular file"),
            FirstLine(Run("policies", "trace", "--spec", pipe)));
    }

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("k8s")]
    public void A_system_is_listed_under_what_it_is_also_called(string name)
    {
        (int exit, string text, _) = Run("policies", "list", name);
        Assert.Equal(0, exit);
        Assert.StartsWith("system       kubelet\n", text, StringComparison.Ordinal);
        Assert.Contains("also called  kubernetes, k8s\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_systems_are_listed_on_a_line_each()
    {
        (int exit, string text, _) = Run("policies", "list");
        Assert.Equal(0, exit);
        Assert.Equal(
            PolicyCatalogue.All.Select(system => system.Slug),
            text.Split('\n').TakeWhile(line => line.Length > 0).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void A_system_that_is_not_there_is_answered_with_the_nearest() => Assert.Equal(
        (64, "", "bench: unknown system 'sytemd': did you mean 'systemd'?"),
        FirstLine(Run("policies", "list", "sytemd")));

    [Fact]
    public void A_trace_is_printed_as_an_array_with_all_that_was_asked_for()
    {
        string file = File(
            """
            [{"id": "x", "system": "systemd", "options": {"Restart": "always", "RestartSec": "1s"},
              "child": {"lifetimes_s": [0.1], "exit": 1}, "until_s": 65.5}]
            """);
        (int exit, string text, string error) = Run("policies", "trace", "--spec", file, "--json");
        Assert.Equal((0, ""), (exit, error));
        JsonElement trace = JsonDocument.Parse(text).RootElement[0];
        Assert.Equal("x", trace.GetProperty("id").GetString());
        Assert.Equal("[0.0,1.1,2.2,3.3,4.4]", Packed(trace.GetProperty("starts_s")));
        Assert.Equal(
            """{"state":"failed","at_s":5.5,"native":"exit-code"}""",
            Packed(trace.GetProperty("terminal")));
        JsonElement decisions = trace.GetProperty("decisions");
        Assert.Equal(
            """{"at_s":0.0,"decision":"start","because":"asked"}""", Packed(decisions[0]));
        Assert.Equal(
            """{"at_s":5.5,"decision":"give-up","because":"over-limit"}""",
            Packed(decisions[decisions.GetArrayLength() - 1]));
        Assert.False(trace.TryGetProperty("predicted_starts_s", out _));
    }

    [Fact]
    public void A_replay_says_when_the_policy_would_have_started()
    {
        string file = File(
            """
            {"id": "x", "system": "s6", "child": {"lifetimes_s": [0.1], "exit": 1}, "until_s": 3,
             "replay_starts_s": [0, 1.2, 2.31]}
            """);
        (int exit, string text, _) = Run("policies", "trace", "--spec", file, "--replay", "--json");
        JsonElement trace = JsonDocument.Parse(text).RootElement[0];
        Assert.Equal(0, exit);
        Assert.Equal("[0.0,1.2,2.31]", Packed(trace.GetProperty("starts_s")));
        Assert.Equal("[0.0,1.1,2.3]", Packed(trace.GetProperty("predicted_starts_s")));
    }

    [Fact]
    public void People_get_lines_with_counts_and_when_next()
    {
        string file = File(
            """
            {"id": "x", "system": "squid", "options": {"workers": "2"},
             "child": {"lifetimes_s": [0.1], "exit": "SIGKILL"}, "until_s": 9}
            """);
        (_, string text, _) = Run("policies", "trace", "--spec", file);
        Assert.Contains(
            "           0.5 s  pause    hopeless (count 5, limit 4), until 3600.5 s\n", text,
            StringComparison.Ordinal);
        Assert.Contains("  end       paused (hopeless)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_granularity_is_drawn_from_the_seed_and_from_nothing_else()
    {
        string file = File(
            """
            {"id": "x", "system": "systemd", "options": {"Restart": "always"},
             "child": {"lifetimes_s": [0.1], "exit": 1}, "until_s": 9}
            """);
        string[] words = ["policies", "trace", "--spec", file, "--json", "--granularity", "real"];
        string first = Run([.. words, "--seed", "a"]).Text;
        Assert.Equal(first, Run([.. words, "--seed", "a"]).Text);
        Assert.NotEqual(first, Run([.. words, "--seed", "b"]).Text);
        Assert.NotEqual(first, Run("policies", "trace", "--spec", file, "--json").Text);
    }

    /// <summary>The page shows the beginning of what the sample prints.</summary>
    [Fact]
    public void The_sample_of_the_page_is_traced_as_the_page_shows()
    {
        string docs = Repository.PathOf("docs");
        (int exit, string text, string error) = Run(
            "policies", "trace", "--spec", Path.Combine(docs, "samples", "policies.json"));
        Assert.Equal((0, ""), (exit, error));
        string page = System.IO.File.ReadAllText(Path.Combine(docs, "policies.md"));
        int begin = page.IndexOf("systemd-defaults-give-up\n", StringComparison.Ordinal);
        string[] shown = page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)]
            .TrimEnd('\n').Split('\n');
        Assert.All(
            shown.Where(line => line != "..."),
            line => Assert.Contains(line, text.Split('\n')));
        Assert.Equal(8, shown.Length);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_with_their_places_and_nothing_is_traced()
    {
        string file = File(
            """
            [{"id": "x", "system": "otp", "child": {"lifetimes_s": [1], "exit": 1}, "until_s": 9},
             {"id": "y", "system": "nomad", "options": {"mode": "dealy"}, "until_s": "9"}]
            """);
        (int exit, string text, string error) = Run("policies", "trace", "--spec", file);
        Assert.Equal((64, ""), (exit, text));
        Assert.Equal(
            [
                $"{file}:2:2: missing key 'child'",
                $"{file}:2:53: 'mode' is 'dealy': did you mean 'delay'?",
                $"{file}:2:74: 'until_s' is '\"9\"': expected a number of seconds, more than 0, at"
                    + " most 345600000",
            ],
            error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("--granularity", "rael", "--granularity 'rael': did you mean 'real'?")]
    [InlineData("--seed", "a", "--seed: nothing is drawn with ideal granularity")]
    public void A_wrong_option_is_a_usage_error(string option, string value, string problem) =>
        Assert.Equal(
            (64, "", $"bench: {problem}"),
            FirstLine(Run("policies", "trace", "--spec", File("[]"), option, value)));

    [Fact]
    public void A_file_that_is_not_there_is_told_without_a_stack()
    {
        (int exit, string text, string error) = FirstLine(
            Run("policies", "trace", "--spec", Path.Combine(_folder, "no.json")));
        Assert.Equal((64, ""), (exit, text));
        Assert.StartsWith("bench: --spec '", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_without_an_end_is_followed_for_so_many_starts_and_no_further()
    {
        string file = File(
            """
            {"id": "x", "system": "podman", "options": {"restart": "always"},
             "child": {"lifetimes_s": [0], "exit": 1}, "until_s": 9}
            """);
        (int exit, string text, string error) = Run("policies", "trace", "--spec", file);
        Assert.Equal(0, exit);
        Assert.StartsWith("x\n  starts    100000:", text, StringComparison.Ordinal);
        Assert.Equal("bench: x: not followed any further after 100000 starts\n", error);
    }

    [Fact]
    public void The_page_about_fidelity_needs_the_folder_of_what_is_known()
    {
        (int exit, _, string error) = Run("policies", "fidelity", "--facts", _folder);
        Assert.Equal(64, exit);
        Assert.StartsWith("bench: --facts '", error, StringComparison.Ordinal);
    }

    private static string Packed(JsonElement element) =>
        JsonSerializer.Serialize(element, Plain);

    private static (int Exit, string Text, string Error) FirstLine(
        (int Exit, string Text, string Error) run) => run with { Error = run.Error.Split('\n')[0] };

    private static (int Exit, string Text, string Error) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exit = new BenchCommand(output, error).Run(words);
        return (exit, output.ToString(), error.ToString());
    }

    private string File(string text)
    {
        string path = Path.Combine(_folder, "spec.json");
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
