using Harness.Reference.Policies;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Policies.Laws;

/// <summary>However often a worker ends, what its policy remembers does not grow.</summary>
public class BoundLaws
{
    private const int Lives = 20_000;
    private const int BytesOfATime = 8;
    private const int MostTicks = 10;

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

        // When the runtime compiles a method anew in between, it takes a few hundred bytes on this
        // thread, once; a policy that takes memory takes it in every one of three runs.
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => crashes.Run(Lives)));
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

    [Theory]
    [InlineData("proto-actor", "strategy=ExponentialBackoffStrategy; backoffWindow=1s;"
        + " initialBackoff=8000000h")]
    [InlineData("pm2", "min_uptime=8000000h; max_restarts=1000000;"
        + " exp_backoff_restart_delay=30000000000000")]
    [InlineData("polly-retry", "Delay=24h; BackoffType=Exponential; MaxRetryAttempts=1000000")]
    [InlineData("polly-retry", "Delay=24h; BackoffType=Linear; MaxRetryAttempts=1000000")]
    [InlineData("akka-backoff", "minBackoff=8000000h; maxBackoff=8000000h; randomFactor=1")]
    [InlineData("systemd", "Restart=always; RestartSec=900y; RestartSteps=3;"
        + " RestartMaxDelaySec=990y; StartLimitBurst=0")]
    [InlineData("uwsgi", "emperor=/vassals; emperor-throttle=30000000000000;"
        + " emperor-max-throttle=30000000000000")]
    [InlineData("windows-scm", "actions=restart/30000000000000")]
    public void The_longest_times_and_counts_that_can_be_written_do_not_turn_over(
        string slug, string options)
    {
        WorkerPolicy policy = new PolicyCase(slug, options).Make();
        Instant now = Instant.Zero;
        for (int life = 0; life < 100; life++)
        {
            policy.On(new(PolicyEventKind.Started), now);
            RestartDecision decision = policy.On(
                new(PolicyEventKind.Exited, ExitStatus.Code(1)), now);
            Assert.True(decision.Verb is RestartVerb.Wait or RestartVerb.Start, $"{decision}");
            Assert.True(policy.NextWake is null || policy.NextWake > now, $"life {life}");
        }
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
                for (int ticks = 0; !IsSettled(decision); ticks++)
                {
                    _now = ticks < MostTicks && policy.NextWake is { } wake
                        ? wake
                        : throw new InvalidOperationException($"{decision}, tick {ticks}");
                    decision = Tell(PolicyEventKind.Tick);
                }

                if (decision.IsFinal)
                {
                    Tell(life % 4 < 2 ? PolicyEventKind.Manual : PolicyEventKind.Reset);
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private static bool IsSettled(RestartDecision decision) =>
            decision.Verb == RestartVerb.Start || decision.IsFinal;

        private RestartDecision Tell(PolicyEventKind kind)
        {
            Told++;
            return policy.On(new(kind), _now);
        }
    }
}
