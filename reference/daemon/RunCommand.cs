using Harness.Hosting.Control;
using Harness.Hosting.Events;
using Harness.Hosting.Files;
using Harness.Hosting.Processes;
using Harness.Hosting.Running;
using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Harness.Daemon;

/// <summary><c>supervise run</c>: the daemon.</summary>
internal sealed class RunCommand(Surroundings surroundings)
{
    private const string SocketName = "control.sock";

    // The supervisor has ended by then: this is for who still reads what it said last.
    private static readonly TimeSpan LastAnswersWithin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Refuses with everything that is wrong, and nothing touched, or supervises; gives the exit
    /// code of the supervisor.
    /// </summary>
    /// <param name="name">The configuration file as the user knows it.</param>
    /// <param name="socketName">Where to listen; null: in the state directory.</param>
    internal async Task<int> Run(string name, string? socketName)
    {
        ConfigFile file = ConfigFile.Checked(name, surroundings.Folder);
        if (file.Contents is null)
        {
            CheckCommand.Tell(surroundings, file.Problems);
            return ExitCode.Usage;
        }

        var reader = new SupervisorConfigReader();
        SupervisorOptions read = reader.Read(ConfigDocument.Of(file.Contents)).Options
            ?? throw new InvalidOperationException("a file that was checked has a problem");
        SupervisorOptions options = read with
        {
            ConfigFile = Path.GetFullPath(name, surroundings.Folder),
        };
        string path = socketName is null
            ? Path.Combine(options.StateDirectory, SocketName)
            : Path.GetFullPath(socketName, surroundings.Folder);
        if (ControlSocket.ProblemOf(path) is { } problem)
        {
            return surroundings.Refuse([problem], ExitCode.Usage);
        }

        if (Platform.ProblemOf(options.StateDirectory) is { } tooLong)
        {
            return surroundings.Refuse([tooLong], ExitCode.Usage);
        }

        if (Platform.Missing() is { Count: > 0 } missing)
        {
            return surroundings.Refuse(missing, ExitCode.Unavailable);
        }

        if (StatePreflight.ProblemsOf(options.StateDirectory, path) is { Count: > 0 } unfit)
        {
            return surroundings.Refuse(unfit, ExitCode.CannotCreate);
        }

        return await Listen(options, reader, path);
    }

    private async Task<int> Listen(SupervisorOptions options, IConfigReader reader, string path)
    {
        bool isNew = !Directory.Exists(options.StateDirectory);
        try
        {
            StatePreflight.Make(options.StateDirectory);
            using ControlSocket socket = ControlSocket.Listen(path);
            return await Host(options, reader, socket);
        }
        catch (Exception wrong) when (
            wrong is IOException or UnauthorizedAccessException)
        {
            if (isNew && Directory.Exists(options.StateDirectory)
                && !Directory.EnumerateFileSystemEntries(options.StateDirectory).Any())
            {
                Directory.Delete(options.StateDirectory);
            }

            return surroundings.Refuse(
                [wrong.Message, .. Holder(options.StateDirectory, wrong)], ExitCode.CannotCreate);
        }
    }

    // Whose socket it is; who was kept out by the lock was told already.
    private static IEnumerable<string> Holder(string directory, Exception wrong) =>
        wrong is ControlSocketException
            && LockHolder.Read(StateStore.LockIn(directory)) is { } holder && holder.Lives()
            ? [FormattableString.Invariant(
                $"{directory} is in use by another supervisor, pid {holder.Pid}")]
            : [];

    private async Task<int> Host(
        SupervisorOptions options, IConfigReader reader, ControlSocket socket)
    {
        WebApplicationBuilder builder = ControlServer.CreateBuilder(socket, new ControlLimits());
        LineFormatter.AddTo(builder.Logging);
        builder.Services.AddSupervisor(new SupervisorSetup
        {
            Options = options, Reader = reader, Errors = surroundings.Error,
        });
        builder.Services.PostConfigure<HostOptions>(
            host => host.ShutdownTimeout = LastAnswersWithin);
        if (surroundings.HeedsSignals)
        {
            Platform.KeepDescriptors();
            builder.Services.AddSingleton<IHostLifetime, SignalLifetime>();
        }

        await using WebApplication app = builder.Build();
        app.UseSupervisorProblems();
        app.MapSupervisor();
        await using OwnNotifier? notifier = OwnNotifier.Of(
            app.Services.GetRequiredService<EventFeed>(),
            app.Services.GetRequiredService<ControlDesk>(),
            surroundings.Variable);
        await app.StartAsync();
        await app.WaitForShutdownAsync();
        return await app.Services.GetRequiredService<SupervisorService>().Ended;
    }
}
