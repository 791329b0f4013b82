using System.Globalization;

namespace Harness.Bench.Supervise;

/// <summary>A new process has said that it runs, as its first act.</summary>
/// <param name="Fleet">The number of its fleet.</param>
/// <param name="Worker">Which of its workers it is of, from 0.</param>
/// <param name="Pid">Its pid.</param>
/// <param name="At">When that was heard, as a timestamp of <c>Stopwatch</c>.</param>
internal readonly record struct Arrival(int Fleet, int Worker, int Pid, long At)
{
    /// <summary>Reads what <see cref="Workplace.WriteWorker"/> lets a worker say.</summary>
    internal static Arrival Parse(string line, long at)
    {
        int[] numbers = [.. line.Split(' ')
            .Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        return new Arrival(numbers[0], numbers[1], numbers[2], at);
    }
}
