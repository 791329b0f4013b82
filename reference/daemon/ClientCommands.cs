using System.Text.Json;
using Harness.Hosting.Control;
using Harness.Reference.Documents;

namespace Harness.Daemon;

/// <summary>Asks a supervisor which runs, and shows what it answers.</summary>
internal sealed class ClientCommands(Surroundings surroundings, ControlClient client)
{
    /// <summary>Does something, and tells if nobody answers.</summary>
    internal async Task<int> Answered(Func<ClientCommands, Task<int>> act)
    {
        try
        {
            return await act(this);
        }
        catch (ControlUnreachableException nobody)
        {
            return surroundings.Refuse(
                [
                    nobody.Message,
                    "'supervise run FILE' starts a supervisor; --socket PATH says where it listens",
                ],
                ExitCode.Unavailable);
        }
        catch (ControlRefusedException refused)
        {
            return Refuse(refused.Reply!, null);
        }
        catch (JsonException)
        {
            return surroundings.Refuse(
                ["who answers at the socket is no supervisor of this version"],
                ExitCode.Unavailable);
        }
    }

    internal async Task<int> Status(bool asJson, CancellationToken stop)
    {
        ControlReply reply = await client.Status(stop);
        if (reply.Problem is not null)
        {
            return Refuse(reply, null);
        }

        SupervisorStatus status = ControlClient.StatusOf(reply);
        surroundings.Out.Write(asJson ? $"{reply.Text}\n" : StatusText.Of(status));
        return ExitCode.Done;
    }

    internal async Task<int> Reload(CancellationToken stop) =>
        Told(await client.Reload(stop), null);

    internal async Task<int> Reset(CancellationToken stop) =>
        Told(await client.Reset(stop), null);

    internal async Task<int> Stop(bool isForced, CancellationToken stop)
    {
        ControlReply reply = await client.Stop(stop);
        if (reply.Problem is not null || !isForced)
        {
            return Told(reply, null);
        }

        try
        {
            // Whether the first one was enough by now, or this one forces it: it ends.
            await client.Stop(stop);
        }
        catch (ControlUnreachableException)
        {
            // It has ended in between.
        }

        return ExitCode.Done;
    }

    internal async Task<int> Events(long after, bool asJson, CancellationToken stop)
    {
        await foreach (string data in client.Events(after, stop))
        {
            surroundings.Out.WriteLine(asJson ? data : EventText.Of(data));
            await surroundings.Out.FlushAsync(stop);
        }

        return ExitCode.Done;
    }

    internal async Task<int> ConfigGet(CancellationToken stop)
    {
        ControlReply reply = await client.Config(stop);
        if (reply.Problem is not null)
        {
            return Refuse(reply, null);
        }

        surroundings.Out.Write(reply.Text);
        return ExitCode.Done;
    }

    internal async Task<int> ConfigPut(string name, string? ifMatch, CancellationToken stop)
    {
        if (ifMatch is not null && !IsTag(ifMatch))
        {
            return surroundings.Refuse(
                [$"--if-match '{ifMatch}': expected a tag, as 'supervise status' shows it"],
                ExitCode.Usage);
        }

        ConfigFile file = ConfigFile.Read(name, surroundings.Folder);
        if (file.Contents is null)
        {
            CheckCommand.Tell(surroundings, file.Problems);
            return ExitCode.Usage;
        }

        return Told(await client.Put(file.Contents, ifMatch, stop), name);
    }

    private static bool IsTag(string text) =>
        text.Length is > 0 and <= 64 && text.All(char.IsAsciiLetterOrDigit);

    private int Told(ControlReply reply, string? file)
    {
        if (reply.Problem is not null)
        {
            return Refuse(reply, file);
        }

        if (reply.Tag.Length > 0)
        {
            surroundings.Out.WriteLine($"in force: {OneLine.Of(reply.Tag)}");
        }

        return ExitCode.Done;
    }

    /// <param name="reply">The supervisor's no.</param>
    /// <param name="file">The file that problems are in, as the user knows it.</param>
    private int Refuse(ControlReply reply, string? file)
    {
        ControlProblem problem = reply.Problem!;
        if (problem.Errors is not { Count: > 0 } errors)
        {
            return surroundings.Refuse([problem.Detail ?? problem.Title], ExitCode.Refused);
        }

        foreach (ControlError error in errors)
        {
            surroundings.Error.WriteLine(OneLine.Of(error is { Line: { } line, Column: { } column }
                ? new Problem(file ?? "the configuration file", line, column, error.Detail)
                    .ToString()
                : $"supervise: {error.Detail}"));
        }

        return ExitCode.Refused;
    }
}
