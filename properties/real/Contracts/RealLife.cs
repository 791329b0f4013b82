using System.Diagnostics;
using Harness.Properties.Hosting.Files;
using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>A life on this machine, whose workers are shell scripts.</summary>
internal sealed class RealLife(
    SystemPorts ports, TemporaryDirectory directory, RealWorkers workers)
    : ContractLife(ports), IDisposable
{
    private const string Flock = "/usr/bin/flock"; // util-linux

    private readonly List<Func<Task>> _whileDead = [];
    private Process? _elsewhere;

    public void Dispose()
    {
        _elsewhere?.Kill();
        _elsewhere?.Dispose();
    }

    internal override UnitSpec Unit(string name) => Spec(name, workers.Command(isDeaf: false));

    internal override UnitSpec Deaf() => Spec("deaf", workers.Command(isDeaf: true));

    internal override UnitSpec Broken(StartFailure failure)
    {
        string program = directory["broken"];
        if (failure == StartFailure.NotExecutable)
        {
            File.WriteAllText(program, "#!/bin/sh\n"); // nobody may run it
        }

        return Spec("broken", program);
    }

    internal override Task Up(ProcessIdentity process) =>
        Until("up", () => Task.FromResult(workers.IsUp(process.Pid)));

    internal override Task LetBeReady(ProcessIdentity process) =>
        Tell(process, "say READY=1; beats=yes");

    internal override async Task Die(ProcessIdentity process, ExitStatus exit)
    {
        await Tell(process, exit.Kind switch
        {
            ExitKind.Code => FormattableString.Invariant($"exit {exit.Number}"),

            // A signal that cannot be caught has no trap.
            ExitKind.Signal when exit.Number == (int)Signal.Kill => "kill -9 $$",
            ExitKind.Signal => FormattableString.Invariant(
                $"trap - {exit.Number}; kill -{exit.Number} $$"),
            ExitKind.Unknown => throw new ArgumentException("nobody ends like that"),
        });
        await Until("its end", () => Task.FromResult(RealWorkers.IsIn('Z', process.Pid)));
    }

    internal override async Task Hang(ProcessIdentity process)
    {
        await Tell(process, "kill -STOP $$");
        await Until("stopped", () => Task.FromResult(RealWorkers.IsIn('T', process.Pid)));
    }

    internal override Task Ask(ProcessIdentity process, IntegrityReport report)
    {
        Assert.Equal((Rung.RestartKid, IntegrityKind.WorkerFault), (report.Asks, report.Kind));
        return Tell(process, $"say 'X_INTEGRITY=restart-kid:{report.Subject}'");
    }

    internal override string PathOf(string name) => directory[name];

    internal override async Task LockElsewhere(string path)
    {
        Assert.SkipUnless(File.Exists(Flock), $"{Flock} (util-linux) is not installed");
        _elsewhere = Process.Start(Flock, ["--no-fork", path, "/bin/sleep", "600"]);
        await Until("locked elsewhere", async () =>
            (await File.ReadAllTextAsync(
                FormattableString.Invariant($"/proc/{_elsewhere.Id}/cmdline")))
            .StartsWith("/bin/sleep", StringComparison.Ordinal));
    }

    internal override Task KillElsewhere()
    {
        _elsewhere!.Kill();
        return Task.CompletedTask;
    }

    internal override void WhileDead(Func<Task> happens) => _whileDead.Add(happens);

    internal async Task HappenNow()
    {
        foreach (Func<Task> happens in _whileDead)
        {
            await happens();
        }
    }

    private static UnitSpec Spec(string name, string command) =>
        new(name, command, TimeSpan.FromSeconds(10)) { Readiness = Readiness.Notify };

    private async Task Tell(ProcessIdentity process, string what)
    {
        await Up(process);
        await workers.Tell(process.Pid, what);
    }
}
