using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Descriptors.References;

namespace Automation.Catalog.Sources;

/// <summary>The records of a source's descriptors in the catalog.</summary>
/// <param name="previous">The previous catalog.</param>
/// <param name="source">The name of the source.</param>
/// <param name="isAnew">Whether to read every file, even an unchanged one.</param>
internal sealed class RecordedFiles(StoredCatalog previous, string source, bool isAnew)
{
    private readonly Dictionary<string, FileRecord> _files =
        previous.AllFiles(source).Where(f => f.IsDescriptor).ToDictionary(f => f.Path, StringComparer.Ordinal);
    private readonly HashSet<string> _templates = previous.Source(source)?.Templates.ToHashSet(StringComparer.Ordinal) ?? [];

    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>Whether the file has Templates that fetch something; the targets are not recorded.</summary>
    public bool IsTemplate(string path) => _templates.Contains(path);

    /// <summary>The record of a file, if it is valid for the current content; null if the file has to be read.</summary>
    /// <param name="step">How many Locations lead to it.</param>
    /// <param name="listing">The source's files.</param>
    public FileRecord? Find(string path, int step, TreeListing listing) =>
        !isAnew && _files.TryGetValue(path, out var record) && record.Steps == step && LeadsAsBefore(record, listing) ? record : null;

    /// <summary>The record of a file, whether or not it is still valid; null if there is none.</summary>
    public FileRecord? Find(string path) => _files.GetValueOrDefault(path);

    // A missing target is reported, and the message depends on the files around it.
    private bool LeadsAsBefore(FileRecord record, TreeListing listing) => record.Targets.Count == 0
        || (record.Targets.All(t => TreeListing.IsPattern(t) ? listing.HasMatch(t) != false : listing.Find(t) is { Kind: FileKind.File })
            && !previous.Findings(record.Key).Any(f => f.Rule == PathRules.MissingTarget.Id));
}
