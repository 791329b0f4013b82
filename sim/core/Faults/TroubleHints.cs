using Harness.Reference.Documents;

namespace Harness.Sim.Faults;

/// <summary>What happens to a hint about an exit or a report.</summary>
public enum HintTrouble
{
    /// <summary>It comes late.</summary>
    Late,

    /// <summary>It does not come.</summary>
    Lost,

    /// <summary>It comes twice.</summary>
    Doubled,
}

/// <summary>
/// The next hints about exits and reports of a worker are late, lost or doubled.
/// </summary>
/// <param name="Worker">Whose.</param>
/// <param name="Trouble">What happens to them.</param>
/// <param name="By">How late, or how far apart the two are; zero for lost ones.</param>
/// <param name="Times">How many hints.</param>
public sealed record TroubleHints(string Worker, HintTrouble Trouble, TimeSpan By, int Times)
    : Fault
{
    private const string TroubleKey = "trouble";

    internal static readonly FaultSyntax<TroubleHints> Schema = new(
        new TroubleHints("", HintTrouble.Late, TimeSpan.Zero, 1),
        FaultKey.Verb(
            "hints", WorkerValue.Worker,
            (TroubleHints one) => one.Worker, (one, worker) => one with { Worker = worker }),
        FaultKey.Must(
            TroubleKey, new WordValue<HintTrouble>(),
            (TroubleHints one) => one.Trouble, (one, trouble) => one with { Trouble = trouble },
            "what happens to them"),
        new ByKey(),
        FaultKey.Number(
            (TroubleHints one) => one.Times, (one, times) => one with { Times = times },
            "how many hints"))
    {
        Topic = FaultTopic.Workers,
        Effect = FaultEffect.Plain,
        About = "The next hints about its exits and reports are late, lost or doubled.",
    };

    internal override FaultSyntax Syntax => Schema;

    internal override bool CanHit(IFaultTarget machine) => true;

    internal override void Strike(IFaultTarget machine, Blow blow) => machine.Trouble(this);

    /// <summary>What may be said of how late they are depends on what happens to them.</summary>
    private sealed class ByKey : FaultKey<TroubleHints>
    {
        private const string Key = "by";

        public override string Name => Key;

        public override string Range => $"{DurationValue.SomeTime.Range} if they are late,"
            + $" {DurationValue.Time.Range} if doubled, 0s if lost";

        public override string About =>
            "how late, or how far apart the two are; left out for lost ones only";

        public override bool IsRequired => false;

        public override FaultValue Value => DurationValue.Time;

        public override TroubleHints Read(TroubleHints fault, FaultReading reading)
        {
            bool isKnown = !reading.IsRefused(TroubleKey);
            bool isLost = isKnown && fault.Trouble == HintTrouble.Lost;
            Field? field = isLost || !isKnown
                ? reading.Fields.May(Key) : reading.Fields.Must(Key);
            DurationValue value = isKnown && fault.Trouble == HintTrouble.Late
                ? DurationValue.SomeTime : DurationValue.Time;
            if (field is null || !value.TryRead(field, reading, out TimeSpan by))
            {
                if (field is not null || (isKnown && !isLost))
                {
                    reading.Refuse(Key);
                }

                return fault;
            }

            // The plan prints the zero of a lost hint, so it may be written.
            if (isLost && (by, reading.Duration) != (TimeSpan.Zero, null))
            {
                reading.Values.Problems.Add(
                    field.Value.Place,
                    "'by' beside 'trouble: lost': a hint that never comes has no delay");
            }

            return fault with { By = by };
        }

        public override string Write(TroubleHints fault, Range<TimeSpan>? duration) =>
            DurationValue.Time.Write(fault.By, duration);

        public override TroubleHints Fill(
            TroubleHints template, string worker, TimeSpan? duration) => template with
            {
                By = DurationValue.Time.Fill(template.By, worker, duration),
            };
    }
}
