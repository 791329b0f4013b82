using FsCheck;
using FsCheck.Fluent;
using Harness.Properties.Replaying;
using Harness.Reference.Policies.Groups;
using Harness.Reference.Ports;

namespace Harness.Properties.Policies.Groups;

/// <summary>
/// A supervisor of OTP against a slow one that is written as its documentation speaks: one list of
/// all restarts, one of all children, everything done at once.
/// </summary>
public class OtpModelTests
{
    private static readonly Gen<End> Ends =
        from child in Gen.Choose(0, 4)
        from isNormal in Gen.Elements(false, false, true)
        from wait in Gen.OneOf(
            Gen.Elements(1, 999, 1000, 1001, 4999, 5000, 5001, 5999, 6000),
            Gen.Choose(1, 3000))
        select new End(child, isNormal, wait);

    private static readonly Gen<Story> Stories =
        from strategy in Gen.Elements("one_for_one", "one_for_all", "rest_for_one")
        from intensity in Gen.Choose(0, 4)
        from period in Gen.Choose(1, 6)
        from phase in Gen.Choose(0, 999)
        from count in Gen.Choose(1, 5)
        from restarts in Gen.Elements("permanent", "permanent", "transient", "temporary")
            .ArrayOf(count)
        from length in Gen.Choose(0, 20)
        from ends in Ends.ArrayOf(length)
        from failing in Gen.Choose(0, 3)
        from fails in Gen.Choose(0, 25).ArrayOf(failing)
        select new Story(strategy, intensity, period, phase, restarts, ends, fails);

    private sealed record End(int Child, bool IsNormal, int WaitMs);

    private sealed record Story(
        string Strategy, int Intensity, int Period, int PhaseMs, string[] Restarts, End[] Ends,
        int[] Fails)
    {
        public override string ToString() =>
            $"{Strategy} {Intensity}/{Period} at {PhaseMs} ms: {string.Join(' ', Restarts)};"
            + $" fails {string.Join(' ', Fails)}; {string.Join<End>(", ", Ends)}";
    }

    [Property(MaxTest = 2000)]
    public Property A_supervisor_does_what_a_slow_and_obvious_one_does() => ForAll.Of(
        Stories,
        story => Play(story) == new Obvious(story).Tell(),
        story => Enumerable.Range(0, story.Ends.Length).Select(left => story with
        {
            Ends = [.. story.Ends.Where((_, index) => index != left)],
        }));

    private static string Play(Story story)
    {
        MadeGroup group = Groups.Make(
            Groups.Request(
                "otp",
                $"strategy={story.Strategy};intensity={story.Intensity};period={story.Period}",
                [.. story.Restarts.Select((restart, child) =>
                    Groups.Member($"{child}", $"restart={restart}"))]),
            story.PhaseMs);
        int starts = 0;
        var world = new GroupWorld(group, (_, _) =>
            story.Fails.Contains(starts++) ? Life.FailsToStart : Life.ForEver);
        long at = 0; // ms
        foreach (End end in story.Ends.Where(end => end.Child < story.Restarts.Length))
        {
            at += end.WaitMs;
            world.Plan(
                at / 1000.0, GroupEventKind.Exited, end.Child,
                ExitStatus.Code(end.IsNormal ? 0 : 1));
        }

        return world.Run(1000).Words(GroupVerb.Start, GroupVerb.Stop, GroupVerb.EndAll);
    }

    /// <summary>The obvious one. A child is up, down, or not there any more.</summary>
    private sealed class Obvious(Story story)
    {
        private readonly List<string> _done = [];
        private readonly List<long> _restarts = []; // seconds, all that ever were
        private readonly List<int> _there = [.. Enumerable.Range(0, story.Restarts.Length)];
        private readonly HashSet<int> _up = [];
        private int _starts;
        private int _failed;
        private bool _isOver;
        private long _now;

        internal string Tell()
        {
            _isOver = !Start(_there) && Terminate();
            foreach (End end in story.Ends.Where(end => end.Child < story.Restarts.Length))
            {
                _now += end.WaitMs;
                if (!_isOver && _up.Remove(end.Child))
                {
                    Ended(end);
                }
            }

            return string.Join(", ", _done);
        }

        private void Ended(End end)
        {
            string restart = story.Restarts[end.Child];
            if (restart == "permanent" || (restart == "transient" && !end.IsNormal))
            {
                Restart(end.Child);
            }
            else if (restart == "temporary")
            {
                _there.Remove(end.Child);
            }
        }

        private void Restart(int child)
        {
            // Over and over while starts fail; each time it is counted again.
            for (int? next = child; next is { } failed && !_isOver;)
            {
                long second = (_now + story.PhaseMs) / 1000;
                _restarts.Add(second);
                if (_restarts.Count(one => second - one <= story.Period) > story.Intensity)
                {
                    _isOver = Terminate();
                    return;
                }

                int[] with = story.Strategy switch
                {
                    "one_for_one" => [failed],
                    "one_for_all" => [.. _there],
                    _ => [.. _there.Where(one => one >= failed)],
                };
                foreach (int one in with.Reverse())
                {
                    Stop(one);
                    if (story.Restarts[one] == "temporary")
                    {
                        _there.Remove(one);
                    }
                }

                next = Start([.. with.Where(_there.Contains)]) ? null : _failed;
            }
        }

        private bool Start(IReadOnlyList<int> children)
        {
            foreach (int child in children.ToArray())
            {
                _done.Add($"start {child}");
                if (story.Fails.Contains(_starts++))
                {
                    _failed = child;
                    return false;
                }

                _up.Add(child);
            }

            return true;
        }

        private void Stop(int child)
        {
            if (_up.Remove(child))
            {
                _done.Add($"stop {child}");
            }
        }

        private bool Terminate()
        {
            foreach (int child in Enumerable.Reverse(_there))
            {
                Stop(child);
            }

            _done.Add("end");
            return true;
        }
    }
}
