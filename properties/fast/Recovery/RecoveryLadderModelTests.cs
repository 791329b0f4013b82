using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Ports;
using Harness.Reference.Recovery;

namespace Harness.Properties.Recovery;

/// <summary>
/// The document's text as a model: what is at hand, what a problem has got into, and what each
/// method loses. It looks at all methods and takes the one that loses least; it knows no order of
/// methods. Lists of commands go through it and through the ladder.
/// </summary>
public sealed class RecoveryLadderModelTests
{
    private static readonly Gen<Command> Commands = Gen.Frequency(
        (3, from kind in Gen.Elements(Enum.GetValues<IntegrityKind>())
            select new Command(Act.Meet, kind, default)),
        (3, Gen.Constant(new Command(Act.InVain, default, default))),
        (2, from thing in Gen.Elements(Enum.GetValues<Thing>())
            select new Command(Act.ComeOrGo, default, thing)));

    private enum Act
    {
        /// <summary>A problem is met.</summary>
        Meet,

        /// <summary>What was done about it was in vain: it is met once more.</summary>
        InVain,

        /// <summary>Something that can be lost is there now, or is gone.</summary>
        ComeOrGo,
    }

    private enum Thing
    {
        Entry,
        Transaction,
        OptionalService,
        RestartableKid,
        OtherKids,
    }

    [Property(MaxTest = 300)]
    public Property The_ladder_chooses_as_the_documents_sentences_do() => ForAll.Lists(
        Commands, 40,
        commands =>
        {
            var model = new Sentences();
            var real = new Real();
            return commands.All(command => model.Do(command) == real.Do(command));
        });

    [Property(MaxTest = 300)]
    public Property Whatever_was_tried_the_next_method_never_loses_less() => ForAll.Lists(
        Commands, 40,
        commands =>
        {
            var real = new Real();
            Rung last = Rung.PurgeEntry;
            bool isSame = false;
            foreach (Command command in commands)
            {
                Rung? chosen = real.Do(command);
                if (command.Act == Act.InVain && isSame && chosen < last)
                {
                    return false;
                }

                // What comes or goes meanwhile may open a cheaper way again.
                isSame = command.Act != Act.ComeOrGo && chosen is not null;
                last = chosen ?? last;
            }

            return true;
        });

    private readonly record struct Command(Act Act, IntegrityKind Kind, Thing Thing);

    private sealed class Real
    {
        private readonly List<Rung> _tried = [];
        private Applicable _applies;
        private IntegrityProblem? _problem;
        private Rung _last;

        internal Rung? Do(Command command)
        {
            switch (command.Act)
            {
                case Act.Meet:
                    _problem = new IntegrityProblem(command.Kind, "");
                    _tried.Clear();
                    break;
                case Act.InVain when _problem is not null:
                    _tried.Add(_last);
                    break;
                case Act.InVain:
                    return null;
                case Act.ComeOrGo:
                    _applies = command.Thing switch
                    {
                        Thing.Entry => _applies with { HasEntry = !_applies.HasEntry },
                        Thing.Transaction =>
                            _applies with { HasTransaction = !_applies.HasTransaction },
                        Thing.OptionalService =>
                            _applies with { HasOptionalService = !_applies.HasOptionalService },
                        Thing.RestartableKid =>
                            _applies with { IsRestartable = !_applies.IsRestartable },
                        Thing.OtherKids => _applies with { HasOthers = !_applies.HasOthers },
                    };
                    return null;
                default:
                    throw new InvalidOperationException($"unknown act {command.Act}");
            }

            _last = RecoveryLadder.Choose(_problem!, _applies, _tried);
            return _last;
        }
    }

    /// <summary>The sentences, each with what it says about one method.</summary>
    private sealed class Sentences
    {
        private readonly HashSet<Thing> _there = [];
        private readonly HashSet<string> _inVain = new(StringComparer.Ordinal);
        private IntegrityKind? _problem;
        private Method? _last;

        internal Rung? Do(Command command)
        {
            switch (command.Act)
            {
                case Act.ComeOrGo:
                    _ = _there.Remove(command.Thing) || _there.Add(command.Thing);
                    return null;
                case Act.InVain when _problem is null:
                    return null;
                case Act.InVain:
                    _inVain.Add(_last!.Name);
                    break;
                case Act.Meet:
                    _problem = command.Kind;
                    _inVain.Clear();
                    break;
                default:
                    throw new InvalidOperationException($"unknown act {command.Act}");
            }

            // "use the best recovery method applicable": of those that help, the one that loses
            // the fewest clients' time; "even shutting down the entire instance if necessary".
            _last = Methods
                .Where(method => method.Needs is not { } thing || _there.Contains(thing))
                .Where(method => method.HelpsAgainst(_problem!.Value))
                .Where(method => method.Rung == Rung.EndInstance || !_inVain.Contains(method.Name))
                .MinBy(method => method.Loses)!;
            return _last.Rung;
        }

        private static readonly Method[] Methods =
        [
            // "or even shutting down the entire instance if necessary": helps against everything.
            new("end the instance", Rung.EndInstance, null, 1_000_000_000, _ => true),

            // "Squid pauses restarts of a hopeless kid": one kid's clients for an hour.
            new("pause the kid", Rung.PauseKid, Thing.OtherKids, 1_000_000,
                problem => problem != IntegrityKind.SharedFault),

            // "a restart kills fewer transactions ...": all of one kid's, once.
            new("restart the kid", Rung.RestartKid, Thing.RestartableKid, 1_000,
                problem => problem != IntegrityKind.SharedFault
                    && problem != IntegrityKind.HopelessWorker),

            // "disabling the current optional service": a little of every client's. To disable what
            // controls access would be to "ignore access controls".
            new("disable the service", Rung.DisableService, Thing.OptionalService, 100,
                problem => problem == IntegrityKind.ServiceFault
                    || problem == IntegrityKind.CorruptEntry),

            // "terminating the current transaction": one client's.
            new("end the transaction", Rung.EndTransaction, Thing.Transaction, 10,
                problem => problem == IntegrityKind.CorruptTransaction
                    || problem == IntegrityKind.AccessControlFault
                    || problem == IntegrityKind.CorruptEntry),

            // "purging (or otherwise making unavailable) the current cache entry": nobody's.
            new("purge the entry", Rung.PurgeEntry, Thing.Entry, 1,
                problem => problem == IntegrityKind.CorruptEntry),
        ];

        private sealed record Method(
            string Name, Rung Rung, Thing? Needs, long Loses,
            Func<IntegrityKind, bool> HelpsAgainst);
    }
}
