using System.Diagnostics;
using System.Net.Sockets;
using Harness.Hosting.Control;
using Xunit;

namespace Harness.Properties.Hosting.Control;

public sealed class SocketTests : IDisposable
{
    private readonly string _folder =
        Directory.CreateTempSubdirectory("harness-socket-").FullName;

    private string SocketPath => Path.Combine(_folder, "s");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Its_file_is_for_its_user_alone_and_goes_with_it()
    {
        using (ControlSocket.Listen(SocketPath))
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SocketPath));
            Assert.True(Answers(SocketPath));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void What_a_dead_process_left_is_taken_over()
    {
        LeaveDead(SocketPath);
        Assert.False(Answers(SocketPath));

        using ControlSocket socket = ControlSocket.Listen(SocketPath);

        Assert.True(Answers(SocketPath));
    }

    [Fact]
    public void Of_many_that_take_over_at_once_one_does()
    {
        for (int round = 0; round < 20; round++)
        {
            LeaveDead(SocketPath);
            var taken = new List<ControlSocket>();
            Thread[] all = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            {
                try
                {
                    var socket = ControlSocket.Listen(SocketPath);
                    lock (taken)
                    {
                        taken.Add(socket);
                    }
                }
                catch (ControlSocketException)
                {
                    // Another one was first.
                }
            }))];
            Array.ForEach(all, one => one.Start());
            Array.ForEach(all, one => one.Join());

            ControlSocket winner = Assert.Single(taken);
            Assert.True(Answers(SocketPath));
            winner.Dispose();
        }
    }

    [Fact]
    public void Where_somebody_listens_nobody_else_does()
    {
        using ControlSocket first = ControlSocket.Listen(SocketPath);

        var refused = Assert.Throws<ControlSocketException>(
            () => ControlSocket.Listen(SocketPath));

        Assert.Equal(
            $"cannot listen at {SocketPath}: somebody listens there already", refused.Message);
        Assert.True(Answers(SocketPath));
    }

    [Fact]
    public void A_socket_of_another_type_is_somebodys()
    {
        using var datagrams = new Socket(AddressFamily.Unix, SocketType.Dgram, 0);
        datagrams.Bind(new UnixDomainSocketEndPoint(SocketPath));

        Assert.Throws<ControlSocketException>(() => ControlSocket.Listen(SocketPath));
        Assert.True(File.Exists(SocketPath));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("directory")]
    [InlineData("link")]
    [InlineData("dangling link")]
    public void What_is_no_socket_stays_as_it_is(string kind)
    {
        string other = Path.Combine(_folder, "other");
        switch (kind)
        {
            case "file":
                File.WriteAllText(SocketPath, "mine");
                break;
            case "directory":
                Directory.CreateDirectory(SocketPath);
                break;
            case "link":
                LeaveDead(other);
                File.CreateSymbolicLink(SocketPath, other);
                break;
            default:
                File.CreateSymbolicLink(SocketPath, other);
                break;
        }

        string[] before = [.. Directory.EnumerateFileSystemEntries(_folder).Order()];
        var refused = Assert.Throws<ControlSocketException>(
            () => ControlSocket.Listen(SocketPath));

        Assert.Equal(
            $"cannot listen at {SocketPath}: a file is there that is no socket", refused.Message);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(_folder).Order());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() => Assert.StartsWith(
        $"cannot listen at {_folder}/no/s: ",
        Assert.Throws<ControlSocketException>(
            () => ControlSocket.Listen(Path.Combine(_folder, "no", "s"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_path_has_107_bytes_at_most()
    {
        string longest = $"{_folder}/".PadRight(ControlSocket.MostPathBytes, 'x');
        Assert.Null(ControlSocket.ProblemOf(longest));
        using (ControlSocket.Listen(longest))
        {
            Assert.True(Answers(longest));
        }

        string tooLong = longest[..^1] + "\u00e9";
        Assert.Contains(
            "has 108 bytes", ControlSocket.ProblemOf(tooLong), StringComparison.Ordinal);
        Assert.Throws<ControlSocketException>(() => ControlSocket.Listen(tooLong));
        Assert.NotNull(ControlSocket.ProblemOf(""));
    }

    [Theory]
    [InlineData("0", "200")]
    [InlineData("65534", "000")]
    public async Task Another_user_is_not_let_in_whatever_the_mode_of_the_file(
        string user, string code)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can be somebody else");
        Assert.SkipUnless(
            File.Exists("/usr/bin/setpriv") && File.Exists("/usr/bin/curl"),
            "setpriv and curl are needed");
        await using ControlHost host = await ControlHost.Start();
        File.SetUnixFileMode(host.Folder, (UnixFileMode)0b111_101_101);
        Assert.SkipUnless(
            Path.GetDirectoryName(host.Folder) is "/tmp", "others must get to the folder");
        File.SetUnixFileMode(host.Path, (UnixFileMode)0b110_110_110);

        var start = new ProcessStartInfo("/usr/bin/setpriv")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "--reuid", user, "--clear-groups",
                "/usr/bin/curl", "-sv", "--stderr", "-", "-o", "/dev/null",
                "-w", "%{http_code}", "--unix-socket", host.Path, "http://x/v1/status",
            },
        };
        using Process curl = Process.Start(start)!;
        string said = await curl.StandardOutput.ReadToEndAsync(
            TestContext.Current.CancellationToken);
        await curl.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Connected, and closed without a word: nothing came, or not even a peer was there.
        Assert.Contains(
            curl.ExitCode, user == "0" ? [0] : (int[])[7, 52, 56]);
        Assert.DoesNotContain("Immediate connect fail", said, StringComparison.Ordinal);
        Assert.EndsWith(code, said, StringComparison.Ordinal);
    }

    // Closed, its file would go: under another name it stays.
    private static void LeaveDead(string path)
    {
        using var dying = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        dying.Bind(new UnixDomainSocketEndPoint(path + "~"));
        dying.Listen();
        File.Move(path + "~", path);
    }

    private static bool Answers(string path)
    {
        using var asking = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        try
        {
            asking.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
