using Harness.Reference.Policies.Lives;
using Harness.Reference.Policies.Rules;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// The times and the numbers of the deaths that the finish script looks for, how many deaths there
/// were, and whether its answer ends the service.
/// </summary>
public record struct S6State(InstantLog Times, InstantLog Numbers, long Deaths, bool IsOver);

/// <summary>
/// s6-supervise: the finish script runs after every death, killed after its time; then 1 s of pause
/// from its end, or, if the service has said that it is ready, until 1 s after that. A finish that
/// exits with 125 ends the service, as s6-permafailon does after so many deaths of a kind; the
/// tally that it reads holds only the last so many deaths of any kind. Source: s6 2.15.0.0+16
/// src/supervision/s6-supervise.c:147,300-405,439,463-520,597,644, s6-permafailon.c; run 2.11.3.2.
/// </summary>
internal sealed class S6Policy(
    FinishScript finish, bool hasReadiness, TimeSpan? timeout, int tally, TimeSpan retryAfter)
    : LifePolicy<S6State>
{
    private const int Final = 125;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    internal static PolicySystem System { get; } = new()
    {
        Slug = "s6",
        Name = "s6-supervise",
        Versions = ["2.11.3.2", "2.15"],
        Clock = "stopwatch",
        Options =
        [
            new("notification-fd", "", "number of a descriptor; present: readiness is used"),
            new("timeout-finish", "5000", "ms; 0: no limit"),
            new("max-death-tally", "100", "count, 0 to 4096"),
            new("finish", "", "what ./finish does: 'sleep SECONDS', 'exit CODE' or"
                + " 's6-permafailon SECONDS DEATHS CODES PROG'"),
        ],
        Fixed = "pause 1s",
        Source = "s6 2.15.0.0+16 (d73e657) src/supervision/s6-supervise.c:147,300-405,439,463-520,"
            + "597,644, s6-permafailon.c",
        Deviations = "A program that cannot be executed is tried again after 60 s (2.15, from its"
            + " source) or 10 s (2.11.3.2, recorded).",
        Make = Read,
    };

    protected override Verdict Ended(ref S6State own, in EndedLife life, ulong draw)
    {
        own.Deaths++;
        bool isFinal = finish.Code == Final || Permafails(ref own, life);
        bool isCut = timeout is { } most && finish.Takes > most;
        Instant finished = life.EndedAt + (isCut ? timeout!.Value : finish.Takes);
        if (isFinal && !isCut)
        {
            own.IsOver = true;
            return Verdict.Wait(finished, RestartReason.Finishing);
        }

        Instant due = hasReadiness && life.ReadyAt is { } ready ? ready + Pause : finished + Pause;
        return Verdict.Wait(due < finished ? finished : due, RestartReason.Spacing);
    }

    protected override Verdict NotStarted(ref S6State own, Instant now, ulong draw) =>
        Verdict.Wait(now + retryAfter, RestartReason.StartFailed);

    protected override Verdict Waited(ref S6State own, Instant now, ulong draw)
    {
        if (!own.IsOver)
        {
            return Verdict.Start(RestartReason.Spacing);
        }

        own.IsOver = false;
        return Verdict.GiveUp(RestartReason.ListedExit, NativeWord.Down, Final);
    }

    /// <summary>What a finish script has answered stands.</summary>
    protected override Verdict Forgiven(ref S6State own, in Whereabouts at)
    {
        own = new S6State(default, default, 0, own.IsOver);
        return Verdict.Nothing;
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        bool hasReadiness = values.Text("notification-fd").Length > 0
            && values.Whole("notification-fd", 3) > 0;
        TimeSpan limit = values.Finite("timeout-finish", TimeStyle.Milliseconds);
        int tally = values.Whole("max-death-tally", 0, 4096);
        return WorkerPolicy.Of(new S6Policy(
            FinishScript.Read(values, hasPermafail: true),
            hasReadiness,
            limit == TimeSpan.Zero ? null : limit,
            tally,
            TimeSpan.FromSeconds(values.Version == "2.15" ? 60 : 10)));
    }

    private bool Permafails(ref S6State own, in EndedLife life)
    {
        int deaths = finish.Deaths;
        if (deaths == 0 || !finish.Codes.Has(life))
        {
            return false;
        }

        own.Times = own.Times.Add(life.EndedAt.Ticks, deaths);
        own.Numbers = own.Numbers.Add(own.Deaths, deaths);
        return own.Times.Count == deaths
            && own.Times.Back(deaths - 1, deaths) >= (life.EndedAt - finish.Within).Ticks
            && own.Numbers.Back(deaths - 1, deaths) > own.Deaths - tally;
    }
}
