namespace Harness.Reference.Configuration;

/// <summary>The keys of a configuration that no schema has.</summary>
internal static class ConfigKeys
{
    public const string Workers = "workers";
    public const string Groups = "groups";

    public const string Name = "name";
    public const string Count = "count";
    public const string Command = "command";
    public const string Settings = "settings";
    public const string Policy = "policy";
    public const string Ready = "ready";
}
