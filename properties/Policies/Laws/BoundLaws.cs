using Harness.Reference;
using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Laws;

/// <summary>However often a worker ends, what its policy remembers does not grow.</summary>
public class BoundLaws
{
    private const int Lives = 20_000;
    private const int BytesOfATime = 8;

    /// <summary>Those that remember more than 16 times, and how many of them.</summary>
    private static readonly Dictionary<string, int> LongLogs = new(StringComparer.Ordinal)
    {
        ["otp intensity=20; period=10"] = 20,
        ["php-fpm emergency_restart_threshold=40; emergency_restart_interval=60"] = 39,
        ["s6 2.11.3.2 finish=s6-permafailon 60 20 1-3 true"] = 2 * 20,
        ["swarm condition=on-failure; max_attempts=18; delay=100ms"] = 18,
    };

    public static TheoryData<string> ShortOnes =>
        [.. PolicyCases.All.Select(one => one.Name).Distinct()
            .Where(name => !LongLogs.ContainsKey(name)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> LongOnes => [.. LongLogs.Keys];

    [Theory]
    [MemberData(nameof(ShortOnes))]
    public void A_life_takes_no_memory_however_many_there_were(string name)
    {
        var crashes = new CrashLoop(PolicyCases.Named(name).Make());
        crashes.Run(Lives / 10);

        Assert.Equal(0, crashes.Run(Lives));
        Assert.True(crashes.Told > Lives, $"{crashes.Told} events");
    }

    [Theory]
    [MemberData(nameof(LongOnes))]
    public void A_life_of_one_with_a_long_log_takes_as_much_as_a_copy_of_its_log(string name)
    {
        var crashes = new CrashLoop(PolicyCases.Named(name).Make());
        crashes.Run(Lives / 10);
        long first = crashes.Run(Lives);
        long second = crashes.Run(Lives);

        // Twice 24 bytes for the array itself, and every event of a life might copy it.
        Assert.InRange(first, 1, (long)Lives * ((LongLogs[name] * BytesOfATime) + 48) * 2);
        Assert.InRange(second, first / 2, first + (first / 10));
    }

    /// <summary>A worker that runs for 0.1 s; what is given up is asked for again.</summary>
    private sealed class CrashLoop(WorkerPolicy policy)
    {
        private Instant _now = Instant.Zero + TimeSpan.FromSeconds(1);

        internal long Told { get; private set; }

        /// <summary>So many lives; how many bytes they took.</summary>
        internal long Run(int lives)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int life = 0; life < lives; life++)
            {
                Tell(PolicyEventKind.Started);
                _now += TimeSpan.FromSeconds(0.1);
                ExitStatus exit = life % 2 == 0
                    ? ExitStatus.Code(1)
                    : ExitStatus.Signal(Signal.Segv);
                RestartDecision decision = policy.On(
                    new(PolicyEventKind.Exited, exit), _now);
                Told++;
                while (decision.Verb != RestartVerb.Start && !decision.IsFinal)
                {
                    _now = policy.NextWake ?? throw new InvalidOperationException(
                        $"{decision} without a wake");
                    decision = Tell(PolicyEventKind.Tick);
                }

                if (decision.IsFinal)
                {
                    Tell(life % 4 < 2 ? PolicyEventKind.Manual : PolicyEventKind.Reset);
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private RestartDecision Tell(PolicyEventKind kind)
        {
            Told++;
            return policy.On(new(kind), _now);
        }
    }
}
