using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Ownership;
using Automation.Jobs.Sources;
using Automation.Jobs.Storing;
using Automation.Owners.Reading;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scorecards;

/// <summary>
/// Keeps what scorecards count beside the catalog, for the sources that ask for it. Only sources that changed are read. What cannot be read keeps its last
/// facts.
/// </summary>
/// <param name="sources">The sources, in the order in which they are declared.</param>
/// <param name="artifact">The files of the catalog as it was.</param>
public sealed class CollectFacts(IReadOnlyList<CatalogSource> sources, FileTree artifact)
{
    /// <summary>Further services of one source are left out.</summary>
    internal const int MostServices = 200;

    /// <summary>Further owners of one descriptor are left out.</summary>
    internal const int MostOwners = 100;

    // Longer than any name that a person writes.
    private const int LongestName = 200;

    // The record of a service with ten thousand files is smaller.
    private const long LargestRecord = 4L << 20;

    private readonly StoredFacts _stored = new(artifact);

    /// <summary>The organisation's configuration; null if there is none.</summary>
    public SourceText? Inherited { get; init; }

    /// <summary>The changes to the facts, in ordinal path order.</summary>
    /// <param name="now">The catalog as it will be.</param>
    public IReadOnlyList<TreeChange> Run(StoredCatalog now, CancellationToken cancellationToken)
    {
        var kept = sources.Where(s => s.KeepsFacts).ToList();
        if (kept.Count == 0 && !_stored.Exist)
        {
            return [];
        }

        var before = _stored.All().ToDictionary(s => s.Source, StringComparer.Ordinal);
        var due = kept.Select(s => (Source: s, Record: now.Source(s.Name))).Where(s => s.Record is { Stale: null } && IsDue(s.Record)).ToList();
        var read = new SourceFacts?[due.Count];
        SideBySide.For(
            due.Count,
            1,
            i => read[i] = due[i].Source.WithFiles(due[i].Record!, files => Read(files, due[i].Record!, now, cancellationToken), cancellationToken),
            cancellationToken);
        var others = sources.Where(s => !s.KeepsFacts).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var after = before.Values.Where(s => now.Source(s.Source) is not null && !others.Contains(s.Source))
            .ToDictionary(s => s.Source, StringComparer.Ordinal);
        foreach (var facts in read.OfType<SourceFacts>())
        {
            after[facts.Source] = facts;
        }

        return [.. Changes(after.Values)];

        bool IsDue(SourceRecord source) =>
            source.Commit is null || before.GetValueOrDefault(source.Name) is not { } facts || facts.Commit != source.Commit;
    }

    private IEnumerable<TreeChange> Changes(IEnumerable<SourceFacts> facts)
    {
        var shards = facts.ToLookup(f => Shard.Of(f.Source), StringComparer.Ordinal);
        foreach (var path in Shard.All.Select(s => (Shard: s, File: StoredFacts.PathOf(s))))
        {
            var content = shards[path.Shard].OrderBy(f => f.Source, StringComparer.Ordinal).ToList() is { Count: > 0 } some
                ? StoredJson.Write(new FactsShard(some), FactsJson.Stored.FactsShard)
                : null;
            if (content is null ? artifact.Contains(path.File) : !artifact.Holds(path.File, content))
            {
                yield return new TreeChange(path.File, content is null ? null : (ReadOnlyMemory<byte>?)content);
            }
        }
    }

    private SourceFacts Read(FileTree files, SourceRecord source, StoredCatalog catalog, CancellationToken cancellationToken)
    {
        var tracked = files.Tracked(cancellationToken);
        return new SourceFacts(source.Name, source.Commit)
        {
            Codeowners = Codeowners(files, tracked, source, catalog, cancellationToken),
            Templates = [.. Templates(files, tracked)],
        };
    }

    private CodeownersFacts? Codeowners(
        FileTree files, IReadOnlyList<string> tracked, SourceRecord source, StoredCatalog catalog, CancellationToken cancellationToken)
    {
        var settings = Configured.Read(Inherited, files, path => path, withBaseline: false, cancellationToken).Settings.Owners;
        var side = new CodeownersSide(CodeownersLookup.Find(files, settings.Dialect, path => path, cancellationToken));
        if (side.File is null)
        {
            return null;
        }

        var descriptors = catalog.AllFiles(source.Name).Where(f => f is { IsDescriptor: true, Entities.Count: > 0 }).Select(f => f.Path)
            .Order(StringComparer.Ordinal).ToList();
        var decided = new DecidedOwners(side, tracked, descriptors, cancellationToken);
        return new CodeownersFacts(side.Found.Path!, tracked.Count, tracked.Count(p => decided.OwnersOf(p).IsOwned))
        {
            Aliases = new SortedDictionary<string, string>(settings.Aliases.ToDictionary(a => a.Key, a => a.Value.ToString()), StringComparer.Ordinal),
            Namespaces = new SortedDictionary<string, string>(settings.Namespaces.ToDictionary(), StringComparer.Ordinal),
            Inherit = settings.Inherit,
            Descriptors =
            [
                .. from path in descriptors
                   let owners = decided.Of(path)
                   select new DescriptorOwners(path, [.. Named(owners)], owners.Line),
            ],
        };
    }

    private static IEnumerable<TemplateFacts> Templates(FileTree files, IReadOnlyList<string> tracked) =>
        from path in tracked.Where(IsRecord).Take(MostServices)
        where files.Find(path) is { Size: <= LargestRecord }
        let folder = path[..Math.Max(0, path.Length - ScaffoldRecord.FilePath.Length - 1)]
        let record = RecordIn(folder.Length == 0 ? files : new SubTree(files, folder))
        where record is not null && IsName(record.Origin.Ref) && IsName(record.Origin.Tag) && IsName(record.Pin)
        select new TemplateFacts(folder, record.Origin.Ref, record.Origin.Commit, record.Origin.Tag) { Pin = record.Pin };

    private static IEnumerable<OwnerName> Named(OwnersOfPath owners) =>
        owners.Owners.All.Where(o => IsName(o.Text)).Take(MostOwners).Select(o => new OwnerName(o.Text, o.Form));

    // A secret that somebody put into a file by mistake is kept nowhere.
    private static bool IsName(string? text) => text is null || (text.Length <= LongestName && SecretShape.Of(text) is null);

    private static bool IsRecord(string path) => path == ScaffoldRecord.FilePath || path.EndsWith("/" + ScaffoldRecord.FilePath, StringComparison.Ordinal);

    // A record that a person damaged: an update of the template says what is wrong with it.
    private static ScaffoldRecord? RecordIn(FileTree service)
    {
        try
        {
            return ScaffoldRecord.In(service);
        }
        catch (StepException)
        {
            return null;
        }
    }
}
