using System.Numerics;

namespace Harness.Reference.Policies.Rules;

/// <summary>
/// P6, interpolated: from a least to a most delay in so many steps that are equal factors, cut to
/// microseconds: <c>floor(least * (most / least)^((k - 1) / steps))</c> for the k-th. It depends on
/// the number of delays alone and never forgets. Exact: by integer roots, and not by the long
/// double of the original. Source: systemd 257 src/core/service.c service_restart_usec_next.
/// </summary>
public sealed class SteppedDelay
{
    private const int TicksPerMicrosecond = 10;

    private readonly long _least;
    private readonly long _most;
    private readonly int _steps;
    private readonly long[] _known;

    /// <summary>From the least to the most in that many steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The least is 0 or less, the most is less than it, or there are no steps.
    /// </exception>
    public SteppedDelay(TimeSpan least, TimeSpan most, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(least, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _least = least.Ticks / TicksPerMicrosecond;
        _most = most.Ticks / TicksPerMicrosecond;
        _steps = steps;
        _known = new long[steps];
    }

    /// <summary>The k-th delay, from 1.</summary>
    public TimeSpan Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        if (number > _steps)
        {
            return TimeSpan.FromTicks(_most * TicksPerMicrosecond);
        }

        // Worked out once each: what is remembered is what would be worked out again.
        ref long known = ref _known[number - 1];
        if (known == 0)
        {
            known = Interpolated(number - 1);
        }

        return TimeSpan.FromTicks(known * TicksPerMicrosecond);
    }

    // The largest whole number whose power is not over least^(steps - step) * most^step.
    private long Interpolated(int step)
    {
        BigInteger power = BigInteger.Pow(_least, _steps - step) * BigInteger.Pow(_most, step);
        long low = _least;
        long high = _most;
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            if (BigInteger.Pow(middle, _steps) <= power)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
