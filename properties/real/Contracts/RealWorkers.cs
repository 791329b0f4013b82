using System.Net.Sockets;
using System.Text;

namespace Harness.Properties.Contracts;

/// <summary>
/// Workers that plain sh can run. Each does what a file tells it, and says what it has to say into
/// another file; sh cannot send to a socket, so that is done for it here. What is stopped says
/// nothing any more.
/// </summary>
internal sealed class RealWorkers : IDisposable
{
    private const string Script = """
        ulimit -c 0
        me=$1/$$
        beats=
        say() { echo "$1" >> "$me.say"; }
        if [ "$2" = deaf ]; then trap '' TERM; else trap 'exit 0' TERM; fi
        echo "$NOTIFY_SOCKET" > "$me.new"
        mv "$me.new" "$me.up"
        while :; do
            if [ -e "$me.do" ]; then
                what=$(cat "$me.do")
                rm "$me.do"
                eval "$what"
            fi
            [ -z "$beats" ] || say WATCHDOG=1
            sleep 0.05
        done

        """;

    private readonly string _directory;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _saying;
    private readonly Dictionary<string, int> _said = new(StringComparer.Ordinal);

    internal RealWorkers(string directory)
    {
        _directory = Directory.CreateDirectory(directory).FullName;
        File.WriteAllText(ScriptPath, Script);
        _saying = Task.Run(Say);
    }

    private string ScriptPath => Path.Combine(_directory, "worker.sh");

    public void Dispose()
    {
        _over.Cancel();
        _saying.Wait();
        _over.Dispose();
    }

    internal string Command(bool isDeaf) =>
        $"/bin/sh '{ScriptPath}' '{_directory}' {(isDeaf ? "deaf" : "heeds")}";

    internal bool IsUp(int pid) => File.Exists(PathOf(pid, "up"));

    /// <summary>
    /// Whether a process is in that state of proc(5): T is stopped, Z has ended. What was collected
    /// is in every one.
    /// </summary>
    internal static bool IsIn(char state, int pid)
    {
        try
        {
            string stat = File.ReadAllText(FormattableString.Invariant($"/proc/{pid}/stat"));
            return stat[stat.LastIndexOf(')') + 2] == state;
        }
        catch (IOException)
        {
            return true; // ENOENT before it is opened, ESRCH after that
        }
    }

    /// <summary>Completes when the worker has begun to do it.</summary>
    internal async Task Tell(int pid, string what)
    {
        string order = PathOf(pid, "do");
        await File.WriteAllTextAsync(order + ".new", what);
        File.Move(order + ".new", order);
        while (File.Exists(order))
        {
            await Task.Delay(10);
        }
    }

    private string PathOf(int pid, string ending) =>
        Path.Combine(_directory, FormattableString.Invariant($"{pid}.{ending}"));

    private async Task Say()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, 0);
        while (!_over.IsCancellationRequested)
        {
            foreach (string path in Directory.GetFiles(_directory, "*.say"))
            {
                SayAll(socket, path);
            }

            await Task.Delay(10);
        }
    }

    private void SayAll(Socket socket, string path)
    {
        string[] lines = File.ReadAllText(path).Split('\n');
        string to = File.ReadAllText(Path.ChangeExtension(path, "up")).TrimEnd('\n');
        for (int at = _said.GetValueOrDefault(path); at < lines.Length - 1; at++)
        {
            _said[path] = at + 1; // the last line has no end yet
            try
            {
                socket.SendTo(Encoding.UTF8.GetBytes(lines[at]), new UnixDomainSocketEndPoint(to));
            }
            catch (SocketException)
            {
                // Nobody listens: the supervisor is dead, or that life is over.
            }
        }
    }
}
