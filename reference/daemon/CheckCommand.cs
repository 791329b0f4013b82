using Harness.Reference.Documents;

namespace Harness.Daemon;

/// <summary><c>supervise check</c>: everything that is wrong with configurations.</summary>
internal sealed class CheckCommand(Surroundings surroundings)
{
    /// <summary>Tells of each file; nothing is changed.</summary>
    internal int Run(IReadOnlyList<string> files)
    {
        bool areFine = true;
        foreach (string name in files)
        {
            ConfigFile file = ConfigFile.Checked(name, surroundings.Folder);
            if (file.Contents is not null)
            {
                surroundings.Out.WriteLine($"{OneLine.Of(name)}: OK");
                continue;
            }

            areFine = false;
            Tell(surroundings, file.Problems);
        }

        return areFine ? ExitCode.Done : ExitCode.Usage;
    }

    /// <summary>A line each, so that an editor can jump to its place.</summary>
    internal static void Tell(Surroundings surroundings, IEnumerable<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            surroundings.Error.WriteLine(OneLine.Of(problem.ToString()));
        }
    }
}
