using Harness.Reference.Ports;

/// <summary>Starts every unit that is wanted, and starts again what is not there.</summary>
public sealed class OneForOne : ISystemFactory
{
    public ISystemUnderTest Make(SystemSetup setup) => new Life(setup.Units.Select(it => it.Unit));
}

// The list is the truth: hints get lost, starts are refused, and what runs already may have been
// started by a life before this one. What has ended is started a second later, when it is not
// listed any more: that is what the usual policy says.
internal sealed class Life(IEnumerable<UnitSpec> units) : ISystemUnderTest
{
    public async Task<int> Run(SystemPorts ports, CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; await Task.Delay(TimeSpan.FromSeconds(1), ports.Time))
        {
            var all = await ports.Processes.List();
            foreach (ProcessStatus ended in all.Where(it => !it.IsAlive))
            {
                await ports.Processes.Reap(ended.Identity);
            }

            foreach (UnitSpec one in units.ExceptBy(all.Select(it => it.Unit), it => it.Name))
            {
                await ports.Processes.Start(one);
            }

            while (ports.Control.Requests.TryRead(out ControlRequest? request))
            {
                await ports.Control.Answer(request, new(ControlResult.Refused, []));
            }
        }

        return 0;
    }
}
