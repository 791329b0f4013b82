using Harness.Reference.Documents;

namespace Harness.Reference.Policies.Systems;

/// <summary>An option as a document has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NamePlace">Where the name stands.</param>
/// <param name="Text">Its value, without quotes.</param>
/// <param name="Place">Where the value stands.</param>
public readonly record struct WrittenOption(
    string Name, Place NamePlace, string Text, Place Place);
