namespace Harness.Reference.Configuration;

/// <summary>The keys of a configuration, as they are read and written.</summary>
internal static class ConfigKeys
{
    public const string Profile = "profile";
    public const string StateDirectory = "state-directory";
    public const string WatchdogEvery = "watchdog-every";
    public const string ErrorThreshold = "error-threshold";
    public const string DecreaseEvery = "decrease-every";
    public const string StopWithin = "stop-within";
    public const string CanaryFor = "canary-for";
    public const string OnWorkerDeath = "on-worker-death";
    public const string WhenCrippled = "when-crippled";
    public const string Workers = "workers";
    public const string Groups = "groups";

    public const string Name = "name";
    public const string Count = "count";
    public const string Command = "command";
    public const string Settings = "settings";
    public const string Optional = "optional";
    public const string Policy = "policy";
    public const string Ready = "ready";
    public const string ReadyWithin = "ready-within";
    public const string ProbeEvery = "probe-every";
    public const string SilentAfter = "silent-after";
    public const string Grace = "grace";
}
