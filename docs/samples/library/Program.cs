// A .NET service that looks after two worker processes of its own. They live on when it is killed,
// and its next life adopts them; when it ends in an orderly way they end with it.
//
//   dotnet run -c Release --project docs/samples/library [STATE-DIRECTORY]
using Harness.Hosting.Control;
using Harness.Hosting.Running;
using Harness.Reference.Options;
using Harness.Reference.Policies.Options;
using Harness.Reference.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var options = new SupervisorOptions
{
    StateDirectory = args.Length > 0 ? args[0] : "/tmp/library-sample",
    Workers = [Worker("importer"), Worker("exporter")],
};

HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Services.AddSupervisor(options);
using IHost host = builder.Build();
await host.StartAsync();

// Anything in the service can ask how its workers are, and be told what happens to them.
ControlAnswer answer = await host.Services.GetRequiredService<ControlDesk>()
    .Ask(ControlVerb.Status);
foreach (WorkerReport worker in answer.Workers)
{
    Console.WriteLine($"{worker.Worker} is {worker.Condition}");
}

await host.WaitForShutdownAsync();

static WorkerOptions Worker(string name) => new()
{
    Unit = new UnitSpec(
        name, "/bin/sh -c 'while :; do sleep 3600 & wait $!; done'", TimeSpan.FromSeconds(5)),
    Policy = SquidKidOptions.Default,
};
