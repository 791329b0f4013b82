using System.Diagnostics;
using Harness.Hosting.Control;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class StatePreflightTests : IDisposable
{
    private const UnixFileMode UserOnly = (UnixFileMode)0b111_000_000;

    private readonly string _folder =
        Directory.CreateTempSubdirectory("harness-state-").FullName;

    private string State => Path.Combine(_folder, "state");

    private string Socket => Path.Combine(State, "control.sock");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_not_there_yet_is_made_for_the_user_alone()
    {
        Assert.Empty(StatePreflight.ProblemsOf(State, Socket));
        StatePreflight.Make(State);

        Assert.Equal(UserOnly, File.GetUnixFileMode(State));
        Assert.Empty(StatePreflight.ProblemsOf(State, Socket));
    }

    [Fact]
    public void Files_and_folders_of_the_user_are_fine()
    {
        StatePreflight.Make(State);
        File.WriteAllText(Path.Combine(State, "state.json"), "{}");
        Directory.CreateDirectory(Path.Combine(State, "output"));
        File.CreateSymbolicLink(Socket, "/nowhere"); // the socket is somebody else's concern

        Assert.Empty(StatePreflight.ProblemsOf(State, Socket));
    }

    [Theory]
    [InlineData(0b111_101_101, false)]
    [InlineData(0b111_111_101, true)]
    [InlineData(0b111_101_111, true)]
    public void Others_must_not_write_there(int mode, bool isProblem)
    {
        StatePreflight.Make(State);
        File.SetUnixFileMode(State, (UnixFileMode)mode);

        Assert.Equal(isProblem, StatePreflight.ProblemsOf(State, Socket).Count == 1);
    }

    [Fact]
    public void A_file_is_no_directory()
    {
        File.WriteAllText(State, "");

        Assert.Equal(
            [$"{State} is no directory: expected one for the state, or nothing there"],
            StatePreflight.ProblemsOf(State, Socket));
    }

    [Fact]
    public void Every_link_in_it_is_named()
    {
        StatePreflight.Make(State);
        File.CreateSymbolicLink(Path.Combine(State, "state.json"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(State, "config.json"), "/etc/passwd");

        Assert.Equal(
            [
                $"file of the state {State}/config.json is neither a file nor a directory",
                $"file of the state {State}/state.json is neither a file nor a directory",
            ],
            StatePreflight.ProblemsOf(State, Socket));
    }

    [Fact]
    public void What_belongs_to_somebody_else_is_named()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can give files away");
        StatePreflight.Make(State);
        string file = Path.Combine(State, "state.json");
        File.WriteAllText(file, "{}");
        Own(file);

        Assert.Equal(
            [
                $"file of the state {file} belongs to user 65534:"
                + " expected 0, the user that runs this",
            ],
            StatePreflight.ProblemsOf(State, Socket));
        Own(State);
        Assert.Equal(
            [
                $"state directory {State} belongs to user 65534:"
                + " expected 0, the user that runs this",
            ],
            StatePreflight.ProblemsOf(State, Socket));
    }

    private static void Own(string path)
    {
        using var chown = Process.Start("chown", ["65534", path]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);
    }
}
