using Harness.Reference.Errors;
using Harness.Reference.Ports;

namespace Harness.Reference.Supervising;

/// <summary>Treats an instability on the error budget; false if it was fatal.</summary>
internal delegate Task<bool> TreatOnBudget(
    Instability found, string subject, Func<Task<bool>> repair);

/// <summary>
/// "Additional to the errors mentioned above, we can sometimes detect, that future configuration
/// changes will fail" (Knot): probes what only a change needs, so that it is known before one is
/// asked for. Whether a service manager answers is seen at every look, because the look asks it.
/// </summary>
internal sealed class Preflight(SupervisorRun run)
{
    private const string Services = "services";
    private const string State = "state";
    private const string Config = "config";

    // What a record has besides its contents, and more than the whole record of the budget.
    private const int RecordBytes = 512;

    private readonly List<Instability> _reported = [];
    private byte[] _largestRecord = [];
    private Instant? _probeDue;

    /// <summary>Probes if it is time to; false if what was found is fatal.</summary>
    internal async Task<bool> Check(TreatOnBudget treat, bool isAtOnce)
    {
        Instant now = Instant.Now(run.Ports.Time);
        _probeDue ??= now + run.Options.ProbeDiskEvery; // the startup has just written there
        if (!isAtOnce && now < _probeDue)
        {
            return true;
        }

        _probeDue = now + run.Options.ProbeDiskEvery;
        return await Settle(Instability.Unwritable, State, await CanWrite(), treat, PutOnRecord)
            && (run.Options.Document == ConfigDocument.None
                || await Settle(
                    Instability.ConfigUnreadable, Config, await CanReadConfig(), treat,
                    CanReadConfig));
    }

    /// <summary>The service manager has answered.</summary>
    internal void Heard()
    {
        if (_reported.Count > 0)
        {
            IsOver(Instability.Unreachable, Services);
        }
    }

    /// <summary>
    /// The service manager has not answered; true if it does again, so that it can be asked anew.
    /// </summary>
    internal async Task<bool> Unheard(TreatOnBudget treat)
    {
        bool isHeard = false;
        return await Settle(Instability.Unreachable, Services, false, treat, async () =>
                isHeard = await run.Services.List() is not null)
            && isHeard;
    }

    /// <summary>
    /// What is found is repaired on the budget, or told once, until it is over and comes again.
    /// </summary>
    private async Task<bool> Settle(
        Instability found, string subject, bool isWell, TreatOnBudget treat,
        Func<Task<bool>> isWellNow)
    {
        if (isWell)
        {
            IsOver(found, subject);
            return true;
        }

        switch (TreatmentOf(run.Options.Profile, found))
        {
            case Treatment.Repair:
                return await treat(found, subject, () => Attempts.UntilOneWorks(run, isWellNow));
            case Treatment.Report or Treatment.Restart:
                if (!_reported.Contains(found))
                {
                    _reported.Add(found);
                    run.Log(LogCode.AheadFound, subject, (long)found);
                }

                return true;
            case Treatment.Fatal:
                run.Errors.Fail(ErrorOrigin.Watchdog, ErrorKind.Refused, subject);
                return false;
            default:
                throw new InvalidOperationException("unknown treatment");
        }
    }

    /// <summary>
    /// What is done about a condition under which a future change would fail. Knot's watchdog
    /// repairs whatever it finds on the budget; Squid goes on serving while it can. Reconciled,
    /// what the supervisor itself needs is repaired, and a configuration file is a person's to
    /// mend.
    /// </summary>
    private static Treatment TreatmentOf(Profile profile, Instability found) => profile switch
    {
        Profile.Default => found == Instability.ConfigUnreadable
            ? Treatment.Report
            : Treatment.Repair,
        Profile.Knot => Treatment.Repair,
        Profile.Squid => Treatment.Report,
    };

    private void IsOver(Instability found, string subject)
    {
        if (_reported.Remove(found))
        {
            run.Log(LogCode.AheadOver, subject, (long)found);
        }
    }

    /// <summary>
    /// Whether a record would find room: one is written beside the state, and deleted.
    /// </summary>
    private async Task<bool> CanWrite()
    {
        string probe = run.Options.StateDirectory + "/probe";
        bool isWritten = await run.Ports.Files.Write(probe, LargestRecord()) == FileError.None;

        // A failed write may have left a beginning of it.
        FileError deleted = await run.Ports.Files.Delete(probe);
        return isWritten && deleted == FileError.None;
    }

    // The largest is the record of the configuration, whose text is escaped; the next one will be
    // about as large as the present one.
    private byte[] LargestRecord()
    {
        int size = RecordBytes + (2 * run.Options.Document.Text.Length);
        return _largestRecord = _largestRecord.Length == size ? _largestRecord : new byte[size];
    }

    private async Task<bool> PutOnRecord() => await CanWrite()
        && await run.Budget.Save() == FileError.None;

    // A file that is there and says nothing that could be made so is one more change that fails.
    private async Task<bool> CanReadConfig()
    {
        FileAnswer answer = await run.Ports.Files.Read(run.Options.ConfigFile);
        return answer.Error == FileError.None
            && (run.Config.Reader is not { } reader
                || reader.Read(ConfigDocument.Of(answer.Contents)).Options
                    is not null);
    }
}
