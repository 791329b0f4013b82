using Harness.Reference.Ports;

namespace Harness.Reference.Errors;

/// <summary>
/// Phase × origin × kind: what is done about every error that can exist. There is no default arm
/// anywhere, so that a new phase, origin or kind does not compile until it is decided.
/// </summary>
public static class ErrorTable
{
    /// <summary>What is done about an error of that kind and origin in that phase.</summary>
    public static Treatment Of(Phase phase, ErrorOrigin origin, ErrorKind kind) => phase switch
    {
        // "All errors should be fatal. If something goes wrong, it's better to stop immediately
        // before we make anything worse." (Knot, startup)
        Phase.Starting => Treatment.Fatal,
        Phase.Running => WhileRunning(origin, kind),

        // "All errors, that stem from the configuration change, should be reported and the manager
        // should keep running." (Knot) What is not of the change is treated as at any other time.
        Phase.Changing => origin switch
        {
            ErrorOrigin.Request => Treatment.Report,
            ErrorOrigin.Services => Treatment.Report,

            // Not the record of the configuration, which is rolled back, but that of the budget.
            ErrorOrigin.State => WhileRunning(origin, kind),
            ErrorOrigin.Worker => WhileRunning(origin, kind),
            ErrorOrigin.Watchdog => WhileRunning(origin, kind),
        },

        // "All errors should be fatal. It does not make sense to try to correct any problems at
        // that point." (Knot, shutdown)
        Phase.Stopping => Treatment.Fatal,
    };

    private static Treatment WhileRunning(ErrorOrigin origin, ErrorKind kind) => origin switch
    {
        // "... from the cached entry removal, to transaction termination, to kid restart" (Squid):
        // one worker's failure costs one worker, as long as its policy can cope.
        ErrorOrigin.Worker => kind switch
        {
            ErrorKind.Missing => Treatment.Restart,
            ErrorKind.Refused => Treatment.Restart,
            ErrorKind.TimedOut => Treatment.Restart,
            ErrorKind.Damaged => Treatment.Restart,
            ErrorKind.Exhausted => Treatment.Report, // the pause or the giving up is the treatment
        },
        ErrorOrigin.Services => Treatment.Repair,

        // Without durable state the budget would be forgotten by a crash: integrity first.
        ErrorOrigin.State => Treatment.Fatal,
        ErrorOrigin.Request => Treatment.Report,

        // "on error: if error_counter > ERROR_COUNTER_THRESHOLD: raise a fatal error ... try to fix
        // the situation; if unsuccessful, fatal error" (Knot)
        ErrorOrigin.Watchdog => kind switch
        {
            ErrorKind.Missing => Treatment.Repair,
            ErrorKind.Refused => Treatment.Repair,
            ErrorKind.TimedOut => Treatment.Repair,
            ErrorKind.Damaged => Treatment.Repair,
            ErrorKind.Exhausted => Treatment.Fatal,
        },
    };
}
