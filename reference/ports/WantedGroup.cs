namespace Harness.Reference.Ports;

/// <summary>Workers about which one policy is to decide.</summary>
/// <param name="Name">Its name; unique among the groups.</param>
/// <param name="Members">The names of its workers, in order of start.</param>
/// <param name="Text">
/// The whole group, as an entry of the key <c>groups</c> of a document says it:
/// <c>{ name: tree, like: { system: otp }, members: [{ worker: web }] }</c>.
/// </param>
public sealed record WantedGroup(string Name, IReadOnlyList<string> Members, string Text);
