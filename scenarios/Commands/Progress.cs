using System.Globalization;

namespace Harness.Scenarios.Commands;

/// <summary>
/// Tells how far the runs are: on a terminal in one line that is redrawn, elsewhere in a line for
/// each scenario that is done.
/// </summary>
internal sealed class Progress(TextWriter writer, bool isTerminal, TimeProvider time, long total)
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(100);

    private readonly long _begun = time.GetTimestamp();
    private long _drawn = long.MinValue;
    private long _done;
    private int _width;

    /// <summary>Since the beginning.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_begun);

    /// <summary>What is run now, where that is more than runs; empty: nothing to say.</summary>
    public string What { get; set; } = "";

    /// <summary>What is counted.</summary>
    public string Noun { get; init; } = "runs";

    /// <summary>One more was made.</summary>
    public void Count()
    {
        _done++;
        if (isTerminal
            && (_drawn == long.MinValue || time.GetElapsedTime(_drawn) >= RedrawEvery))
        {
            _drawn = time.GetTimestamp();
            Redraw(Line());
        }
    }

    /// <summary>A scenario is done.</summary>
    public void Finished(string line)
    {
        if (!isTerminal)
        {
            writer.WriteLine(line);
        }
    }

    /// <summary>Takes the redrawn line away.</summary>
    public void Clear()
    {
        if (isTerminal)
        {
            Redraw("");
            writer.Write('\r');
            writer.Flush();
        }
    }

    private string Line()
    {
        double seconds = Math.Max(0.001, Elapsed.TotalSeconds);
        double rate = _done / seconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{What}{_done}/{total} {Noun}, {rate:0.#}/s, {(total - _done) / rate:0} s left");
    }

    // Blanks instead of an erase sequence: they work on every terminal.
    private void Redraw(string line)
    {
        writer.Write('\r' + line.PadRight(_width));
        writer.Flush();
        _width = line.Length;
    }
}
