using Harness.Reference.Options;
using Harness.Reference.Policies;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Harness.Reference.Supervising;

namespace Harness.Properties.Reference.Supervising;

/// <summary>
/// A finite abstraction of all that a worker's controller can believe, hear and find around it.
/// </summary>
internal static class WorkerWorld
{
    internal static readonly Instant Now = new(TimeSpan.FromHours(1).Ticks);

    internal static readonly WorkerOptions Worker = new()
    {
        Unit = new UnitSpec("web", "web", TimeSpan.FromSeconds(1)),
        Policy = SquidKidOptions.Default,
    };

    private static readonly Instant Past = Now - TimeSpan.FromSeconds(1);
    private static readonly Instant Future = Now + TimeSpan.FromSeconds(1);
    private static readonly bool[] Both = [false, true];

    private static readonly ProcessIdentity Own = new(7, new Instant(1), new BootId("boot"));
    private static readonly ProcessIdentity Other = new(8, new Instant(2), new BootId("boot"));

    private static readonly GroupSeat Seat = new(new Nobody(), 1);

    private static readonly WorkerOptions Next = Worker with { Group = "next" };

    /// <summary>
    /// Running, failing, stopping; and with options that end the instance for a death, while the
    /// policy wants to be asked.
    /// </summary>
    internal static readonly Situation[] Situations =
    [
        new(Now, null, false, true, Usual),
        new(Now, Future, true, true, Strict),
        new(Now, null, true, false, Usual),
        new(Now, Past, false, true, Strict),
    ];

    internal static readonly WorkerStimulus[] Stimuli =
    [
        .. Enum.GetValues<StimulusKind>().SelectMany(Variants),
    ];

    internal static IEnumerable<ChildState> States() =>
        from condition in Enum.GetValues<WorkerCondition>()
        from under in Enum.GetValues<Operation>()
        from tag in new[] { null, "", Worker.Unit.Tag }
        from due in Enumerable.Range(0, 4)
        from isBringingUp in Both
        from isDisabled in Both
        from isSeated in Both
        from isLeaving in Both
        from isBeingReplaced in Both
        from isChanging in Both

        // Who is leaving has a seat, and during startup there are no groups and no changes.
        where isSeated || !isLeaving
        where !isBringingUp || !(isDisabled || isSeated || isBeingReplaced)
        select new ChildState(Worker)
        {
            Condition = condition,
            Under = under,
            Known = tag is null ? null : Own,
            Tag = tag ?? "",
            StartDue = due == 1 ? Past : null,
            ReadyBy = due == 2 ? Past : due == 3 ? Future : null,
            EndDue = due == 3 ? Past : null,
            IsDisabled = isDisabled,
            WasDisabled = isChanging,
            IsLeaving = isLeaving,
            IsBringingUp = isBringingUp,
            IsBeingReplaced = isBeingReplaced,
            IsRetired = isChanging,
            Next = isChanging ? Next : null,
            MakingWay = isChanging ? Other : null,
            Seat = isSeated ? Seat : null,
        };

    private static SupervisorOptions Usual => new() { Workers = [Worker] };

    private static SupervisorOptions Strict => Usual with
    {
        OnWorkerDeath = OnWorkerDeath.End, WhenCrippled = WhenCrippled.Stop,
    };

    private static IEnumerable<WorkerStimulus> Variants(StimulusKind kind) => kind switch
    {
        StimulusKind.Adopted =>
        [
            new(kind) { Process = Status(Own, ProcessState.Starting) },
            new(kind) { Process = Status(Other, ProcessState.Ready) },
        ],
        StimulusKind.Shown => Decisions(kind),
        StimulusKind.Disabled => [new(kind) { Because = Instability.GivenUp }],
        StimulusKind.Seated => [new(kind), new(kind) { Seat = Seat }],
        StimulusKind.Given => [new(kind) { Options = Next }],
        StimulusKind.StartNow or StimulusKind.StopNow =>
            [new(kind) { Order = new GroupAct(GroupVerb.Start, 1, RestartReason.Together) }],
        StimulusKind.Listed => Lists().Select(
            list => new WorkerStimulus(kind) { List = list, AskedAt = Now }),
        StimulusKind.StartAnswered => Enum.GetValues<ServiceResult>().Select(
            result => new WorkerStimulus(kind)
            {
                Answer = new ServiceAnswer(
                    result,
                    result is ServiceResult.Done or ServiceResult.AlreadyRuns ? Other : null),
            }),
        StimulusKind.ProcessEnded or StimulusKind.UnitEnded or StimulusKind.Defined =>
            [new(kind), new(kind) { IsDone = true }],
        StimulusKind.Decided => Decisions(kind),
        StimulusKind.Retired or StimulusKind.BringUp or StimulusKind.Look or StimulusKind.Wake
            or StimulusKind.Reset or StimulusKind.Replace or StimulusKind.EndForGood
            or StimulusKind.Stop or StimulusKind.Collected => [new(kind)],
    };

    private static IEnumerable<WorkerStimulus> Decisions(StimulusKind kind) =>
        from verb in Enum.GetValues<RestartVerb>()
        from because in new[]
        {
            RestartReason.None, RestartReason.Revived, RestartReason.NotRestarted,
        }
        select new WorkerStimulus(kind)
        {
            Decision = new RestartDecision(verb, because), GroupWake = Future,
        };

    private static IEnumerable<IReadOnlyList<ProcessStatus>?> Lists() =>
    [
        null,
        [],
        .. Enum.GetValues<ProcessState>().SelectMany(state => new[]
        {
            new[] { Status(Own, state) }, [Status(Other, state)],
        }),
        [Status(Own, ProcessState.Starting) with { PatienceUntil = Future }],
        [Status(Own, ProcessState.Ready) with { Report = Asks(Rung.RestartKid) }],
        [Status(Own, ProcessState.Ready) with { Report = Asks(Rung.EndInstance) }],
        [Status(Other, ProcessState.Exited) with { IsGivenUp = true }],
    ];

    private static IntegrityReport Asks(Rung rung) => new(rung, IntegrityKind.WorkerFault, "");

    private static ProcessStatus Status(ProcessIdentity process, ProcessState state) => new(
        "web", process, state, Past, Past, ExitStatus.Code(1));

    private sealed class Nobody : IGroupMailbox
    {
        public void Post(GroupMail mail) =>
            throw new InvalidOperationException("a table posts nothing by itself");
    }
}
