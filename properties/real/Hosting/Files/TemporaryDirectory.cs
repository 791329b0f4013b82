namespace Harness.Properties.Hosting.Files;

/// <summary>A directory for one test, which is gone with all that is in it afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("harness-").FullName;

    /// <summary>The path of a file in it.</summary>
    internal string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
