using System.Threading.Channels;
using Harness.Reference.Ports;
using Harness.Sim.Faults;
using Harness.Sim.Kernel;
using Harness.Sim.Trace;

namespace Harness.Sim.Machine.Services;

/// <summary>
/// The external service manager as one life of the supervisor reaches it. A call that is never
/// answered is no fault of the caller: whoever asks has to have a bound of his own.
/// </summary>
internal sealed class ServicePort(
    SimMachine machine, SimServiceManager services, SimNode node,
    ChannelReader<ProcessHint> hints) : IServiceManager
{
    // An answer may never come, so that nothing is expected by a deadline.
    private static readonly PortTiming Timing = new(
        new(TimeSpan.FromMicroseconds(50), TimeSpan.FromMilliseconds(5)),
        new(TimeSpan.FromMicroseconds(50), TimeSpan.FromMilliseconds(5)),
        TimeSpan.FromDays(1000));

    private static readonly ServiceAnswer Unreachable = new(ServiceResult.Unreachable);

    public ChannelReader<ProcessHint> Hints => hints;

    public Task<ServiceAnswer> Define(UnitSpec unit) =>
        Change("define", unit.Name, answer => answer(services.Define(unit)));

    public Task<ServiceAnswer> Start(string unit) =>
        Change("start", unit, answer => answer(services.Start(unit)));

    public Task<ServiceAnswer> Stop(string unit, bool force = false) =>
        Change("stop", unit, answer => services.Stop(unit, force, answer));

    public Task<ServiceAnswer> End(ProcessIdentity process) =>
        Change("end", "", answer => services.End(process, answer));

    public Task<IReadOnlyList<ProcessStatus>?> List() => Look("", null);

    public Task<IReadOnlyList<ProcessStatus>?> ListUnit(string unit) => Look(unit, unit);

    public Task Reap(ProcessIdentity process) => Ask("reap", "", false, answer =>
    {
        services.Reap(process);
        answer(true);
    });

    private Task<IReadOnlyList<ProcessStatus>?> Look(string subject, string? unit) =>
        Ask<IReadOnlyList<ProcessStatus>?>(
            "list", subject, null, answer => answer(services.List(unit)));

    private Task<ServiceAnswer> Change(
        string operation, string unit, Action<Action<ServiceAnswer>> effect) =>
        Ask<ServiceAnswer>(operation, unit, Unreachable, answer =>
        {
            LostCall? lost = services.NextLost();
            if (lost is { } how)
            {
                machine.Trace.Add(new ServiceCallLost(operation, unit, how == LostCall.Done));
            }

            switch (lost)
            {
                case null:
                    effect(answer);
                    break;
                case LostCall.Done:
                    effect(_ => { });
                    break;
                case LostCall.NotDone:
                    break;
                default:
                    throw new InvalidOperationException($"unknown loss {lost}");
            }
        });

    private Task<T> Ask<T>(string operation, string subject, T refused, Action<Action<T>> effect) =>
        node.CallLater<T>("services", operation, subject, Timing, answer =>
        {
            if (services.Refuses)
            {
                answer(refused);
            }
            else
            {
                services.WhenItActs(() => effect(answer));
            }
        });
}
