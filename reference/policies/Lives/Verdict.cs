using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Lives;

/// <summary>A decision, and the time that a wait is over.</summary>
public readonly record struct Verdict(RestartDecision Decision, Instant Until = default)
{
    /// <summary>Nothing is to be done.</summary>
    public static readonly Verdict Nothing;

    /// <summary>Start now.</summary>
    public static Verdict Start(RestartReason because, long count = 0, long limit = 0) =>
        Of(RestartVerb.Start, because, NativeWord.None, count, limit);

    /// <summary>Decide again at that time; now, if it is over already.</summary>
    public static Verdict Wait(
        Instant until, RestartReason because, long count = 0, long limit = 0) => new(
            new RestartDecision(RestartVerb.Wait, because, NativeWord.None, count, limit), until);

    /// <summary>As <see cref="Wait"/>, and say so.</summary>
    public static Verdict Pause(
        Instant until, RestartReason because, NativeWord native, long count = 0, long limit = 0) =>
        new(new RestartDecision(RestartVerb.Pause, because, native, count, limit), until);

    /// <summary>It has failed for good.</summary>
    public static Verdict GiveUp(
        RestartReason because, NativeWord native, long count = 0, long limit = 0) =>
        Of(RestartVerb.GiveUp, because, native, count, limit);

    /// <summary>It is done.</summary>
    public static Verdict Rest(RestartReason because, NativeWord native, long count = 0) =>
        Of(RestartVerb.Rest, because, native, count, 0);

    /// <summary>End the process that runs.</summary>
    public static Verdict End(RestartReason because) =>
        Of(RestartVerb.End, because, NativeWord.None, 0, 0);

    /// <summary>End the supervisor.</summary>
    public static Verdict EndAll(
        RestartReason because, NativeWord native, long count = 0, long limit = 0) =>
        Of(RestartVerb.EndAll, because, native, count, limit);

    private static Verdict Of(
        RestartVerb verb, RestartReason because, NativeWord native, long count, long limit) =>
        new(new RestartDecision(verb, because, native, count, limit));
}
