using System.Text;
using Harness.Sim.Oracles;
using Harness.Sim.Running;

namespace Harness.Reports;

/// <summary>What can be claimed, and the changed supervisors that claims are to catch.</summary>
internal static class ClaimsText
{
    private const string Others = "Others";

    /// <summary>Every claim with what it is judged from and its sentence, by topic.</summary>
    public static string Claims(IReadOnlyList<IOracle> oracles) => TableText.Of(
        [new("claim"), new("judged from"), new("what it claims")],
        [.. ByTopic(oracles).SelectMany(topic => topic.Oracles)
            .Select(oracle => (string[])
                [oracle.Name, Word(oracle.Vocabulary), oracle.Claim])]);

    private static string Word(Vocabulary vocabulary) => vocabulary switch
    {
        Vocabulary.Acts => "acts",
        Vocabulary.Words => "words",
    };

    /// <summary>Every mutant with the claims that are to catch it and what is changed.</summary>
    public static string Mutants(IReadOnlyList<Mutant> mutants) => TableText.Of(
        [new("mutant"), new("caught by"), new("what is changed")],
        [
            .. mutants.Select(mutant => (string[])
                [mutant.Name, string.Join(", ", mutant.Claims), mutant.Change]),
        ]);

    /// <summary>The page about all of them: docs/claims.md.</summary>
    public static string Page(IReadOnlyList<IOracle> oracles, IReadOnlyList<Mutant> mutants)
    {
        ArgumentNullException.ThrowIfNull(oracles);
        ArgumentNullException.ThrowIfNull(mutants);
        var text = new StringBuilder();
        text.Append("""
            # What a scenario can claim

            Made by `dotnet run -c Release --project scenarios -- claims --write` from the
            oracles and the [mutants](mutants.md); a change belongs there, not here. `claims` alone
            prints names and sentences, `mutants` the changed supervisors.

            Every claim is judged in every run, whether a scenario names it or not, and fails where
            it does not hold. Naming one under `claims` says more: its situation must arise, else
            the scenario is Inconclusive. (A claim that is judged only where it is named says so.)
            The mutants of a claim are supervisors that are wrong in one way, which it must catch:
            `run NAME --mutant MUTANT` shows that.

            A claim that is judged from *acts* reads what is done to the machine: processes, files,
            signals, answers, fatal messages; so any supervisor can be judged. One that is judged
            from *words* reads what a supervisor says of itself in its log, and is not applicable
            to one that says nothing.

            """.ReplaceLineEndings("\n"));
        foreach ((string topic, IReadOnlyList<IOracle> of) in ByTopic(oracles))
        {
            text.Append("\n## ").Append(topic).Append("\n\n")
                .Append("| claim | judged from | what it claims |")
                .Append(" its situation has arisen when | mutants |\n")
                .Append("| --- | --- | --- | --- | --- |\n");
            foreach (IOracle oracle in of)
            {
                text.Append("| `").Append(oracle.Name).Append("` | ")
                    .Append(Word(oracle.Vocabulary)).Append(" | ")
                    .Append(MarkdownCell.Of(oracle.Claim))
                    .Append(oracle.OnlyWhenNamed ? " (Judged only where it is named.)" : "")
                    .Append(" | ").Append(MarkdownCell.Of(oracle.ReachedWhen)).Append(" | ")
                    .AppendJoin(", ", mutants.Where(mutant => mutant.Claims.Contains(oracle.Name))
                        .Select(mutant => $"`{mutant.Name}`"))
                    .Append(" |\n");
            }
        }

        text.Append("\n## The mutants\n\n| mutant | what is changed |\n| --- | --- |\n");
        foreach (Mutant mutant in mutants.OrderBy(mutant => mutant.Name, StringComparer.Ordinal))
        {
            text.Append("| `").Append(mutant.Name).Append("` | ")
                .Append(MarkdownCell.Of(mutant.Change)).Append(" |\n");
        }

        return text.ToString();
    }

    // Whoever brings oracles of their own need not sort them.
    private static IEnumerable<(string Name, IReadOnlyList<IOracle> Oracles)> ByTopic(
        IReadOnlyList<IOracle> oracles)
    {
        List<IOracle> left = [.. oracles];
        foreach (ClaimTopic topic in ClaimTopic.All)
        {
            IOracle[] of =
            [
                .. topic.Claims.Select(name => left.Find(oracle => oracle.Name == name))
                    .OfType<IOracle>(),
            ];
            left.RemoveAll(of.Contains);
            if (of.Length > 0)
            {
                yield return (topic.Name, of);
            }
        }

        if (left.Count > 0)
        {
            yield return (Others, left);
        }
    }
}
