using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Harness.Scenarios.Systems;

namespace Harness.Scenarios.Jobs;

/// <summary>No worker can be started: nothing can be run at all.</summary>
internal sealed class WorkerStartException(string message) : Exception(message);

/// <summary>What came of waiting for a worker: an answer, or why there will be none.</summary>
internal readonly record struct Heard(WorkAnswer? Answer, string Because);

/// <summary>A worker process, seen from outside. It lives until it dies or is disposed.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int ErrorLines = 20;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Task _errors;
    private readonly List<string> _errorLines = [];

    private WorkerProcess(Process process)
    {
        _process = process;
        _errors = KeepErrors();
    }

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <exception cref="WorkerStartException">It did not get ready.</exception>
    /// <exception cref="SystemRefusedException">It has no system to run.</exception>
    public static async Task<WorkerProcess> Start(
        WorkerCommand command, TimeSpan guard, TimeProvider time, CancellationToken stop)
    {
        WorkerProcess worker;
        try
        {
            worker = new WorkerProcess(Process.Start(command.ToStart())
                ?? throw new WorkerStartException($"{command.File} cannot be started"));
        }
        catch (Win32Exception error)
        {
            throw new WorkerStartException($"{command.File} cannot be started: {error.Message}");
        }

        try
        {
            Heard heard = await worker.Hear(guard, time, stop);
            return heard.Answer is { Refusal: { } refusal }
                    ? throw new SystemRefusedException(refusal)
                : heard.Answer is not null ? worker
                : throw new WorkerStartException($"a worker did not get ready: {heard.Because}");
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands it a request. If it is gone, that shows when it is listened to.</summary>
    public async Task Ask(WorkRequest request)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(WorkJson.Line(request));
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // A broken pipe: the process is dead, and Hear tells how it died.
        }
    }

    /// <summary>Waits for its next line, but no longer than the guard.</summary>
    public async Task<Heard> Hear(TimeSpan guard, TimeProvider time, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(guard, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        string? line;
        try
        {
            line = await _process.StandardOutput.ReadLineAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Heard(null, FormattableString.Invariant(
                $"the process hung: no answer within {guard.TotalSeconds:0.###} s, ")
                + "and it was killed");
        }

        if (line is null)
        {
            // On Ctrl-C everybody is ended at once: a worker that dies of that is no finding.
            string because = await HowItDied();
            stop.ThrowIfCancellationRequested();
            return new Heard(null, because);
        }

        return Read(line);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It is gone already.
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Heard Read(string line)
    {
        try
        {
            return new Heard(WorkJson.Answer(line), "the process said nothing");
        }
        catch (JsonException)
        {
            return new Heard(null, "the process died while it answered");
        }
    }

    private async Task<string> HowItDied()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(LastWords);
            await _errors.WaitAsync(LastWords);
        }
        catch (TimeoutException)
        {
            return "the process closed its output and went on";
        }

        string how = _process.ExitCode > 128
            ? FormattableString.Invariant($"the process died of signal {_process.ExitCode - 128}")
            : FormattableString.Invariant($"the process died with exit code {_process.ExitCode}");
        string words = string.Join(" | ", _errorLines.Take(3));
        return words.Length == 0 ? how : $"{how}: {words}";
    }

    // Read to the end, or the process would wait for a full pipe; kept only as far as it is shown.
    private async Task KeepErrors()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (_errorLines.Count < ErrorLines && line.Trim().Length > 0)
            {
                _errorLines.Add(line.Trim());
            }
        }
    }
}
