using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;

namespace Automation.Catalog.Stitching;

/// <summary>The files with Locations that refer to other repositories: those that were read, and the records of the others.</summary>
/// <param name="previous">The previous catalog.</param>
/// <param name="gone">The removed sources.</param>
internal sealed class LinkingFiles(StoredCatalog previous, IReadOnlySet<string> gone)
{
    private readonly Dictionary<string, SourceReading.Read> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, List<FileReading>>> _byRepository = new(StringComparer.Ordinal);

    /// <summary>Adds a reading, in place of an earlier one of its source; returns the repositories that its files refer to, or referred to before.</summary>
    public HashSet<string> Take(SourceReading.Read reading)
    {
        var source = reading.Source.Name;
        var repositories = _read.ContainsKey(source) ? Forget(source) : new HashSet<string>(StringComparer.Ordinal);
        _read[source] = reading;
        foreach (var file in reading.Files)
        {
            foreach (var repository in file.Links.Select(l => l.Repository).Distinct(StringComparer.Ordinal))
            {
                repositories.Add(repository);
                Of(source, repository).Add(file);
            }
        }

        // A first build has very many files, and no earlier state.
        if (!previous.IsEmpty)
        {
            repositories.UnionWith(PathsOf(source).SelectMany(p => previous.File(source, p)?.Links ?? []).Select(l => l.Repository));
        }

        return repositories;
    }

    /// <summary>Whether any file refers to a repository.</summary>
    public bool HasAny(string repository) => _byRepository.ContainsKey(repository) || (!previous.IsEmpty && previous.Linked(repository) is not null);

    /// <summary>All URLs that refer to a repository, with the depth of Locations.</summary>
    public IEnumerable<CountedLink> To(string repository) =>
        (_byRepository.GetValueOrDefault(repository)?.SelectMany(s => s.Value.SelectMany(f => f.Links.Select(l => new CountedLink(l, f.Steps + 1, s.Key))))
            ?? [])
        .Concat(Recorded(repository).SelectMany(f => f.Links.Select(l => new CountedLink(l, f.Steps + 1, f.Source))))
        .Where(l => l.Link.Repository == repository);

    private HashSet<string> Forget(string source)
    {
        _paths.Remove(source);
        return [.. _byRepository.Where(r => r.Value.Remove(source)).Select(r => r.Key)];
    }

    private IEnumerable<FileRecord> Recorded(string repository) =>
        (previous.Linked(repository)?.By ?? []).Select(previous.File).OfType<FileRecord>()
        .Where(f => !gone.Contains(f.Source) && !(_read.ContainsKey(f.Source) && PathsOf(f.Source).Contains(f.Path)));

    // The files that a reading changes.
    private HashSet<string> PathsOf(string source)
    {
        if (!_paths.TryGetValue(source, out var paths))
        {
            var reading = _read[source];
            _paths.Add(source, paths = new(reading.Deleted.Concat(reading.Files.Select(f => f.Path)), StringComparer.Ordinal));
        }

        return paths;
    }

    private List<FileReading> Of(string source, string repository)
    {
        if (!_byRepository.TryGetValue(repository, out var sources))
        {
            _byRepository.Add(repository, sources = new(StringComparer.Ordinal));
        }

        if (!sources.TryGetValue(source, out var files))
        {
            sources.Add(source, files = []);
        }

        return files;
    }
}

/// <summary>A URL of a Location.</summary>
/// <param name="Steps">The depth of Locations, including this one.</param>
/// <param name="Source">The source of the Location.</param>
internal sealed record CountedLink(FileLink Link, int Steps, string Source);
