using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Git.Repositories;

namespace Automation.Jobs.Sources;

/// <summary>The effect of changed files of a repository on the catalog.</summary>
/// <param name="Files">The descriptors whose content changed.</param>
/// <param name="Deleted">The recorded descriptors that were deleted or are no longer descriptors.</param>
internal sealed record ChangedDescriptors(IReadOnlyList<FileReading> Files, IReadOnlyList<string> Deleted)
{
    /// <summary>Reads the descriptors that a change affects; null if all files are needed to decide, because a Location or a Template is among them.</summary>
    /// <param name="differences">What changed since the catalog was built, in the repository.</param>
    /// <param name="settings">How the source is read.</param>
    /// <param name="previous">The previous catalog.</param>
    /// <param name="reader">Reads the current descriptors.</param>
    public static ChangedDescriptors? Read(
        IReadOnlyList<FileDifference> differences,
        SourceSettings settings,
        StoredCatalog previous,
        TreeReader reader,
        CancellationToken cancellationToken)
    {
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        var deleted = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var difference in differences)
        {
            if (RepositoryPath.Within(settings.Folder, difference.Path) is { } path)
            {
                if (TemplateFetches.IsNamed(path))
                {
                    return null;
                }

                var record = previous.File(settings.Name, path);
                Sort(path, record, difference.Now is { Kind: FileKind.File or FileKind.Link } && settings.Files.Includes(path), changed, deleted);
                changed.UnionWith(record?.ReadBy ?? []);
            }
        }

        changed.ExceptWith(deleted);
        if (changed.Any(p => FetchedPaths.CanHold(p) && previous.File(settings.Name, p) is not { IsDescriptor: true })
            && !WereTemplatesSought(previous, settings.Name))
        {
            return null;
        }

        var files = reader.Read(changed, path => previous.File(settings.Name, path), cancellationToken);
        return files.Any(f => f.Targets.Count > 0 || f.Fetches.Count > 0) ? null : new ChangedDescriptors(files, [.. deleted]);
    }

    // Templates that are not descriptors are searched only if a descriptor is in a folder that they could fetch.
    private static bool WereTemplatesSought(StoredCatalog previous, string source) =>
        previous.AllFiles(source).Any(f => f.IsDescriptor && FetchedPaths.CanHold(f.Path));

    private static void Sort(string path, FileRecord? record, bool isDescriptor, SortedSet<string> changed, SortedSet<string> deleted)
    {
        if (isDescriptor)
        {
            changed.Add(path);
        }
        else if (record is { IsDescriptor: true })
        {
            deleted.Add(path);
        }
    }
}
