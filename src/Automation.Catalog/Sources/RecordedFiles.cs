using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Descriptors.References;

namespace Automation.Catalog.Sources;

/// <summary>What the catalog has recorded of a source's descriptors.</summary>
/// <param name="previous">The catalog as it was.</param>
/// <param name="source">The name of the source.</param>
/// <param name="isAnew">Whether every file is read, also where it is as it was.</param>
internal sealed class RecordedFiles(StoredCatalog previous, string source, bool isAnew)
{
    private readonly Dictionary<string, FileRecord> _files =
        previous.AllFiles(source).Where(f => f.IsDescriptor).ToDictionary(f => f.Path, StringComparer.Ordinal);
    private readonly HashSet<string> _templates = previous.Source(source)?.Templates.ToHashSet(StringComparer.Ordinal) ?? [];

    /// <summary>Their paths.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>Whether the file has Templates that fetch something: what, is not recorded.</summary>
    public bool IsTemplate(string path) => _templates.Contains(path);

    /// <summary>What is recorded of a file, as long as that holds where the file's content is the same; null where it has to be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="step">How many Locations lead to it.</param>
    /// <param name="listing">The source's files.</param>
    public FileRecord? Find(string path, int step, TreeListing listing) =>
        !isAnew && _files.TryGetValue(path, out var record) && record.Steps == step && LeadsAsBefore(record, listing) ? record : null;

    /// <summary>What is recorded of a file, whether or not it still holds; null where nothing is.</summary>
    public FileRecord? Find(string path) => _files.GetValueOrDefault(path);

    // Of a target that is missing, something is said; what, hangs on the files around it.
    private bool LeadsAsBefore(FileRecord record, TreeListing listing) => record.Targets.Count == 0
        || (record.Targets.All(t => TreeListing.IsPattern(t) ? listing.HasMatch(t) != false : listing.Find(t) is { Kind: FileKind.File })
            && !previous.Findings(record.Key).Any(f => f.Rule == PathRules.MissingTarget.Id));
}
