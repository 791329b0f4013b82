using Harness.Reference.Documents;
using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Systems;

/// <summary>Failures in a row, and when the last one was.</summary>
public record struct WindowsScmState(int Failures, Instant LastAt);

/// <summary>
/// Windows' service control manager: the N-th failure runs the N-th action, the last one from then
/// on; a time of the reset period without a failure begins anew. Source: [MS-SCMR] 2.2.39 and
/// 2.2.40 (documented, never run; whether the comparison is strict is not documented).
/// </summary>
internal sealed class WindowsScmPolicy(
    IReadOnlyList<TimeSpan?> actions, TimeSpan? reset) : LifePolicy<WindowsScmState>
{
    internal static PolicySystem System { get; } = new()
    {
        Slug = "windows-scm",
        Name = "Windows Service Control Manager failure actions",
        Versions = ["MS-SCMR"],
        Clock = "not documented",
        Options =
        [
            new("reset", "", "s, or INFINITE (sc.exe reset=); left out: INFINITE"),
            new("actions", "", "restart/MS or none/MS, joined by / (sc.exe actions=)"),
        ],
        Source = "[MS-SCMR] 2.2.39, 2.2.40",
        Deviations = "From the documentation alone. An exit with 0 is taken as a stop; the actions"
            + " run and reboot are not modelled.",
        Make = Read,
    };

    protected override Verdict Ended(ref WindowsScmState own, in EndedLife life, ulong draw)
    {
        if (life.IsZero)
        {
            return Verdict.Rest(RestartReason.CleanExit, NativeWord.Stopped);
        }

        bool isAnew = own.Failures > 0 && reset is { } after && life.EndedAt - own.LastAt > after;
        own.Failures = isAnew ? 1 : Math.Min(own.Failures, int.MaxValue - 1) + 1;
        own.LastAt = life.EndedAt;
        TimeSpan? delay = actions.Count == 0
            ? null
            : actions[Math.Min(own.Failures, actions.Count) - 1];
        return delay is { } wait
            ? Verdict.Wait(life.EndedAt + wait, RestartReason.Backoff, own.Failures)
            : Verdict.GiveUp(
                RestartReason.OverLimit, NativeWord.Stopped, own.Failures, actions.Count);
    }

    private static WorkerPolicy? Read(OptionValues values, PolicyTiming timing)
    {
        string written = values.Text("reset");
        TimeSpan? reset = written is "" or "INFINITE"
            ? null
            : values.Finite("reset", TimeStyle.WholeSeconds);
        var actions = new List<TimeSpan?>();
        string text = values.Text("actions");
        string[] words = text.Length == 0 ? [] : text.Split('/');
        for (int at = 0; at < words.Length; at += 2)
        {
            bool isRestart = words[at] == "restart";
            if (!isRestart && words[at] != "none")
            {
                values.Refuse(
                    "actions", $"{Words.Quote(words[at])}: "
                    + Words.Instead(words[at], ["restart", "none"]));
            }

            NativeTime delay = at + 1 < words.Length
                ? NativeTimes.Read(words[at + 1], TimeStyle.Milliseconds)
                : new(null, "expected a delay in milliseconds after every action");
            if (delay.Problem is { } problem)
            {
                values.Refuse("actions", problem);
            }

            actions.Add(isRestart ? delay.Value ?? TimeSpan.Zero : null);
        }

        return WorkerPolicy.Of(new WindowsScmPolicy(actions, reset));
    }
}
