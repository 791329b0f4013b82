using Harness.Reference.Ports;
using Harness.Sim.Trace;

namespace Harness.Sim.Oracles;

/// <summary>
/// "All errors, that stem from the configuration change, should be reported" (Knot): and what is
/// reported as done is done.
/// </summary>
internal sealed class RequestersAreToldTheTruth : Checker
{
    internal static Oracle Oracle { get; } = new(
        "requesters-are-told-the-truth", Vocabulary.Acts, _ => new RequestersAreToldTheTruth())
    {
        Claim = "A change that is told to be made is stored, also one that the file asked for, one"
            + " that is told not to be made is not, it is made only from the configuration that it"
            + " was made for, and the one that is said to be in force is.",
        ReachedWhen = "a request for a change was answered",
        Unreached = "no request for a change was answered",
    };

    private readonly SortedDictionary<long, Asked> _open = [];
    private readonly LastResults _results = new();
    private string _stored = "";

    internal override Finding? Before(TraceEvent happened, WorldState world)
    {
        if (_results.Lie(happened) is { } told)
        {
            return Finding.Fail(told, happened);
        }

        switch (happened)
        {
            case RequestArrived { Verb: ControlVerb.Change or ControlVerb.Reload } arrived:
                _open[arrived.Id] = new Asked(arrived, _stored);
                break;
            case ConfigStored changed:
                foreach (Asked asked in _open.Values)
                {
                    asked.Seen.Add(changed.Config);
                    asked.Before = _stored;
                }

                _stored = changed.Config;
                break;
            case ConfigFileEdited: // which of them it reads is its own affair
                foreach (Asked asked in _open.Values)
                {
                    asked.IsEdited = true;
                }

                break;
            case SupervisorKilled or SupervisorCrashed or SupervisorExited:
                _open.Clear(); // who asked that life was never told anything
                break;
            case RequestAnswered answered when _open.Remove(answered.Id, out Asked? asked):
                IsReached = true;
                return Lie(answered, asked) is { } lie
                    ? Finding.Fail(lie, asked.Arrived.Index, answered.Index)
                    : null;
            default:
                break;
        }

        return null;
    }

    private string? Lie(RequestAnswered told, Asked asked)
    {
        bool isChange = asked.Arrived.Verb == ControlVerb.Change;
        string wanted = isChange || !asked.IsEdited ? asked.Arrived.Config : "";
        if (told.Config.Length > 0 && !asked.Seen.Contains(told.Config))
        {
            return $"'{told.Config}' was said to be in force, and was never stored meanwhile";
        }

        return told.Result switch
        {
            ControlResult.Accepted => (isChange || wanted.Length > 0) && wanted != _stored
                ? $"'{wanted}' was said to be made, and '{_stored}' is stored"
                : asked.Arrived.IfMatch is { Length: > 0 } from && from != wanted
                        && asked.Before != from
                    ? $"'{wanted}' was made from '{from}', and replaced '{asked.Before}'"
                    : null,
            ControlResult.Mismatch => asked.Seen.All(one => one == asked.Arrived.IfMatch)
                ? $"the change was made from '{asked.Arrived.IfMatch}', which was in force"
                : null,
            ControlResult.Refused => NotMade(asked),
            ControlResult.Invalid => NotMade(asked),
            ControlResult.RolledBack => NotMade(asked),
        };
    }

    // Another request may have made the same meanwhile: then it is in force rightly.
    private static string? NotMade(Asked asked) =>
        asked.Arrived is { Verb: ControlVerb.Change, Config: { Length: > 0 } wanted }
            && wanted != asked.Seen[0] && asked.Seen[^1] == wanted
            ? $"'{wanted}' was said not to be made, and is stored"
            : null;

    /// <summary>
    /// What the status may say of the last change: "All errors ... should be reported", and to whom
    /// else if the change came by signal.
    /// </summary>
    private sealed class LastResults
    {
        private readonly Dictionary<long, int> _askedAt = [];
        private readonly HashSet<long> _changes = [];
        private readonly List<ControlResult?> _results = [null];

        internal string? Lie(TraceEvent happened)
        {
            switch (happened)
            {
                case RequestArrived { Verb: ControlVerb.Status } asked:
                    _askedAt[asked.Id] = _results.Count - 1;
                    return null;
                case RequestArrived { Verb: ControlVerb.Change or ControlVerb.Reload } change:
                    _changes.Add(change.Id);
                    return null;
                case RequestWithdrawn withdrawn:
                    _changes.Remove(withdrawn.Id);
                    _results.Clear(); // nobody sees what becomes of it
                    return null;
                case RequestAnswered answered when _changes.Remove(answered.Id):
                    _results.Add(answered.Result);
                    return null;
                case SupervisorStarted:
                    _results.Clear();
                    _results.Add(null);
                    return null;
                case LastChangeTold told when _results.Count > 0
                    && _askedAt.TryGetValue(told.Id, out int from) && from < _results.Count:
                    // The result is known inside a moment before its answer goes out.
                    return _results.Skip(from).Contains(told.Result) || _changes.Count > 0
                        ? null
                        : $"the last change was told as {told.Result}, and was not";
                default:
                    return null;
            }
        }
    }

    /// <summary>A request, and every configuration that was stored while it was open.</summary>
    private sealed class Asked(RequestArrived arrived, string stored)
    {
        internal RequestArrived Arrived => arrived;

        internal List<string> Seen { get; } = [stored];

        /// <summary>Whether the file was edited while it was open.</summary>
        internal bool IsEdited { get; set; }

        /// <summary>What the last record replaced.</summary>
        internal string Before { get; set; } = stored;
    }
}
