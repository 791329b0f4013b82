using Harness.Reference.Ports;
using Harness.Reference.Recovery;
using Xunit;

namespace Harness.Properties.Recovery;

public sealed class RecoveryLadderTests
{
    private static readonly Applicable All = new()
    {
        HasEntry = true,
        HasTransaction = true,
        HasOptionalService = true,
        IsRestartable = true,
        HasOthers = true,
    };

    public static TheoryData<IntegrityKind, Rung> Cheapest => new()
    {
        { IntegrityKind.CorruptEntry, Rung.PurgeEntry },
        { IntegrityKind.CorruptTransaction, Rung.EndTransaction },
        { IntegrityKind.AccessControlFault, Rung.EndTransaction },
        { IntegrityKind.ServiceFault, Rung.DisableService },
        { IntegrityKind.WorkerFault, Rung.RestartKid },
        { IntegrityKind.HopelessWorker, Rung.PauseKid },
        { IntegrityKind.SharedFault, Rung.EndInstance },
    };

    public static TheoryData<IntegrityKind> Kinds => [.. Enum.GetValues<IntegrityKind>()];

    [Theory]
    [MemberData(nameof(Cheapest))]
    public void Each_problem_costs_the_cheapest_thing_that_removes_it(
        IntegrityKind kind, Rung expected) => Assert.Equal(expected, Choose(kind, All));

    [Fact]
    public void Every_kind_of_problem_has_its_method() => Assert.Equal(
        Enum.GetValues<IntegrityKind>().Order(), Cheapest.Select(row => row.Data.Item1).Order());

    [Fact]
    public void A_corrupt_entry_that_cannot_be_purged_costs_the_transaction() => Assert.Equal(
        Rung.EndTransaction, Choose(IntegrityKind.CorruptEntry, All with { HasEntry = false }));

    [Fact]
    public void An_entry_that_is_purged_in_vain_costs_the_transaction() => Assert.Equal(
        Rung.EndTransaction, Choose(IntegrityKind.CorruptEntry, All, Rung.PurgeEntry));

    [Fact]
    public void A_service_that_nobody_can_do_without_is_not_disabled() => Assert.Equal(
        Rung.RestartKid,
        Choose(IntegrityKind.ServiceFault, All with { HasOptionalService = false }));

    [Fact]
    public void A_kid_that_was_restarted_in_vain_is_paused_if_others_serve() => Assert.Equal(
        Rung.PauseKid, Choose(IntegrityKind.WorkerFault, All, Rung.RestartKid));

    [Fact]
    public void The_only_kid_is_not_paused_but_the_instance_ends() => Assert.Equal(
        Rung.EndInstance,
        Choose(IntegrityKind.WorkerFault, All with { HasOthers = false }, Rung.RestartKid));

    [Fact]
    public void Failed_access_control_is_never_switched_off() => Assert.All(
        Enum.GetValues<Rung>().SelectMany(first => Enum.GetValues<Rung>(),
            (first, second) => Choose(IntegrityKind.AccessControlFault, All, first, second)),
        rung => Assert.NotEqual(Rung.DisableService, rung));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whoever_has_tried_everything_ends_the_instance(IntegrityKind kind) => Assert.Equal(
        Rung.EndInstance, Choose(kind, All, Enum.GetValues<Rung>()));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whoever_has_nothing_to_lose_but_the_instance_ends_it(IntegrityKind kind) =>
        Assert.Equal(Rung.EndInstance, Choose(kind, default));

    [Fact]
    public void A_reply_answers_the_very_request_and_no_other()
    {
        var asked = new ReplyTag("kid-1", 2, 7);
        Assert.True(asked.Answers(new ReplyTag("kid-1", 2, 7)));
        Assert.False(new ReplyTag("kid-1", 1, 7).Answers(asked)); // of the life before
        Assert.False(new ReplyTag("kid-1", 2, 8).Answers(asked));
        Assert.False(new ReplyTag("kid-2", 2, 7).Answers(asked));
    }

    private static Rung Choose(IntegrityKind kind, Applicable applies, params Rung[] tried) =>
        RecoveryLadder.Choose(new IntegrityProblem(kind, "it"), applies, tried);
}
