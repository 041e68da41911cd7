using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;

namespace Automation.Catalog.Stitching;

/// <summary>The files with Locations that lead to other repositories: those that were read, and of the others what is recorded.</summary>
/// <param name="previous">What is recorded.</param>
/// <param name="gone">The sources that are no more.</param>
internal sealed class LinkingFiles(ArtifactReader previous, IReadOnlySet<string> gone)
{
    private readonly Dictionary<string, HashSet<string>> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, List<FileReading>>> _byRepository = new(StringComparer.Ordinal);

    /// <summary>Takes a reading in, in place of an earlier one of its source; gives the repositories that its files lead to, or led to before.</summary>
    public HashSet<string> Take(SourceReading.Read reading)
    {
        var repositories = new HashSet<string>(StringComparer.Ordinal);
        var source = reading.Source.Name;
        if (_read.ContainsKey(source))
        {
            foreach (var (repository, sources) in _byRepository)
            {
                if (sources.Remove(source))
                {
                    repositories.Add(repository);
                }
            }
        }

        var paths = _read[source] = new HashSet<string>(reading.Deleted, StringComparer.Ordinal);
        foreach (var file in reading.Files)
        {
            paths.Add(file.Path);
            foreach (var repository in file.Links.Select(l => l.Repository).Distinct(StringComparer.Ordinal))
            {
                Of(source, repository).Add(file);
                repositories.Add(repository);
            }
        }

        // Of a first build there are very many files, and nothing before.
        repositories.UnionWith(previous.IsEmpty ? [] : paths.SelectMany(p => previous.File(source, p)?.Links ?? []).Select(l => l.Repository));
        return repositories;
    }

    /// <summary>Whether any lead to a repository.</summary>
    public bool HasAny(string repository) => _byRepository.ContainsKey(repository) || previous.Linked(repository) is not null;

    /// <summary>Everything that leads to a repository, with the number of Locations up to there.</summary>
    public IEnumerable<(FileLink Link, int Steps)> To(string repository) =>
        (_byRepository.GetValueOrDefault(repository)?.Values.SelectMany(f => f).SelectMany(f => f.Links.Select(l => (l, f.Steps + 1))) ?? [])
        .Concat(Recorded(repository).SelectMany(f => f.Links.Select(l => (l, f.Steps + 1))))
        .Where(l => l.Item1.Repository == repository);

    private IEnumerable<FileRecord> Recorded(string repository) =>
        (previous.Linked(repository)?.By ?? []).Select(previous.File).OfType<FileRecord>()
        .Where(f => !gone.Contains(f.Source) && !(_read.TryGetValue(f.Source, out var read) && read.Contains(f.Path)));

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
