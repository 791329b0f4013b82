using System.Runtime.CompilerServices;
using FsCheck;
using Xunit.v3;

namespace Harness.Properties.Replaying;

/// <summary>
/// Makes a test of a method that gives a property, or whose arguments FsCheck makes. With data, as
/// a theory has it, the arguments are the data's, and each row is a test of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(PropertyDiscoverer))]
internal class PropertyAttribute(
    [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FsCheck.Xunit.PropertyAttribute, IFactAttribute
{
    // FsCheck's attribute names the place of its own constructor.
    string? IFactAttribute.SourceFilePath => sourceFilePath;

    int? IFactAttribute.SourceLineNumber => sourceLineNumber;

    /// <summary>
    /// What is to be done, asked when the test runs: a test whose attribute throws is not found.
    /// </summary>
    internal virtual Config Configured(Config config) => config;
}
