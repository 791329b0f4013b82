using Harness.Reference.Policies.Lives;

namespace Harness.Reference.Policies.Systems;

/// <summary>
/// httpd's event and prefork modules: a dead child is replaced by the maintenance that runs when a
/// second has passed without an event; one that says that all will fail ends the server. Source:
/// httpd 0cb6804 server/mpm/event/event.c:3470-3545, mpm_common.c:233, mpm_unix.c:401.
/// </summary>
internal sealed class HttpdPolicy : LifePolicy<NoState>
{
    private const int ChildFatal = 15;

    private static readonly TimeSpan Maintenance = TimeSpan.FromSeconds(1);

    internal static PolicySystem System { get; } = new()
    {
        Slug = "httpd",
        Name = "Apache httpd (event / prefork)",
        Versions = ["2.4"],
        Clock = "1 s maintenance tick",
        Fixed = "1s; exit code 15 (APEXIT_CHILDFATAL) ends the server",
        Source = "httpd 0cb6804 server/mpm/event/event.c:3470-3545, server/mpm_common.c:233,"
            + " server/mpm_unix.c:401",
        Deviations = "One child: the rates at which many are forked (1, 2, 4 to 32 a second) do not"
            + " show.",
        Make = (_, _) => WorkerPolicy.Of(new HttpdPolicy()),
    };

    protected override Verdict Ended(ref NoState own, in EndedLife life, ulong draw) =>
        life.Code == ChildFatal
            ? Verdict.EndAll(RestartReason.ListedExit, NativeWord.ChildFatal, ChildFatal)
            : Verdict.Wait(life.EndedAt + Maintenance, RestartReason.Spacing);
}
