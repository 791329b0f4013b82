using System.Text;

namespace Harness.Properties.Kernel;

/// <summary>The corpus as a table for people: each construct, and what a run says of it.</summary>
internal static class LeakCorpus
{
    internal static string Table(ulong seed = 1)
    {
        var text = new StringBuilder();
        foreach (LeakCase leak in LeakingConstructs.All)
        {
            SimRun run = leak.Run(seed);
            text.Append(leak.Construct).Append("\n    ").Append(run.Outcome.Ending)
                .Append(": ").Append(run.Outcome.Because).Append('\n');
        }

        return text.ToString();
    }
}
