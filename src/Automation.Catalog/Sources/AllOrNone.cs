namespace Automation.Catalog.Sources;

/// <summary>
/// Applies Backstage's rule for Locations: if one target cannot be read, it uses none of them, and the Location is not in its catalog either
/// (specification: "One bad target kills a Location"). Files that only such Locations refer to are left out.
/// </summary>
/// <param name="readings">Every file that was read.</param>
/// <param name="expand">The files of a target.</param>
internal sealed class AllOrNone(IEnumerable<FileReading> readings, Func<string, IEnumerable<string>> expand)
{
    private readonly Dictionary<string, FileReading> _readings = readings.ToDictionary(r => r.Path, StringComparer.Ordinal);
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, int Document)> _failed = [];

    /// <summary>The readings, without the entities that Backstage does not have.</summary>
    /// <param name="roots">The files that it refers to.</param>
    public IReadOnlyList<FileReading> Of(IEnumerable<string> roots)
    {
        var pending = new Queue<string>(roots.Where(_reached.Add));
        while (pending.TryDequeue(out var path))
        {
            foreach (var file in _readings[path].Locations.SelectMany(l => Follow(path, l)).Where(_reached.Add))
            {
                pending.Enqueue(file);
            }
        }

        return [.. _readings.Values.Select(Kept)];
    }

    private IEnumerable<string> Follow(string path, FollowedTargets location)
    {
        if (_readings[path].IsRejected)
        {
            return [];
        }

        var targets = location.Paths.Select(p => expand(p).ToList()).ToList();
        var files = targets.SelectMany(t => t).ToList();
        if (targets.TrueForAll(t => t.Count > 0 || location.IsOptional) && !files.Exists(f => !_readings.TryGetValue(f, out var reading) || reading.IsRejected))
        {
            return files;
        }

        _failed.Add((path, location.Document));
        return [];
    }

    private FileReading Kept(FileReading file) => file with
    {
        Documents = [.. file.Documents.Select(d => IsKept(file, d.Document) ? d : d with { Entity = null })],
        Links = [.. file.Locations.Where(l => IsKept(file, l.Document)).SelectMany(l => l.Links)],
    };

    private bool IsKept(FileReading file, int document) => _reached.Contains(file.Path) && !_failed.Contains((file.Path, document));
}
