using Harness.Daemon;
using Xunit;

namespace Harness.Properties.Hosting.Control;

/// <summary>The command line of the daemon in this process, with a folder of its own.</summary>
internal sealed class Supervise : IDisposable
{
    internal string Folder { get; } =
        Directory.CreateTempSubdirectory("harness-supervise-").FullName;

    internal string Out { get; private set; } = "";

    internal string Error { get; private set; } = "";

    internal string PathOf(string name) => Path.Combine(Folder, name);

    internal string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return name;
    }

    internal async Task<int> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exit = await new SuperviseCommand(new Surroundings
        {
            Out = output,
            Error = error,
            Folder = Folder,
            Stop = TestContext.Current.CancellationToken,
        }).Run(arguments);
        Out = output.ToString();
        Error = error.ToString();
        TestContext.Current.TestOutputHelper?.WriteLine($"exit {exit}\n{Out}{Error}");
        return exit;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
