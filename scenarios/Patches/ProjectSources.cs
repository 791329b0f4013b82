using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Harness.Scenarios.Patches;

/// <summary>The sources of a project, with one kind of line end.</summary>
internal sealed class ProjectSources
{
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);

    private ProjectSources(string assembly, IReadOnlyList<string> friends)
    {
        Assembly = assembly;
        Friends = friends;
    }

    /// <summary>The name of its assembly.</summary>
    public string Assembly { get; }

    /// <summary>The assemblies that see what is internal in it.</summary>
    public IReadOnlyList<string> Friends { get; }

    /// <summary>What each file holds, by its path from the project's folder.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>Reads them.</summary>
    /// <param name="folder">Where the project is.</param>
    /// <exception cref="IOException">It cannot be read, or is no project.</exception>
    public static ProjectSources Read(string folder)
    {
        string[] projects = Directory.GetFiles(folder, "*.csproj");
        if (projects is not [string project])
        {
            throw new IOException($"{folder} holds no project: expected one *.csproj");
        }

        XDocument described;
        try
        {
            described = XDocument.Load(project);
        }
        catch (XmlException wrong)
        {
            throw new IOException($"{project} cannot be read: {wrong.Message}", wrong);
        }

        var sources = new ProjectSources(
            described.Descendants("AssemblyName").FirstOrDefault()?.Value
                ?? Path.GetFileNameWithoutExtension(project),
            [
                .. described.Descendants("InternalsVisibleTo")
                    .Select(one => one.Attribute("Include")?.Value).OfType<string>(),
            ]);
        foreach (string file in Directory.EnumerateFiles(
            folder, "*.cs", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (path.Split('/')[0] is not ("bin" or "obj"))
            {
                sources._texts.Add(path, File.ReadAllText(file, Encoding.UTF8)
                    .Replace("\r\n", "\n", StringComparison.Ordinal));
            }
        }

        return sources;
    }
}
