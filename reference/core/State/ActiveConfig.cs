using Harness.Reference.Options;
using Harness.Reference.Ports;

namespace Harness.Reference.State;

/// <summary>What became of putting another configuration in force.</summary>
internal enum Recorded
{
    /// <summary>It is on record and in force.</summary>
    Done,

    /// <summary>It could not be put on record; the former one is, and stays in force.</summary>
    NotDone,

    /// <summary>
    /// The former one is in force, and it could not be made sure that it is the one on record.
    /// </summary>
    Unsure,
}

/// <summary>
/// The configuration in force and its record. It is the only one who changes either, the record
/// first, so that a crash leaves the old one or the new one.
/// </summary>
/// <param name="first">What the supervisor was started with.</param>
/// <param name="reader">
/// Reads configurations; null: the options were given in code and stay as they are.
/// </param>
/// <param name="files">The files of the machine.</param>
internal sealed class ActiveConfig(SupervisorOptions first, IConfigReader? reader, IFiles files)
{
    private readonly ConfigStore _store = new(files, first.StateDirectory);

    private SupervisorOptions? _edited;

    /// <summary>What reads configurations; null: they stay as they are.</summary>
    internal IConfigReader? Reader => reader;

    /// <summary>The configuration in force.</summary>
    internal SupervisorOptions Options { get; private set; } = first;

    /// <summary>The tag of the configuration file when the configuration was stored.</summary>
    internal string FileTag { get; private set; } = "";

    /// <summary>What is on record.</summary>
    internal Task<ConfigAnswer> Load() => _store.Load();

    /// <summary>Moves a damaged record out of the way, where a person can look at it.</summary>
    internal Task<FileError> SetAside() => _store.SetAside();

    /// <summary>What the supervisor was started with is what the file says.</summary>
    internal void BeginWithFile() => FileTag = Options.Document.Tag;

    /// <summary>
    /// What is stored is in force. What the file says, if it was edited since, is kept as a change
    /// that somebody wants.
    /// </summary>
    /// <param name="stored">The record.</param>
    /// <param name="read">What it says.</param>
    /// <returns>Whether that is another configuration than was in force.</returns>
    internal bool BeginWithStored(StoredConfig stored, SupervisorOptions read)
    {
        _edited = stored.FileTag != FileTag ? Options : null;
        bool isOther = read.Document.Tag != Options.Document.Tag;
        Options = isOther ? read : Options;
        FileTag = stored.FileTag;
        return isOther;
    }

    /// <summary>
    /// What the file says, if it was edited while workers run with another configuration; once.
    /// </summary>
    internal SupervisorOptions? TakeEdited()
    {
        SupervisorOptions? edited = _edited;
        _edited = null;
        return edited;
    }

    /// <summary>Puts the configuration in force on record.</summary>
    internal Task<FileError> Store() => _store.Save(new StoredConfig(Options.Document, FileTag));

    /// <summary>Puts another configuration on record and in force.</summary>
    internal async Task<Recorded> Change(SupervisorOptions next, string fileTag)
    {
        SupervisorOptions last = Options;
        if (await _store.Save(new StoredConfig(next.Document, fileTag)) == FileError.None)
        {
            (Options, FileTag) = (next, fileTag);
            return Recorded.Done;
        }

        // It may have failed after the rename: what is stored must be what runs.
        ConfigAnswer now = await _store.Load();
        return now.Config?.Document.Tag != last.Document.Tag
            && await _store.Save(new StoredConfig(last.Document, FileTag)) != FileError.None
                ? Recorded.Unsure
                : Recorded.NotDone;
    }
}
