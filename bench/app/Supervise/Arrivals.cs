using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Harness.Bench.Supervise;

/// <summary>
/// Where new processes say that they run: one named pipe, which a shell can write to without
/// another program, and one thread that stamps what it reads. A line is written in one piece
/// (PIPE_BUF of pipe(7)).
/// </summary>
internal sealed class Arrivals : IDisposable
{
    private readonly BlockingCollection<Arrival> _heard = [];
    private readonly FileStream _fifo;
    private readonly Thread _thread;

    internal Arrivals(string path)
    {
        Path = path;
        _fifo = Fifo.Make(path);
        _thread = new Thread(Listen) { IsBackground = true, Name = "arrivals" };
        _thread.Start();
    }

    internal string Path { get; }

    /// <summary>The next arrival; null if nobody comes within that time.</summary>
    internal Arrival? Next(TimeSpan within, CancellationToken stop) =>
        _heard.TryTake(out Arrival arrival, (int)within.TotalMilliseconds, stop)
            ? arrival
            : null;

    /// <summary>Forgets who came and was not waited for.</summary>
    internal void Clear()
    {
        while (_heard.TryTake(out _))
        {
            // Its fleet is gone.
        }
    }

    public void Dispose()
    {
        _fifo.Write("\n"u8); // an empty line is the end
        _thread.Join();
        _fifo.Dispose();
        _heard.Dispose();
    }

    private void Listen()
    {
        var buffer = new byte[4096];
        string begun = "";
        while (true)
        {
            int length = _fifo.Read(buffer);
            long at = Stopwatch.GetTimestamp();
            string[] lines = (begun + Encoding.ASCII.GetString(buffer, 0, length)).Split('\n');
            begun = lines[^1];
            foreach (string line in lines[..^1])
            {
                if (line.Length == 0)
                {
                    return;
                }

                _heard.Add(Arrival.Parse(line, at));
            }
        }
    }
}
