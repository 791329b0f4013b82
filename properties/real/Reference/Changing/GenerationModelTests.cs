using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Laws;
using Harness.Properties.Machine;
using Harness.Properties.Replaying;
using Harness.Properties.Suite;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Oracles;
using Harness.Sim.Running;
using Harness.Sim.Scenarios;
using Harness.Sim.Trace;
using Xunit;

namespace Harness.Properties.Reference.Changing;

/// <summary>
/// Lists of acts, folded through <see cref="GenerationModel"/> and through a simulated run; what is
/// stored, run, reported and told is compared whenever everything has come to rest.
/// </summary>
public sealed class GenerationModelTests
{
    private const int MostActs = 7;
    private const int First = 20;
    private const int Between = 120;
    private const int Resting = 110;

    private static readonly Scenario Fleet = ChangeScenes.Three with
    {
        Clients = new ClientSetup(0, ChangeScenes.Three.Clients.AskEvery),
        Configs = [.. ChangeScenes.Three.Configs.Where(config => config.Name != "oversized")],
    };

    private static readonly string[] Names =
        [ConfigSetup.First, .. Fleet.Configs.Select(config => config.Name)];

    private static readonly Gen<string> Config = Gen.Elements(Names);

    private static readonly Gen<Act> Acts = Gen.Frequency<Act>(
        (4, Config.Select(config => (Act)new Act.Change(config, null))),
        (3, from config in Config
            from basis in Gen.Elements(ConfigSetup.First, "good", "better")
            select (Act)new Act.Change(config, basis)),
        (3, from config in Config
            from ms in Gen.Frequency((4, Gen.Choose(0, 5000)), (1, Gen.Choose(0, 40_000)))
            select (Act)new Act.CutOff(config, TimeSpan.FromMilliseconds(ms))),
        (2, from one in Config
            from other in Config
            from basis in Gen.Elements(ConfigSetup.First, "good", "better")
            select (Act)new Act.Two(one, other, basis)),

        // A file with another place for the state belongs to another supervisor.
        (2, Gen.Elements([.. Names.Where(name => name != "fixed")])
            .Select(config => (Act)new Act.Edit(config))),
        (2, Gen.Constant((Act)new Act.Reload())),
        (1, Gen.Constant((Act)new Act.Restart())));

    [Plans]
    public Property Changes_come_out_as_the_text_has_it() =>
        ForAll.Lists(Acts, MostActs, Agree);

    [Fact]
    public void What_a_reload_has_made_so_is_not_made_so_again_by_the_next_start() => Assert.Null(
        Difference(
            [
                new Act.Change("good", null), new Act.Edit("good"), new Act.Reload(),
                new Act.Change("better", null), new Act.Restart(),
            ],
            mutant: null));

    [Fact]
    public void The_model_notices_who_takes_any_base()
    {
        Mutant mutant = RealMutants.Find("takes-any-base");
        Assert.NotNull(Difference([new Act.Change("good", "better")], mutant));
        Assert.Null(Difference([new Act.Change("good", "better")], mutant: null));
    }

    private static bool Agree(Act[] acts) => Difference(acts, mutant: null) is { } wrong
        ? throw new InvalidOperationException(wrong)
        : true;

    private static string? Difference(Act[] acts, Mutant? mutant)
    {
        Scenario scenario = Fleet with
        {
            RunFor = TimeSpan.FromSeconds(First + (acts.Length * Between)),
            Timeline = [.. acts.SelectMany((act, index) => Faults(act, First + (index * Between)))],
        };
        RunRecord run = ScenarioRunner.Run(
            RealMutants.Input(scenario, (ulong)acts.Length, mutant));
        if (mutant is null && run.Verdict > Verdict.Pass)
        {
            return string.Join('\n', run.Claims.Where(claim => claim.Verdict >= Verdict.Fail)
                .Select(claim => $"{claim.Oracle}: {claim.Finding.Because}")
                .Prepend($"{run.Outcome.Ending} {run.Outcome.Because}"));
        }

        var model = new GenerationModel(scenario);
        for (int i = 0; i < acts.Length; i++)
        {
            int begin = First + (i * Between);
            var seen = Seen(run, begin);
            string? wrong = model.Do(acts[i], seen)
                ?? (model.IsKept ? OutOfLine(run, seen.Stored, begin + Resting) : null);
            if (wrong is not null)
            {
                return FormattableString.Invariant($"act {i}, {acts[i]}: {wrong}");
            }
        }

        return null;
    }

    private static IEnumerable<PlannedFault> Faults(Act act, int at)
    {
        PlannedFault[] faults = act switch
        {
            Act.Change change => [Scenes.At(at, new ChangeConfig(change.Config, change.From))],
            Act.CutOff cut =>
            [
                Scenes.At(at, new ChangeConfig(cut.Config)),
                Scenes.At(at + cut.After.TotalSeconds, new KillSupervisor()),
            ],
            Act.Two two =>
            [
                Scenes.At(at, new ChangeConfig(two.One, two.From)),
                Scenes.At(at, new ChangeConfig(two.Other, two.From)),
            ],
            Act.Edit edit => [Scenes.At(at, new EditConfigFile(edit.Config))],
            Act.Reload => [Scenes.At(at, new AskSupervisor(ControlVerb.Reload))],
            Act.Restart => [Scenes.At(at, new KillSupervisor())],
            _ => throw new InvalidOperationException($"unknown act {act}"),
        };
        return faults.Append(Scenes.At(at + Resting, new AskSupervisor(ControlVerb.Status)));
    }

    private static Rest Seen(RunRecord run, int begin)
    {
        TraceEvent[] before = [.. run.Events.Where(
            happened => happened.Seconds() < begin + Between)];
        RequestArrived[] asked = [.. before.OfType<RequestArrived>()
            .Where(request => request.Seconds() >= begin)];
        RequestArrived[] changes = [.. asked.Where(
            request => request.Verb != ControlVerb.Status)];
        Dictionary<long, RequestAnswered> answers = before.OfType<RequestAnswered>()
            .ToDictionary(answer => answer.Id);
        return new Rest(
            [.. changes.Select(request => request.Config)],
            [.. changes.Select(request => answers.GetValueOrDefault(request.Id))
                .OfType<RequestAnswered>().Select(answer => answer.Result)],
            before.OfType<ConfigStored>().Last().Config,
            asked.Where(request => request.Verb == ControlVerb.Status)
                .Select(request => answers[request.Id].Config).SingleOrDefault(""));
    }

    // Everybody who is to run does, with the settings that are stored, and nobody beside them.
    private static string? OutOfLine(RunRecord run, string stored, int at)
    {
        string[] wanted = [.. run.Scenario.UnitsOf(stored)
            .Select(unit => $"{unit} with {run.Scenario.SettingsOf(stored, unit)}")
            .Order(StringComparer.Ordinal)];
        string[] running = [.. ChangeScenes.Running(run, at)
            .Select(process => $"{process.Unit} with {process.Config}")
            .Order(StringComparer.Ordinal)];
        return wanted.SequenceEqual(running) ? null
            : $"{string.Join(", ", running)} run, expected {string.Join(", ", wanted)}";
    }
}
