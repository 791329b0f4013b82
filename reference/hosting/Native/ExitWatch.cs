namespace Harness.Hosting.Native;

/// <summary>
/// Tells when processes have ended: one thread that sleeps until the descriptor of one of them says
/// so. Nothing is polled, so that a machine on which nothing happens does nothing.
/// </summary>
internal sealed unsafe class ExitWatch : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Action> _watched = [];
    private readonly int _waker = LibC.MakeWaker();
    private readonly Thread _thread;
    private bool _isOver;

    /// <exception cref="IOException">The machine has no descriptors left.</exception>
    internal ExitWatch()
    {
        if (_waker < 0)
        {
            throw new IOException("no descriptor is left to watch processes with");
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "exits" };
        _thread.Start();
    }

    /// <summary>
    /// Calls once, on the thread of this watch, when the process behind that descriptor has ended;
    /// what is called must not wait. The descriptor must stay open until then.
    /// </summary>
    internal void Watch(int pidfd, Action ended)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _watched.Add(pidfd, ended);
                Wake();
            }
        }
    }

    /// <summary>Ends the thread, and returns when nothing is called any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
            Wake();
        }

        _thread.Join();
        _ = LibC.Close(_waker);
    }

    private void Wake()
    {
        ulong one = 1;
        _ = LibC.Write(_waker, &one, sizeof(ulong));
    }

    private void Run()
    {
        LibC.PollDescriptor[] polled = [];
        while (Wanted(ref polled))
        {
            fixed (LibC.PollDescriptor* first = polled)
            {
                // An interrupted wait finds nothing, and is begun again.
                if (LibC.Poll(first, (nuint)polled.Length, -1) <= 0)
                {
                    continue;
                }
            }

            if (polled[0].Found != 0)
            {
                ulong told;
                _ = LibC.Read(_waker, &told, sizeof(ulong));
            }

            foreach (ref LibC.PollDescriptor one in polled.AsSpan(1))
            {
                if (one.Found != 0)
                {
                    Ended(one.Descriptor);
                }
            }
        }
    }

    private bool Wanted(ref LibC.PollDescriptor[] polled)
    {
        lock (_lock)
        {
            polled =
            [
                new LibC.PollDescriptor { Descriptor = _waker, Wanted = LibC.PollIn },
                .. _watched.Keys.Select(descriptor => new LibC.PollDescriptor
                {
                    Descriptor = descriptor, Wanted = LibC.PollIn,
                }),
            ];
            return !_isOver;
        }
    }

    private void Ended(int pidfd)
    {
        Action? ended;
        lock (_lock)
        {
            _watched.Remove(pidfd, out ended);
        }

        ended?.Invoke();
    }
}
