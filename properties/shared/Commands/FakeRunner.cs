using Harness.Reference.Ports;
using Harness.Scenarios.Jobs;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;

namespace Harness.Properties.Commands;

/// <summary>Makes up runs, and dies, hangs or differs where a scenario's name says so.</summary>
internal sealed class FakeRunner : IScenarioRunner
{
    public const string Passes = "fake/passes";
    public const string FailsAtTimes = "fake/fails-at-times";
    public const string NeverReached = "fake/never-reached";
    public const string AppliesNowhere = "fake/applies-nowhere";
    public const string Bounded = "fake/bounded";
    public const string Leaks = "fake/leaks";
    public const string Dies = "fake/dies";
    public const string Hangs = "fake/hangs";
    public const string HangsAgain = "fake/hangs-the-second-time";
    public const string Differs = "fake/differs";
    public const string LeavesBehind = "fake/leaves-behind";
    public const string Throws = "fake/throws";
    public const string Prints = "fake/prints";

    public const string Named = "a-named-claim";
    public const string Unnamed = "an-unnamed-claim";

    /// <summary>The variable with the file that a hanging run makes.</summary>
    public const string HangsInto = "HARNESS_FAKE_HANGS_INTO";

    private int _runs;

    public IReadOnlyList<IOracle> Oracles { get; } = [new FakeOracle()];

    public static bool IsHit(ulong seed) => seed % 4 == 0;

    public RunRecord Run(RunInput input)
    {
        (Scenario scenario, ulong seed) = input;
        _runs++;
        ulong odd = 0;
        switch (scenario.Name)
        {
            case Dies when IsHit(seed):
                Console.Error.WriteLine("the last words");
                Environment.Exit(3);
                break;
            case Hangs when IsHit(seed):
                Hang();
                break;
            case HangsAgain when IsHit(seed):
                string once = FormattableString.Invariant(
                    $"{Environment.GetEnvironmentVariable(HangsInto)}.{seed}");
                if (!File.Exists(once))
                {
                    File.WriteAllText(once, "");
                    break;
                }

                Hang();
                break;
            case HangsAgain when seed % 4 == 1:
            case Differs:
                odd = (ulong)Environment.ProcessId;
                break;
            case LeavesBehind:
                odd = (ulong)_runs;
                break;
            case Throws when IsHit(seed):
                throw new InvalidOperationException("thrown\non purpose");
            case Prints:
                Console.WriteLine("{ not an answer");
                break;
        }

        bool isFailed = (scenario.Name == FailsAtTimes && IsHit(seed)) || input.Mutant == "caught";
        RunRecord run = Make(scenario, seed, odd, isFailed);
        return run with { Token = run.Token with { Mutant = input.Mutant } };
    }

    // The answers of the runs before it are to be read before anybody learns that this one hangs.
    private static void Hang()
    {
        Thread.Sleep(TimeSpan.FromMilliseconds(500));
        File.WriteAllText(Environment.GetEnvironmentVariable(HangsInto)!, "");
        Thread.Sleep(Timeout.Infinite);
    }

    private static RunRecord Make(Scenario scenario, ulong seed, ulong odd, bool isFailed)
    {
        var digest = new Digest();
        digest.Add(seed);
        digest.Add(odd);
        TraceEvent[] events =
        [
            .. Enumerable.Range(0, 10).Select(i =>
                new ClientRefused(i == 7 ? (int)odd : i, "kresd1")
                {
                    At = new Instant(i * TimeSpan.TicksPerSecond), Index = i,
                }),
        ];
        var tape = new Tape(Enumerable.Range(0, 5).Select(i => new Choice(
            new ChoiceId(ChoiceKind.Value, 1, (uint)i), i == 3 ? (long)odd : i)));
        Finding named = scenario.Name == NeverReached
            ? Finding.NotReached("nothing happened")
            : scenario.Name == AppliesNowhere ? Finding.NotApplicable("there is no such thing")
            : isFailed ? Finding.Fail("it was refused", 4, 5) : Finding.Pass;
        return new RunRecord
        {
            Scenario = scenario,
            Token = new RunToken(scenario.Name, scenario.Hash, RunTrace.Version, seed),
            Plan = new FaultPlan(
                [new PlannedFault(new AtTime(TimeSpan.FromSeconds(2)), new KillSupervisor())]),
            Outcome = Outcome(scenario.Name, tape),
            Events = events,
            Digest = digest.ToString(),
            Claims =
            [
                new ClaimFinding(Named, true, named),
                new ClaimFinding(Unnamed, false, Finding.NotReached("not here")),
            ],
            EndingVerdict = scenario.Name switch
            {
                Bounded => Verdict.Inconclusive,
                Leaks => Verdict.HarnessFault,
                _ => Verdict.Pass,
            },
        };
    }

    private static RunOutcome Outcome(string name, Tape tape)
    {
        (Ending ending, string because) = name switch
        {
            Bounded => (Ending.StepBound, "still running after 5,000,000 steps"),
            Leaks => (Ending.Leaked, "Task.Run left the simulation"),
            _ => (Ending.Completed, ""),
        };
        return new RunOutcome(
            ending, because, [], 100, 50, new Instant(60 * TimeSpan.TicksPerSecond), tape, null);
    }

    private sealed class FakeOracle : IOracle
    {
        public string Name => Named;

        public string Claim => "Nobody is refused.";

        public Vocabulary Vocabulary => Vocabulary.Acts;

        public string ReachedWhen => "A client asks.";

        public Finding Judge(RunView run) => Finding.Pass;
    }
}
