using System.CommandLine;
using Harness.Hosting.Files;
using Harness.Reference.Documents;
using Harness.Reference.Policies.Systems;
using Harness.Reports;
using Harness.Tunnel.Fidelity;
using Harness.Tunnel.Traces;
using Spelling = Harness.Reference.Documents.Words;

namespace Harness.Bench.Policies;

/// <summary>The words of <c>policies</c>: what is modelled, and what it does.</summary>
internal sealed class PolicyCommands(TextWriter output, TextWriter error)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Usage = 64;

    internal Command Words() =>
        new("policies", "The restart policies of real supervisors.")
        {
            ListWords(), TraceWords(), FidelityWords(),
        };

    private Command ListWords()
    {
        var name = new Argument<string?>("SYSTEM")
        {
            Description = "one system in full", Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("list", "Versions, options, defaults and sources.") { name };
        command.SetAction(parsed => List(parsed.GetValue(name)));
        return command;
    }

    private int List(string? slug)
    {
        if (slug is null)
        {
            output.Write(PolicyListing.OfAll(PolicyCatalogue.All));
            return Done;
        }

        if (PolicyCatalogue.Find(slug) is { } system)
        {
            output.Write(PolicyListing.Of(system));
            return Done;
        }

        return Refuse(
            $"unknown system {Spelling.Quote(OneLine.Of(slug))}: "
            + Spelling.Instead(slug, PolicyCatalogue.Names));
    }

    private Command TraceWords()
    {
        var spec = new Option<string>("--spec")
        {
            Description = "a JSON file with one spec or a list of them", Required = true,
        };
        var json = new Option<bool>("--json") { Description = "print a JSON array" };
        var replay = new Option<bool>("--replay")
        {
            Description = "make the starts when 'replay_starts_s' says that they were recorded",
        };
        var granularity = new Option<string>("--granularity")
        {
            Description = "ideal: exact timers, the least jitter (the default); real: the ticks,"
                + " polls, slack and jitter of the real ones, drawn from the seed",
        };
        var seed = new Option<string>("--seed")
        {
            Description = "any word, for --granularity real; else 'seed'",
        };
        var command = new Command("trace", "What a policy does with a worker.")
        {
            spec, json, replay, granularity, seed,
        };
        command.SetAction(parsed => Trace(
            parsed.GetValue(spec)!, parsed.GetValue(json), parsed.GetValue(replay),
            parsed.GetValue(granularity) ?? "ideal", parsed.GetValue(seed)));
        return command;
    }

    private Command FidelityWords()
    {
        var facts = new Option<string>("--facts")
        {
            Description = "the folder of what is known; else properties/fast/golden/policies",
        };
        var command = new Command("fidelity", "How the policies compare with what is known.")
        {
            facts,
        };
        command.SetAction(parsed =>
            Fidelity(parsed.GetValue(facts)
                ?? Path.Combine("properties", "fast", "golden", "policies")));
        return command;
    }

    private int Fidelity(string folder)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string file in (string[])
            [RecordedCases.VectorsFile, RecordedCases.TracesFile, RecordedCases.ExcludedFile])
        {
            if (Read("--facts", Path.Combine(folder, file)) is not { } bytes)
            {
                return Usage;
            }

            files[file] = bytes;
        }

        if (RecordedCases.Read(file => files[file], out IReadOnlyList<Problem> problems)
            is not { } cases)
        {
            return Refuse(problems);
        }

        FidelityReport report = FidelityReport.Of(cases);
        output.Write(FidelityMarkdown.Of(report));
        return report.Differences.Count == 0 ? Done : Failed;
    }

    private int Trace(string path, bool isJson, bool isReplay, string granularity, string? seed)
    {
        if (granularity is not ("ideal" or "real"))
        {
            return Refuse(
                $"--granularity {Spelling.Quote(OneLine.Of(granularity))}: "
                + Spelling.Instead(granularity, ["ideal", "real"]));
        }

        if (seed is not null && granularity == "ideal")
        {
            return Refuse("--seed: nothing is drawn with ideal granularity");
        }

        if (Read("--spec", path) is not { } bytes)
        {
            return Usage;
        }

        var problems = new ProblemList(OneLine.Of(path));
        string? drawn = granularity == "real" ? seed ?? "seed" : null;
        IReadOnlyList<PolicySpec> specs = SpecsOf(bytes, problems, isReplay, drawn);
        if (problems.Count > 0)
        {
            return Refuse(problems.ByPlace());
        }

        List<TraceOutcome> outcomes =
        [
            .. specs.Select(spec => PolicyTrace.Run(
                spec, drawn is null ? () => 0 : new Draws(drawn, spec.Id).Next)),
        ];
        output.Write(isJson
            ? PolicyTraceJson.Of(outcomes, isReplay)
            : PolicyTraceText.Of(outcomes, isReplay));
        foreach (TraceOutcome cut in outcomes.Where(
            one => one.IsCutOff && one.Starts.Count == PolicySpecReader.MostStarts))
        {
            error.WriteLine(
                $"bench: {OneLine.Of(cut.Id)}: not followed any further after"
                + FormattableString.Invariant($" {cut.Starts.Count} starts"));
        }

        return Done;
    }

    private static IReadOnlyList<PolicySpec> SpecsOf(
        byte[] bytes, ProblemList problems, bool isReplay, string? seed)
    {
        if (SourceText.Read(PolicySpecReader.Kind, bytes, problems) is not { } text
            || new JsonReader(PolicySpecReader.Kind, text, problems).Read() is not { } document)
        {
            return [];
        }

        return new PolicySpecReader(problems, isReplay, seed).Read(document);
    }

    private byte[]? Read(string option, string path)
    {
        byte[]? bytes = UserFile.Read(
            path,
            Directory.GetCurrentDirectory(),
            PolicySpecReader.Kind.MostBytes,
            out string problem);
        if (bytes is null)
        {
            Refuse($"{option} {Spelling.Quote(OneLine.Of(path))}: {OneLine.Of(problem)}");
        }

        return bytes;
    }

    private int Refuse(IReadOnlyList<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            error.WriteLine(OneLine.Of(problem.ToString()));
        }

        return Usage;
    }

    private int Refuse(string problem)
    {
        error.WriteLine($"bench: {problem}");
        error.WriteLine("bench: 'bench policies --help' shows the commands");
        return Usage;
    }
}
