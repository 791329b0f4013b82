using Harness.Reference.Ports;
using Xunit;

namespace Harness.Properties.Contracts;

/// <summary>
/// What holds besides of a service manager that stands on the process host: it acts on whatever
/// carries the name of a unit, and on nothing by itself.
/// </summary>
public abstract class EmbeddedServiceManagerContract : ServiceManagerContract
{
    [Fact]
    public Task An_end_of_one_of_two_processes_leaves_the_other() => Holds(async life =>
    {
        ProcessIdentity first = await Start(life, life.Unit("web"));
        ProcessIdentity second = await life.Start("web");
        Assert.Equal(ServiceResult.Done, (await life.Services.End(second)).Result);
        Assert.False(await IsAlive(life, second));
        Assert.True(await IsAlive(life, first));
    });

    [Fact]
    public Task A_stop_ends_every_process_of_a_unit() => Holds(async life =>
    {
        ProcessIdentity first = await Start(life, life.Unit("web"));
        ProcessIdentity second = await life.Start("web");
        Assert.Equal(ServiceResult.Done, (await life.Services.Stop("web")).Result);
        Assert.False(await IsAlive(life, first));
        Assert.False(await IsAlive(life, second));
    });

    [Fact]
    public Task What_has_ended_by_itself_is_left_to_whoever_asks() => Holds(async life =>
    {
        ProcessIdentity process = await Start(life, life.Unit("web"));
        await life.Die(process, ExitStatus.Code(7));
        await life.Ended(process);
        await life.Sleep(2);
        ProcessStatus left = Assert.Single((await life.Services.List())!);
        Assert.Equal((process, ExitStatus.Code(7)), (left.Identity, left.Exit));
    });
}
