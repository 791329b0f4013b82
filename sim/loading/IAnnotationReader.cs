using Harness.Reference.Documents;

namespace Harness.Sim.Loading;

/// <summary>
/// Reads one more key of scenario files, which may always be left out. A loader without such a
/// reader does not know the key, and says so.
/// </summary>
internal interface IAnnotationReader
{
    /// <summary>The key, at the top of the file.</summary>
    string Key { get; }

    /// <summary>
    /// What stands there; of no use, and perhaps null, if a problem was reported.
    /// </summary>
    Annotation? Read(Field field, Values values);
}
