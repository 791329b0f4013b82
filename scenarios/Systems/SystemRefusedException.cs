namespace Harness.Scenarios.Systems;

/// <summary>A system under test cannot be made.</summary>
internal sealed class SystemRefusedException(string message) : Exception(message);
