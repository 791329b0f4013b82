using System.CommandLine;
using System.Globalization;
using Harness.Hosting.Control;

namespace Harness.Daemon;

/// <summary>The commands that ask a supervisor which runs.</summary>
internal sealed class ClientWords(Surroundings surroundings)
{
    internal Command Status()
    {
        var json = new Option<bool>("--json") { Description = "as the supervisor sends it" };
        Command command = Client(
            "status",
            "Shows how the supervisor and its workers are.",
            (commands, parsed, stop) => commands.Status(parsed.GetValue(json), stop));
        command.Add(json);
        return command;
    }

    internal Command Reload() => Client(
        "reload",
        "Has the configuration file read again, and waits until it is made so.",
        (commands, _, stop) => commands.Reload(stop));

    internal Command Reset() => Client(
        "reset",
        "Has all failures forgotten: paused, given-up and done workers are started again.",
        (commands, _, stop) => commands.Reset(stop));

    internal Command Stop()
    {
        var force = new Option<bool>("--force")
        {
            Description = "do not wait for workers that take their time: kill them",
        };
        Command command = Client(
            "stop",
            "Begins the end of the supervisor and its workers.",
            (commands, parsed, stop) => commands.Stop(parsed.GetValue(force), stop));
        command.Add(force);
        return command;
    }

    internal Command Events()
    {
        var after = new Option<string?>("--after")
        {
            HelpName = "N", Description = "begin after the event with this number; 0 if left out",
        };
        var json = new Option<bool>("--json") { Description = "as the supervisor sends them" };
        Command command = Client(
            "events",
            "Shows what happens, a line each, until the supervisor ends.",
            (commands, parsed, stop) => Number(parsed.GetValue(after)) is { } number
                ? commands.Events(number, parsed.GetValue(json), stop)
                : Task.FromResult(surroundings.Refuse(
                    [$"--after '{parsed.GetValue(after)}': expected the number of an event"],
                    ExitCode.Usage)));
        command.Add(after);
        command.Add(json);
        return command;
    }

    internal Command ConfigGet() => Client(
        "get",
        "Prints the configuration in force.",
        (commands, _, stop) => commands.ConfigGet(stop));

    internal Command ConfigPut()
    {
        var file = new Argument<string>("FILE") { Description = "the configuration" };
        var match = new Option<string?>("--if-match")
        {
            HelpName = "TAG", Description = "only if the configuration with this tag is in force",
        };
        Command command = Client(
            "put",
            "Makes a configuration so, and waits for what becomes of it.",
            (commands, parsed, stop) => commands.ConfigPut(
                parsed.GetRequiredValue(file), parsed.GetValue(match), stop));
        command.Add(file);
        command.Add(match);
        return command;
    }

    private Command Client(
        string name,
        string description,
        Func<ClientCommands, ParseResult, CancellationToken, Task<int>> act)
    {
        var socket = new Option<string>("--socket")
        {
            HelpName = "PATH",
            Description = "where the supervisor listens",
            DefaultValueFactory = _ => SuperviseCommand.UsualSocket,
        };
        var command = new Command(name, description) { socket };
        command.SetAction(async (parsed, stop) =>
        {
            string path = parsed.GetRequiredValue(socket);
            if (ControlSocket.ProblemOf(path) is { } problem)
            {
                return surroundings.Refuse([problem], ExitCode.Usage);
            }

            using var client = new ControlClient(path);
            return await new ClientCommands(surroundings, client).Answered(
                commands => act(commands, parsed, stop));
        });
        return command;
    }

    private static long? Number(string? text) =>
        text is null ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
