namespace Harness.Sim.Kernel;

/// <summary>
/// The structural name of a choice: who met it, and which one of theirs it was. It does not depend
/// on what anybody else does, so a new actor or fault leaves everybody else's draws as they were.
/// </summary>
/// <param name="Kind">What is decided.</param>
/// <param name="Actor">The <see cref="Actor.PathHash"/> of the actor that met it.</param>
/// <param name="Ordinal">Counts the actor's own steps (Schedule) or draws of this kind.</param>
public readonly record struct ChoiceId(ChoiceKind Kind, ulong Actor, uint Ordinal);

/// <summary>
/// A choice that was made. A Schedule choice is the name of the step that was picked and has no
/// further value; the others carry the number that was drawn.
/// </summary>
public readonly record struct Choice(ChoiceId Id, long Value)
{
    /// <summary>The choice as 16 hex digits of its actor, its ordinal and its value.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Id.Kind} {Id.Actor:x16}#{Id.Ordinal}")
        + (Id.Kind == ChoiceKind.Schedule ? "" : $"={Value}");
}
