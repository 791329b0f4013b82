using Harness.Hosting.Control;
using Harness.Hosting.Events;
using Harness.Hosting.Processes;
using Harness.Reference.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Harness.Hosting.Running;

/// <summary>Puts a supervisor into a .NET host.</summary>
public static class SupervisorServiceExtensions
{
    /// <summary>
    /// Supervises those workers for as long as the host lives. <see cref="ControlDesk"/> takes
    /// requests, <see cref="EventFeed"/> tells what happens, <see cref="IProcessFacts"/> what runs.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">What is supervised, and how.</param>
    /// <param name="reader">See <see cref="SupervisorSetup.Reader"/>.</param>
    /// <exception cref="ArgumentException">The options have problems; all are named.</exception>
    public static IServiceCollection AddSupervisor(
        this IServiceCollection services, SupervisorOptions options,
        IConfigReader? reader = null) =>
        services.AddSupervisor(new SupervisorSetup { Options = options, Reader = reader });

    /// <summary>As the other, with everything that can be said.</summary>
    /// <exception cref="ArgumentException">The options have problems; all are named.</exception>
    public static IServiceCollection AddSupervisor(
        this IServiceCollection services, SupervisorSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.Options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(setup));
        }

        // The supervisor's end is bounded by itself; a host that gave up earlier would leave it.
        services.Configure<HostOptions>(
            host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        return services
            .AddSingleton(setup)
            .AddSingleton<ControlDesk>()
            .AddSingleton(_ => new EventFeed(TimeProvider.System))
            .AddSingleton<SupervisorService>()
            .AddSingleton<IProcessFacts>(all => all.GetRequiredService<SupervisorService>())
            .AddHostedService(all => all.GetRequiredService<SupervisorService>());
    }
}
