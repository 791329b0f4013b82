using Harness.Reference.Policies.Lives;
using Harness.Reference.Ports;

namespace Harness.Reference.Policies.Rules;

/// <summary>The numbers of a <see cref="DecayedCounter"/>.</summary>
/// <param name="Threshold">
/// More than this is refused, in parts of 2^-32: <c>5L &lt;&lt; 32</c> is 5. 0 or more.
/// </param>
/// <param name="HalfLife">How long it takes for the counter to halve; over 0.</param>
public sealed record DecayedCounterOptions(long Threshold, TimeSpan HalfLife);

/// <summary>The counter in parts of 2^-32, and when it was that.</summary>
public record struct DecayedCounterState(long Counter, Instant At);

/// <summary>
/// P4: a counter that halves every half-life and gains one with every event; over the threshold an
/// event is refused. In integers, so that it is the same on every machine: the power of two is
/// multiplied from four tables of 256, right to 2^-31 of a count. Source: suture v4 supervisor.go
/// ("f = f * 0.5^(dt / FailureDecay) + 1"), which uses floating point.
/// </summary>
public sealed class DecayedCounter(DecayedCounterOptions options)
    : IRestartRule<DecayedCounterState>
{
    private const int Point = 32;
    private const int Digits = 4;
    private const int Values = 256;

    /// <summary>By digit and value: 2^-(value / 256^digit), in parts of 2^-63.</summary>
    private static readonly ulong[] Powers = PowersOfHalf();

    /// <inheritdoc/>
    public DecayedCounterState Initial => default;

    /// <summary>Counts an event; whether it is borne.</summary>
    public RuleStep<DecayedCounterState> Count(in DecayedCounterState state, Instant now)
    {
        DecayedCounterState next = state;
        RuleAnswer answer = Judge(ref next, now);
        return new(next, answer);
    }

    /// <inheritdoc/>
    public RuleAnswer Judge(ref DecayedCounterState state, in EndedLife life, ulong draw) =>
        Judge(ref state, life.EndedAt);

    private RuleAnswer Judge(ref DecayedCounterState state, Instant now)
    {
        state.Counter = Decayed(state.Counter, now - state.At) + (1L << Point);
        state.At = now;
        return RuleAnswer.Of(
            state.Counter <= options.Threshold, (int)(state.Counter >> Point),
            (int)(options.Threshold >> Point));
    }

    private long Decayed(long counter, TimeSpan after)
    {
        if (counter == 0 || after <= TimeSpan.Zero)
        {
            return counter;
        }

        long halvings = Math.DivRem(after.Ticks, options.HalfLife.Ticks, out long rest);
        if (halvings >= 63)
        {
            return 0;
        }

        // The part of a half-life in 32 bits: what is left of it is less than 2^-32 of a halving.
        uint part = (uint)(((UInt128)(ulong)rest << 32) / (ulong)options.HalfLife.Ticks);
        ulong power = 1UL << 63;
        for (int digit = 0; digit < Digits; digit++)
        {
            uint value = (part >> (24 - (8 * digit))) & 0xFF;
            power = Math.BigMul(power, Powers[(digit * Values) + (int)value], out ulong low) << 1
                | low >> 63;
        }

        ulong scaled = Math.BigMul((ulong)counter, power, out ulong below) << 1 | below >> 63;
        return (long)(scaled >> (int)halvings);
    }

    private static ulong[] PowersOfHalf()
    {
        var powers = new ulong[Digits * Values];

        // 2^-(1/2^k) for k = 1 to 32, each the square root of the one before.
        UInt128 root = (UInt128)1 << 62; // a half, in parts of 2^-63
        var roots = new ulong[33];
        for (int k = 1; k <= 32; k++)
        {
            root = SquareRoot(root << 63);
            roots[k] = (ulong)root;
        }

        for (int digit = 0; digit < Digits; digit++)
        {
            for (int value = 0; value < Values; value++)
            {
                ulong power = 1UL << 63;
                for (int bit = 0; bit < 8; bit++)
                {
                    if ((value & (0x80 >> bit)) != 0)
                    {
                        power = (ulong)(((UInt128)power * roots[(8 * digit) + bit + 1]) >> 63);
                    }
                }

                powers[(digit * Values) + value] = power;
            }
        }

        return powers;
    }

    private static UInt128 SquareRoot(UInt128 square)
    {
        UInt128 root = 0;
        for (int bit = 63; bit >= 0; bit--)
        {
            UInt128 tried = root | (UInt128)1 << bit;
            root = tried * tried <= square ? tried : root;
        }

        return root;
    }
}
