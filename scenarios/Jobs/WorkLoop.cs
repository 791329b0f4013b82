using System.Collections.Concurrent;
using System.Diagnostics;
using Harness.Reference.Ports;
using Harness.Reports;
using Harness.Scenarios.Patches;
using Harness.Scenarios.Systems;
using Harness.Sim.Kernel;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Scenarios.Jobs;

/// <summary>
/// A worker process: takes requests until its input ends, and answers each run with a line. What
/// the code under test does to this process is the business of whoever reads the answers.
/// </summary>
internal sealed class WorkLoop(
    IScenarioRunner runner, IReadOnlyList<Scenario> suite,
    Func<ISystemFactory?> makeSystem, Func<BuiltMutant, ISystemFactory> makeMutant)
{
    private ISystemFactory? _system;

    // Mutants are asked for one after the other, so that one is enough.
    private (BuiltMutant Mutant, ISystemFactory System)? _mutant;

    /// <summary>
    /// Works on this process's own input and output until the input ends; false: there is no
    /// system to work with, and that was said.
    /// </summary>
    public bool Run()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        using var output = new StreamWriter(Console.OpenStandardOutput());

        // Whatever the code under test prints must not be taken for an answer.
        Console.SetOut(Console.Error);
        Console.SetIn(TextReader.Null);
        try
        {
            _system = makeSystem();
        }
        catch (SystemRefusedException refused)
        {
            Say(output, WorkJson.Refused(refused.Message));
            return false;
        }

        using var lines = new BlockingCollection<string>();
        new Thread(() => Read(input, lines)) { IsBackground = true, Name = "requests" }.Start();
        Say(output, WorkJson.Ready);
        foreach (string line in lines.GetConsumingEnumerable())
        {
            WorkRequest request = WorkJson.Request(line)
                ?? throw new InvalidOperationException("a request is not null");
            foreach (string seed in request.Seeds)
            {
                Say(output, Answer(request, seed));
            }
        }

        return true;
    }

    // A thread of its own, since a run may go on for ever: when the harness is gone, so is this.
    private static void Read(StreamReader input, BlockingCollection<string> lines)
    {
        while (input.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        Environment.Exit(0);
    }

    private static void Say(StreamWriter output, WorkAnswer answer)
    {
        output.Write(WorkJson.Line(answer));
        output.Write('\n');
        output.Flush();
    }

    private WorkAnswer Answer(WorkRequest request, string seedText)
    {
        long begun = Stopwatch.GetTimestamp();
        SeedResult result;
        RunDetail? detail = null;
        if (suite.FirstOrDefault(known => known.Name == request.Scenario) is not { } scenario
            || scenario.Hash != request.Hash)
        {
            var token = new RunToken(request.Scenario, request.Hash, 0, 0);
            result = HarnessFaults.Of(token with { Seed = Parsed(seedText) },
                "the scenario's file was changed while its runs were under way");
        }
        else
        {
            (result, detail) = Run(scenario, request, Parsed(seedText));
        }

        return new WorkAnswer(
            result, detail, (long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
    }

    private (SeedResult Result, RunDetail? Detail) Run(
        Scenario scenario, WorkRequest request, ulong seed)
    {
        try
        {
            RunRecord run = runner.Run(InputOf(scenario, seed, request));
            return (RunReporting.Of(run, runner.Oracles), request.IsDetailed ? Detail(run) : null);
        }
        catch (Exception error)
        {
            // The code under test may throw anything; a run that throws here says so, and goes on.
            return (HarnessFaults.Threw(scenario, seed, request.Mutant?.Name, error), null);
        }
    }

    private RunInput InputOf(Scenario scenario, ulong seed, WorkRequest request)
    {
        var input = new RunInput(scenario, seed)
        {
            Mutant = request.Mutant?.Name,
            Recording = request.IsDetailed ? Recording.Tape : Recording.Digest,
        };
        ISystemFactory? system = request.Mutant is { } mutant ? SystemOf(mutant) : _system;
        return system is null ? input : input with { System = system };
    }

    private ISystemFactory SystemOf(BuiltMutant mutant)
    {
        if (_mutant?.Mutant != mutant)
        {
            _mutant = (mutant, makeMutant(mutant));
        }

        return _mutant.Value.System;
    }

    private static RunDetail Detail(RunRecord run) => new(
        run.Outcome.Tape?.Choices ?? [], [.. run.Events.Select(EventRecord.Of)]);

    private static ulong Parsed(string seed) => Seeds.TryParse(seed, out ulong value)
        ? value
        : throw new InvalidOperationException($"seed '{seed}' is not 16 hex digits");
}
