namespace Harness.Properties.House.Samples.Second;

/// <summary>Is used.</summary>
internal static class Sample
{
    internal const int Constant = 4;

    internal static int Length(string text) => text.Length;
}
