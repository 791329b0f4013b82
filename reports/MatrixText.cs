using System.Globalization;
using System.Text;
using Harness.Sim.Oracles;

namespace Harness.Reports;

/// <summary>The matrix scenario × mutant as text.</summary>
internal static class MatrixText
{
    /// <summary>
    /// The mutants with their numbers, the matrix and, if it is complete, what is wrong with it.
    /// </summary>
    public static string Of(MutantMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var text = new StringBuilder();
        for (int i = 0; i < matrix.Mutants.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{i + 1,3}  {matrix.Mutants[i].Name}: {matrix.Mutants[i].Change}\n")
                .Append("       caught by ").Append(Catchers(matrix, i)).Append('\n');
        }

        Column[] columns =
        [
            new("scenario"),
            .. Enumerable.Range(1, matrix.Mutants.Count)
                .Select(number => new Column(number.ToString(CultureInfo.InvariantCulture), true)),
        ];
        text.Append('\n').Append(TableText.Of(
            columns, [.. matrix.Rows.Select(row =>
                (IReadOnlyList<string>)[row.Scenario, .. row.Cells.Select(cell =>
                    cell.Verdict is { } known ? Cell(known) : "-")])]));
        text.Append("\nx caught, . not caught, ? inconclusive, ! harness fault")
            .Append(matrix.IsComplete ? "\n" : ", - not run to its end\n");
        if (!matrix.IsComplete)
        {
            return text.ToString();
        }

        text.Append("caught by no scenario: ")
            .AppendLine(Names(matrix.Survivors.Select(mutant => mutant.Name)));
        if (matrix.AreAll)
        {
            text.Append("scenarios that catch no mutant: ")
                .AppendLine(Names(matrix.Blunt));
        }

        return text.ToString();
    }

    private static string Catchers(MutantMatrix matrix, int mutant) => string.Join(
        ", ", matrix.CatchersOf(mutant).Select(one => one.Scenarios == 1
            ? one.Claim
            : FormattableString.Invariant($"{one.Claim} ({one.Scenarios})"))
            .DefaultIfEmpty("nothing"));

    private static string Names(IEnumerable<string> names) =>
        string.Join(", ", names.DefaultIfEmpty("none"));

    private static string Cell(Verdict verdict) => verdict switch
    {
        Verdict.NotApplicable => ".",
        Verdict.Pass => ".",
        Verdict.Inconclusive => "?",
        Verdict.Fail => "x",
        Verdict.HarnessFault => "!",
    };
}
