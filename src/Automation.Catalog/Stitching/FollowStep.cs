using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Descriptors.References;

namespace Automation.Catalog.Stitching;

/// <summary>
/// Follows the URLs of Locations into other sources: if they refer to files that a source does not include by itself, the source is read again with these
/// files: from Locations of the same repository, and from all with <see cref="StitchSettings.AsBackstage"/>. Each file
/// records its depth of Locations, so that the result does not depend on the order of builds, and a cycle of Locations does not keep itself.
/// </summary>
/// <param name="input">The input of the stitch.</param>
/// <param name="gone">The sources that are removed.</param>
internal sealed class FollowStep(StitchInput input, IReadOnlySet<string> gone)
{
    private static readonly Dictionary<string, int> Nothing = [];

    private readonly Dictionary<string, SourceReading> _readings = input.Readings.ToDictionary(r => r.Source.Name, StringComparer.Ordinal);
    private readonly LinkingFiles _linking = new(input.Previous, gone);

    private ILookup<string, SourceIdentity>? _sources;

    /// <summary>The readings of the sources, including files that other sources refer to.</summary>
    public IReadOnlyCollection<SourceReading> Run()
    {
        var read = input.Readings.OfType<SourceReading.Read>().ToList();
        var repositories = gone.SelectMany(input.Previous.AllFiles)
            .SelectMany(f => f.Links)
            .Select(l => l.Repository)
            .Concat(read.SelectMany(_linking.Take))
            .ToHashSet(StringComparer.Ordinal);
        var concerned = read.Where(r => r.Wanted.Count > 0 || (RepositoryOf(r.Source) is { } repository && _linking.HasAny(repository))).Select(r => r.Source);
        for (var owed = Owed(concerned.Concat(Sources(repositories))); owed.Count > 0; owed = Owed(Sources(repositories)))
        {
            repositories = Read(owed);
        }

        return _readings.Values;
    }

    // Returns the repositories that they in turn refer to, or referred to before.
    private HashSet<string> Read(List<OwedReading> owed)
    {
        var available = owed.Where(o => input.Sources.FilesOf(o.Source.Name) is not null).ToList();
        var readings = input.Sources.ReadWanted([.. available.Select(o => o.Wanted)]);
        foreach (var (source, _) in owed)
        {
            // If it cannot be read, its recorded content is used, and it is read in the next build.
            _readings[source.Name] = _readings.GetValueOrDefault(source.Name) is SourceReading.Read read
                ? read with { IsBehind = true }
                : new SourceReading.Behind(source);
        }

        foreach (var reading in readings.OfType<SourceReading.Read>())
        {
            _readings[reading.Source.Name] = reading;
        }

        return readings.OfType<SourceReading.Read>().SelectMany(_linking.Take).ToHashSet(StringComparer.Ordinal);
    }

    // The sources that have to be read again with different files.
    private List<OwedReading> Owed(IEnumerable<SourceIdentity> sources)
    {
        var owed = new List<OwedReading>();
        foreach (var source in sources.DistinctBy(s => s.Name))
        {
            var reading = _readings.GetValueOrDefault(source.Name);
            if (reading is SourceReading.Unreadable or SourceReading.Behind or SourceReading.Read { IsBehind: true })
            {
                continue;
            }

            var known = reading is SourceReading.Read read ? read.Wanted : input.Previous.Source(source.Name)?.Wanted ?? Nothing;
            var wanted = Wanted(source, known);
            if (wanted.Count != known.Count || wanted.Any(w => known.GetValueOrDefault(w.Key) != w.Value))
            {
                owed.Add(new OwedReading(source, new WantedFiles(source.Name, wanted)));
            }
        }

        return owed;
    }

    private Dictionary<string, int> Wanted(SourceIdentity source, IReadOnlyDictionary<string, int> known)
    {
        var wanted = new Dictionary<string, int>(StringComparer.Ordinal);
        var files = input.Sources.FilesOf(source.Name);
        foreach (var (link, steps, _) in RepositoryOf(source) is { } repository ? _linking.To(repository).Where(l => MayReach(l.Source, repository)) : [])
        {
            if (steps < TreeReader.DeepestLocation && link.PathIn(source.Branch, source.Folder) is { } path && !IsItsOwn(path)
                && (!wanted.TryGetValue(path, out var fewest) || steps < fewest))
            {
                wanted[path] = steps;
            }
        }

        return wanted;

        // If the source is not available, its record is used.
        bool IsItsOwn(string path) => !TreeListing.IsPattern(path)
            && (files is not null
                ? files.Includes(path) || files.Excludes(path)
                : !known.ContainsKey(path) && input.Previous.File(source.Name, path) is { IsDescriptor: true, Steps: 0 });
    }

    // Authors of a repository may publish its files in the catalog, but files of another repository only if that one includes them.
    private bool MayReach(string from, string repository) =>
        input.Settings.AsBackstage
            || (_readings.GetValueOrDefault(from)?.Source.Repository ?? input.Previous.Source(from)?.Repository)?.ToLowerInvariant() == repository;

    private IEnumerable<SourceIdentity> Sources(HashSet<string> repositories)
    {
        if (repositories.Count > 0)
        {
            _sources ??= input.Previous.AllSources()
                .Where(s => !gone.Contains(s.Name) && !_readings.ContainsKey(s.Name))
                .Select(
                    s =>
                        new SourceIdentity(s.Name, s.Kind, s.Repository, s.Settings, s.Folder)
                        {
                            Branch = s.Branch,
                            RepositoryId = s.RepositoryId,
                            TakesPeople = s.TakesPeople,
                        })
                .Concat(_readings.Values.Select(r => r.Source))
                .Where(s => s.Repository is not null)
                .ToLookup(s => RepositoryOf(s)!, StringComparer.Ordinal);
        }

        return repositories.SelectMany(r => _sources![r]);
    }

    private static string? RepositoryOf(SourceIdentity source) => source.Repository?.ToLowerInvariant();

    private sealed record OwedReading(SourceIdentity Source, WantedFiles Wanted);
}
