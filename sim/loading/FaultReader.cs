using Harness.Reference.Documents;
using Harness.Reference.Ports;
using Harness.Sim.Faults;

namespace Harness.Sim.Loading;

/// <summary>
/// Reads what goes wrong, in the timeline and in what is drawn. The two differ in three things: a
/// drawn fault may be of any worker, its duration may be a range, and <c>times</c> says how many
/// faults there are, so that the fault's own number is called <c>each</c>.
/// </summary>
internal sealed partial class FaultReader(
    Values values, WorkerNames workers, ConfigNames configs, bool isDrawn)
{
    private static readonly IReadOnlyList<KeyValuePair<string, FaultVerb>> Verbs =
        Words.Of<FaultVerb>();

    private static readonly IReadOnlyList<string> VerbKeys = [.. Verbs.Select(verb => verb.Key)];

    private static readonly IReadOnlyList<KeyValuePair<string, Signal>> Signals =
    [
        .. Enum.GetValues<Signal>().Select(
            signal => KeyValuePair.Create(SignalName.Of(signal), signal)),
    ];

    private readonly string _ownTimes = isDrawn ? "each" : "times";

    /// <summary>Keys that belong to some fault.</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        "signal", "exit", "times", "each", "failure", "trouble", "by", "for", "error",
        "if-match", "gives-up-after", "to", "stage", "with",
    ];

    /// <summary>
    /// Reads the fault of an entry; null if there is none or there was a problem.
    /// </summary>
    /// <param name="fields">The entry.</param>
    /// <param name="verbKey">
    /// The verb that was found, whether or not the rest could be read.
    /// </param>
    public ReadFault? Read(Fields fields, out string? verbKey)
    {
        IReadOnlyList<Field> written = fields.Among(VerbKeys);
        verbKey = written.Count == 0 ? null : written[0].Key;
        if (written.Count != 1)
        {
            // Without knowing which one it is, none of their keys can be called wrong.
            fields.Know([.. Keys]);
        }

        foreach (Field second in written.Skip(1))
        {
            values.Problems.Add(
                second.Place,
                $"a second fault, {second.What} beside {written[0].What}: write two entries");
        }

        if (written.Count == 0)
        {
            fields.Miss(VerbKeys, $"no fault: expected one of {string.Join(", ", VerbKeys)}");
            return null;
        }

        return Read(fields, written[0], Verbs.Single(verb => verb.Key == written[0].Key).Value);
    }

    private ReadFault? Read(Fields fields, Field verb, FaultVerb kind) => kind switch
    {
        FaultVerb.Crash => Crash(fields, verb),
        FaultVerb.Hang => Hang(fields, verb),
        FaultVerb.RefuseStarts => RefuseStarts(fields, verb),
        FaultVerb.Hints => Hints(fields, verb),
        FaultVerb.Step => Step(fields, verb),
        FaultVerb.Stall => Lasting(fields, verb, "supervisor", time => new StallSupervisor(time)),
        FaultVerb.Kill => Kill(verb),
        FaultVerb.Reboot => Lasting(fields, verb, "machine", time => new RebootMachine(time)),
        FaultVerb.Ask => Of(values.Word(verb, Words.Of(ControlVerb.Change)) is { } asked
            ? new AskSupervisor(asked) : null),
        FaultVerb.Send => Send(verb),
        FaultVerb.FailFiles => FailFiles(fields, verb),
        FaultVerb.Change => Change(fields, verb),
        FaultVerb.Edit => Edit(fields, verb),
        FaultVerb.Services => Services(fields, verb),
        FaultVerb.ServiceCalls => ServiceCalls(fields, verb),
        FaultVerb.StartSecond => StartSecond(verb),
        FaultVerb.Stick => Stick(fields, verb),
        FaultVerb.IgnoreTerm => Of(Worker(verb) is { } deaf ? new IgnoreTerm(deaf) : null),
        FaultVerb.HangNextStart => HangNextStart(fields, verb),
        FaultVerb.ReusePid => Of(Worker(verb) is { } gone ? new ReusePid(gone) : null),
        FaultVerb.Suspend => Lasting(fields, verb, "machine", time => new SuspendMachine(time)),
        FaultVerb.ReplaceFile => ReplaceFile(fields, verb),
        FaultVerb.CorruptEntry => OfCache(verb, new CorruptEntry()),
        FaultVerb.CorruptIndex => OfCache(verb, new CorruptIndex()),
        FaultVerb.StallWrites => Lasting(fields, verb, "cache", time => new StallWrites(time)),
        FaultVerb.CorruptTransaction => CorruptTransaction(fields, verb),
        FaultVerb.CorruptWorker => OfWorker(verb, name => new CorruptWorker(name)),
        FaultVerb.FailAccessChecks => FailAccessChecks(fields, verb),
        FaultVerb.FailService => OfWorker(verb, name => new FailService(name)),
        FaultVerb.StaleReply => OfWorker(verb, name => new StaleReply(name)),
    };

    private ReadFault? Crash(Fields fields, Field verb)
    {
        string? worker = Worker(verb);
        Field? signalField = fields.May("signal");
        Field? exitField = fields.May("exit");
        Signal? signal = SignalOf(signalField);
        int? exit = values.Whole(exitField, Limits.ExitCode);
        if (signalField is not null && exitField is not null)
        {
            values.Problems.Add(
                exitField.Place, "'exit' beside 'signal': a process ends in one way");
        }

        ExitStatus status = signal is { } killed ? ExitStatus.Signal(killed)
            : exit is { } code ? ExitStatus.Code(code)
            : ExitStatus.Unknown;
        return Of(worker is null ? null : new CrashWorker(worker, status));
    }

    private ReadFault? RefuseStarts(Fields fields, Field verb)
    {
        string? worker = Worker(verb);
        int times = OwnTimes(fields);
        StartFailure? failure = values.Word(
            fields.Must("failure"), Words.Of(StartFailure.None));
        return Of(worker is { } name && failure is { } known
            ? new RefuseStarts(name, times, known) : null);
    }

    private ReadFault? Hints(Fields fields, Field verb)
    {
        string? worker = Worker(verb);
        int times = OwnTimes(fields);
        HintTrouble? trouble = values.Word(fields.Must("trouble"), Words.Of<HintTrouble>());
        Range<TimeSpan>? by = trouble switch
        {
            HintTrouble.Lost => LostBy(fields),
            HintTrouble.Late => Duration(fields.Must("by"), Limits.SomeTime),
            HintTrouble.Doubled => Duration(fields.Must("by"), Limits.Time),
            null => Duration(fields.May("by"), Limits.Time),
        };
        return worker is { } name && trouble is { } known && by is { } time
            ? Of(time, least => new TroubleHints(name, known, least, times))
            : null;
    }

    // The plan prints the zero of a lost hint, so it may be written.
    private Range<TimeSpan>? LostBy(Fields fields)
    {
        Field? field = fields.May("by");
        var zero = new Range<TimeSpan>(TimeSpan.Zero, TimeSpan.Zero);
        if (field is not null && Duration(field, Limits.Time) is { } by && by != zero)
        {
            values.Problems.Add(
                field.Value.Place,
                "'by' beside 'trouble: lost': a hint that never comes has no delay");
        }

        return zero;
    }

    private ReadFault? Step(Fields fields, Field verb)
    {
        bool isClock = IsTarget(verb, "wall-clock", "the monotonic clock cannot be stepped");
        Range<TimeSpan>? by = Duration(fields.Must("by"), Limits.ClockStep);
        return isClock && by is { } time ? Of(time, least => new StepWallClock(least)) : null;
    }

    private ReadFault? Kill(Field verb) => Of(
        IsTarget(verb, "supervisor", "a worker is ended by 'crash: NAME, signal: KILL'")
            ? new KillSupervisor() : null);

    private ReadFault? Lasting(Fields fields, Field verb, string target, Func<TimeSpan, Fault> make)
    {
        bool isTarget = IsTarget(verb, target, "nothing else can be");
        Range<TimeSpan>? lasts = Duration(fields.Must("for"), Limits.SomeTime);
        return isTarget && lasts is { } time ? Of(time, make) : null;
    }

    private ReadFault? Send(Field verb)
    {
        if (SignalOf(verb) is not { } signal)
        {
            return null;
        }

        if (signal is Signal.Term or Signal.Int or Signal.Hup)
        {
            return Of(new SignalSupervisor(signal));
        }

        values.Problems.Add(
            verb.Value.Place,
            $"'send' is {Words.Quote(SignalName.Of(signal))}: expected one of HUP, INT, TERM"
            + " (to kill it write 'kill: supervisor')");
        return null;
    }

    private ReadFault? FailFiles(Fields fields, Field verb)
    {
        FileOperation? operation = values.Word(verb, Words.Of<FileOperation>());
        FileError? error = values.Word(fields.Must("error"), Words.Of(FileError.None));
        Field? lasting = fields.May("for");
        Field? number = fields.May(_ownTimes);
        int times = OwnTimes(fields);
        if (lasting is not null && number is not null)
        {
            values.Problems.Add(
                number.Place, $"'{_ownTimes}' beside 'for': so many fail, or all for a time");
        }

        Range<TimeSpan>? time = Duration(lasting, Limits.SomeTime);
        return operation is not { } known || error is not { } met ? null
            : lasting is null ? Of(new FailFiles(known, met, times))
            : time is { } span ? Of(span, least => new FailFiles(known, met, 1) { For = least })
            : null;
    }

    private string? Worker(Field verb) => workers.Read(verb, values, isDrawn);

    private int OwnTimes(Fields fields) =>
        values.Whole(fields.May(_ownTimes), Limits.Times) ?? 1;

    private Signal? SignalOf(Field? field)
    {
        if (field?.Value is ScalarNode { Text: ['S', 'I', 'G', .. var name] } scalar
            && Signals.Any(signal => signal.Key == name))
        {
            values.Problems.Add(
                scalar.Place,
                $"{field.What} is {Words.Quote(scalar.Text)}: {Words.DidYouMean(name)}");
            return null;
        }

        return values.Word(field, Signals);
    }

    private bool IsTarget(Field verb, string target, string otherwise)
    {
        if (values.Scalar(verb) is not { } scalar)
        {
            return false;
        }

        if (scalar.Text != target)
        {
            values.Problems.Add(
                scalar.Place,
                $"{verb.What} is {Values.Shown(scalar)}: expected {target}; {otherwise}");
        }

        return scalar.Text == target;
    }

    private Range<TimeSpan>? Duration(Field? field, Range<TimeSpan> limits) =>
        isDrawn ? values.Times(field, limits)
        : values.Time(field, limits) is { } time ? new Range<TimeSpan>(time, time)
        : null;

    private static ReadFault? Of(Fault? fault) => fault is null ? null : new ReadFault(fault, null);

    private static ReadFault Of(Range<TimeSpan> time, Func<TimeSpan, Fault> make) =>
        new(make(time.Least), time.Least == time.Most ? null : time);
}
