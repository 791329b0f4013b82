using System.Text;
using Harness.Reference.Documents;
using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.Configuration;

/// <summary>
/// Reads the supervisor's configuration from YAML: strictly, because a key that is silently left
/// aside would change what is supervised, and completely, so that all mistakes are told at once.
/// </summary>
public sealed class SupervisorConfigReader : IConfigReader
{
    /// <summary>The size of the largest document that is read, in bytes of UTF-8: 64 KiB.</summary>
    public static int MostBytes => ConfigLimits.Document.MostBytes;

    /// <inheritdoc/>
    public ConfigReading Read(ConfigDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var problems = new ProblemList("");
        SupervisorOptions? options = Read(Encoding.UTF8.GetBytes(document.Text), problems);
        if (problems.Count > 0)
        {
            return new ConfigReading(
                null, [.. problems.ByPlace().Select(problem => problem.InFile)]);
        }

        return options is null
            ? throw new InvalidOperationException("neither options nor a problem")
            : new ConfigReading(options with { Document = document }, []);
    }

    /// <summary>Everything that is wrong with a file, by place; empty if nothing is.</summary>
    /// <param name="displayPath">The file as problems call it.</param>
    /// <param name="file">
    /// What it holds; of one that is too large <see cref="MostBytes"/> and one byte are enough.
    /// </param>
    public static IReadOnlyList<Problem> Check(string displayPath, ReadOnlySpan<byte> file)
    {
        var problems = new ProblemList(displayPath);
        Read(file, problems);
        return problems.ByPlace();
    }

    private static SupervisorOptions? Read(ReadOnlySpan<byte> file, ProblemList problems) =>
        SourceText.Read(ConfigLimits.Document, file, problems) is { } text
            && new YamlReader(ConfigLimits.Document, text, problems).Read() is { } document
            ? new ConfigSections(new Values(problems)).Read(document)
            : null;
}
