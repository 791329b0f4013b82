using System.Text;
using Harness.Hosting.Processes;
using Harness.Reference.Ports;

namespace Harness.Bench.Supervise;

/// <summary>All candidates, the yardstick first.</summary>
internal static class Candidates
{
    internal const string Yardstick = "bare";
    internal const string Ours = "supervise";
    internal const string OursNotified = "supervise-notify";
    internal const string Runit = "runit";
    internal const string S6 = "s6";

    private const string NotifyTool = "systemd-notify";

    /// <summary>All of them, whether they can be measured here or not.</summary>
    /// <param name="supervise">Our program: its path, and arguments before the file.</param>
    /// <param name="path">Where the others are looked for, as PATH has it.</param>
    internal static IReadOnlyList<Candidate> All(IReadOnlyList<string> supervise, string? path) =>
    [
        new(Yardstick, "no supervisor: a thread that starts again what ended", null,
            (place, workers) => new BareFleet(place, workers)),
        new(Ours, "always: { delay: 0s }, ready: { after: 0s }", AbsenceOf(supervise[0]),
            (place, workers) => Supervise(place, workers, supervise, "{ after: 0s }", "")),
        new(OursNotified, $"the same with ready: notify, by {NotifyTool}",
            AbsenceOf(supervise[0]) ?? AbsenceOf(NotifyTool, path, "systemd"),
            (place, workers) => Supervise(
                place, workers, supervise, "notify", $"{NotifyTool} --ready"))
        {
            IsForColdStarts = true,
        },
        new(Runit, "runsvdir and a runsv for each worker", AbsenceOf("runsvdir", path, "runit"),
            (place, workers) => Scanned(
                place, workers, Programs.Find("runsvdir", path).Path!, Signal.Hup)),
        new(S6, "s6-svscan and an s6-supervise for each worker; waits 1 s before every restart",
            AbsenceOf("s6-svscan", path, "s6"),
            (place, workers) => Scanned(
                place, workers, Programs.Find("s6-svscan", path).Path!, Signal.Term)),
    ];

    private static string? AbsenceOf(string program, string? path, string package) =>
        Programs.Find(program, path).Path is null
            ? $"not installed ({program} is not in PATH; Debian: apt-get install {package})"
            : null;

    private static string? AbsenceOf(string program) =>
        File.Exists(program) ? null : $"not built ({program} is not there)";

    private static ProcessFleet Supervise(
        Workplace place, int workers, IReadOnlyList<string> program, string ready, string then)
    {
        int number = place.NextFleet();
        string folder = Path.Combine(place.Folder, $"f{number}");
        var text = new StringBuilder($"state-directory: {folder}/state\nworkers:\n");
        for (int worker = 0; worker < workers; worker++)
        {
            string run = place.WriteWorker($"{folder}/w{worker}", number, worker, then);
            text.Append($"  - name: w{worker}\n    command: {run}\n    ready: {ready}\n");
            text.Append("    policy: { always: { delay: 0s } }\n");
        }

        string file = Path.Combine(folder, "supervise.yaml");
        File.WriteAllText(file, text.ToString());
        return new ProcessFleet(
            place, number, [.. program, file], Signal.Term, tellsReady: true);
    }

    // runit and s6 take the same folders: one for each service, with its program in it.
    private static ProcessFleet Scanned(
        Workplace place, int workers, string program, Signal stopSignal)
    {
        int number = place.NextFleet();
        string folder = Path.Combine(place.Folder, $"f{number}");
        for (int worker = 0; worker < workers; worker++)
        {
            place.WriteWorker($"{folder}/w{worker}", number, worker);
        }

        // runsvdir waits for a second before it reads a folder that was changed in this one.
        Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddSeconds(-10));
        return new ProcessFleet(place, number, [program, folder], stopSignal, tellsReady: false);
    }
}
