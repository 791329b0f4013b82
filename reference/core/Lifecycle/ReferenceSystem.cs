using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Harness.Reference.Configuration;
using Harness.Reference.Options;
using Harness.Reference.Ports;
using Harness.Reference.Recovery;

namespace Harness.Reference.Lifecycle;

/// <summary>
/// The reference supervisor, made from its set-up alone. What a set-up or a document says is read
/// once: it depends on nothing else.
/// </summary>
public sealed class ReferenceSystem : ISystemFactory
{
    private readonly ConditionalWeakTable<SystemSetup, SupervisorOptions> _options = [];

    private readonly CachingReader _reader = new();

    /// <inheritdoc/>
    public IWorkerRules? WorkerRules { get; } = new WorkerRules();

    /// <inheritdoc/>
    public ISystemUnderTest Make(SystemSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.Document is not { } document)
        {
            return new Supervisor(_options.GetValue(setup, SetupReader.OptionsOf));
        }

        return _reader.Read(document).Options is { } read
            ? new Supervisor(read, _reader)
            : new BadConfig();
    }

    /// <summary>Where the configuration says nothing, nothing is started.</summary>
    private sealed class BadConfig : ISystemUnderTest
    {
        private const int BadUsage = 64;

        public Task<int> Run(SystemPorts ports, CancellationToken stop) =>
            Task.FromResult(BadUsage);
    }

    private sealed class CachingReader : IConfigReader
    {
        // More documents than any scenario has; who writes new ones again and again gets no cache.
        private const int Most = 256;

        private readonly SupervisorConfigReader _reader = new();
        private readonly ConcurrentDictionary<string, ConfigReading> _readings =
            new(StringComparer.Ordinal);

        public ConfigReading Read(ConfigDocument document)
        {
            if (_readings.TryGetValue(document.Text, out ConfigReading? known))
            {
                return known;
            }

            ConfigReading reading = _reader.Read(document);
            if (_readings.Count < Most)
            {
                _readings[document.Text] = reading;
            }

            return reading;
        }
    }
}
