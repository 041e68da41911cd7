using Automation.Catalog.Artifact;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Formats;
using Automation.Descriptors.References;

namespace Automation.Catalog.Stitching;

/// <summary>
/// Reports URLs of Locations that refer to nothing in the catalog: to a repository that is not a source, or to a file that a source does not have or
/// excludes. <see cref="FollowStep"/> has already followed all other URLs.
/// </summary>
internal sealed class LinkStep(CatalogDraft draft)
{
    /// <summary>How many files are compared with the patterns of one file.</summary>
    private const int MostComparisons = 1_000_000;

    /// <summary>A Location refers to something outside the catalog.</summary>
    public static readonly Rule UnlistedRepository = new(
        "reference/unlisted-repository", Severity.Warning, Responsible.PlatformTeam, "Add the repository to the sources of the catalog.")
    {
        Detects = "A Location with the URL of a repository that is not a source of the catalog.",
        Why = "The catalog reads only its sources, so these entities are missing from it. Backstage fetches the URL and has them.",
        Bad = "kind: Location\nspec:\n  target: https://github.com/acme/unheard-of/blob/main/catalog-info.yaml",
        Good = "# catalog-sources.yml\nsources:\n  - git: ../repositories/unheard-of\n    repository: acme/unheard-of",
        Sources = [RuleSource.Guide("Sources of the catalog", "catalog-sources.md")],
    };

    /// <summary>A Location refers to a file that its source does not have, or excludes.</summary>
    public static readonly Rule UnlistedFile = new(
        "reference/unlisted-file", Severity.Warning, Responsible.PlatformTeam, "Refer to descriptors that the source of the other repository includes.")
    {
        Detects = "A Location with the URL of a file that the source of that repository does not include, or of another revision than the source "
            + "reads.",
        Why = "The author of a Location may not be allowed to read every file of the other repository, so the catalog reads only what its source "
            + "includes. Backstage reads everything that its own token can read.",
        FixDetails = "Add the file to `include` of the source, or refer to the branch that the source reads.",
        Bad = "kind: Location\nspec:\n  target: https://github.com/acme/orders/blob/v1.2/backstage/orders.yaml",
        Good = "kind: Location\nspec:\n  target: https://github.com/acme/orders/blob/main/backstage/orders.yaml",
        Sources = [RuleSource.Guide("Building", "catalog.md#building")],
    };

    private readonly Lazy<ILookup<string, SourceRecord>> _sources = new(
        () => draft.AllSources().Where(s => s.Repository is not null).ToLookup(s => s.Repository!, StringComparer.OrdinalIgnoreCase));
    private readonly Lazy<ILookup<string, FileRecord>> _changed = new(
        () => draft.Sources.Set.Values.OfType<SourceLine.OneFile>().Select(l => l.Record).ToLookup(f => f.Source, StringComparer.Ordinal));

    /// <summary>Updates the changed files, and those that refer to a changed source.</summary>
    public void Run()
    {
        var changed = draft.Sources.Set.Keys.ToList();
        Relink(changed);
        var files = changed.Where(key => LinksOf(draft.Sources.Find(key)).Count > 0).ToHashSet(StringComparer.Ordinal);
        files.UnionWith(changed.SelectMany(Sources).Distinct(StringComparer.Ordinal).SelectMany(r => draft.Linked(r)?.By ?? []));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            Report(((SourceLine.OneFile)draft.Sources.Find(file)!).Record);
        }
    }

    // Each repository records which files refer to it.
    private void Relink(List<string> files)
    {
        var (gone, come) = (new List<(string Repository, string File)>(), new List<(string Repository, string File)>());
        foreach (var file in files)
        {
            var (before, after) = (LinksOf(draft.Sources.Previous(file)), LinksOf(draft.Sources.Find(file)));
            if (before.Count + after.Count > 0)
            {
                var (old, now) = (before.Select(l => l.Repository).Distinct(StringComparer.Ordinal).ToList(),
                    after.Select(l => l.Repository).Distinct(StringComparer.Ordinal).ToList());
                gone.AddRange(old.Except(now, StringComparer.Ordinal).Select(r => (r, file)));
                come.AddRange(now.Except(old, StringComparer.Ordinal).Select(r => (r, file)));
            }
        }

        var (without, with) = (gone.ToLookup(l => l.Repository, l => l.File, StringComparer.Ordinal),
            come.ToLookup(l => l.Repository, l => l.File, StringComparer.Ordinal));
        foreach (var repository in without.Concat(with).Select(l => l.Key).Distinct(StringComparer.Ordinal))
        {
            draft.Put(new LinkedRepository(
                repository, [.. (draft.Linked(repository)?.By ?? []).Except(without[repository]).Concat(with[repository]).Order(StringComparer.Ordinal)]));
        }
    }

    private static IReadOnlyList<FileLink> LinksOf(SourceLine? line) => line is SourceLine.OneFile(var file) ? file.Links : [];

    // The current and the previous repository of a source.
    private IEnumerable<string> Sources(string key) => draft.Sources.Find(key) is SourceLine.OneFile ? []
        : new[] { draft.Sources.Previous(key), draft.Sources.Find(key) }
            .OfType<SourceLine.Whole>()
            .Select(s => s.Record.Repository?.ToLowerInvariant())
            .OfType<string>();

    private void Report(FileRecord file)
    {
        var findings = (draft.Findings.Find(file.Key)?.Findings ?? []).Where(f => f.Rule != UnlistedRepository.Id && f.Rule != UnlistedFile.Id).ToList();
        var compared = new Comparisons();
        foreach (var links in file.Links.GroupBy(l => l.Repository, StringComparer.Ordinal))
        {
            var sources = _sources.Value[links.Key].ToList();
            if (sources.Count == 0)
            {
                findings.Add(Found(UnlistedRepository, file, links.First(), NoSource(links.Key)));
            }
            else if (sources.TrueForAll(s => s is { Stale: null, IsBehind: false }))
            {
                findings.AddRange(links
                    .Where(l => l is { Path.Length: > 0, IsOptional: false } && !sources.Exists(s => IsTakenIn(s, l, compared)))
                    .Select(l => Found(UnlistedFile, file, l, LeftOut(l, sources[0]))));
            }
        }

        findings.Sort();
        draft.PutFindings(file.Key, findings);
    }

    private bool IsTakenIn(SourceRecord source, FileLink link, Comparisons compared)
    {
        foreach (var inside in PathsOf(link).Select(p => RepositoryPath.Within(source.Folder, p)).OfType<string>())
        {
            if (TreeListing.IsPattern(inside) ? HasMatch(source.Name, new Glob(inside), compared) : draft.File(source.Name, inside) is { IsDescriptor: true })
            {
                return true;
            }
        }

        return false;
    }

    // A branch may have slashes in its name: then the path begins after one of them.
    private static IEnumerable<string> PathsOf(FileLink link)
    {
        yield return link.Path;
        for (var slash = link.Path.IndexOf('/', StringComparison.Ordinal); slash >= 0
            && !GitFileUrl.DefaultBranches.Contains(link.Revision, StringComparer.Ordinal); slash = link.Path.IndexOf('/', slash + 1))
        {
            yield return link.Path[(slash + 1)..];
        }
    }

    private bool HasMatch(string source, Glob pattern, Comparisons compared)
    {
        foreach (var file in draft.PreviousCatalog.AllFiles(source)
            .Where(f => !draft.Sources.Set.ContainsKey(f.Key))
            .Concat(_changed.Value[source])
            .Where(f => f.IsDescriptor))
        {
            // If there is too much to search, nothing is reported.
            if (compared.Made++ >= MostComparisons || pattern.Matches(file.Path))
            {
                return true;
            }
        }

        return false;
    }

    private static RecordedFinding Found(Rule rule, FileRecord file, FileLink link, string message) =>
        RecordedFinding.Of(rule, SecretShape.Cover(message), file.Source, file.Path, link.Line);

    private static string NoSource(string repository) => repository.Contains('/', StringComparison.Ordinal)
        ? $"This Location refers to {repository}, which is not a source of the catalog, so its entities are missing. Add the repository to "
            + "catalog-sources.yml; if one of the sources is a copy of it, set 'repository' there."
        : $"This Location refers to {DescriptorWording.Quote(repository)}, which is not a repository, so its entities are missing. Move the descriptor to a "
            + "repository, and add that to catalog-sources.yml.";

    private static string LeftOut(FileLink link, SourceRecord source) => link.PathIn(source.Branch, "") is null
        ? $"This Location refers to {DescriptorWording.Quote(link.Path)} of {link.Repository} at {DescriptorWording.Quote(link.Revision)}, but the catalog "
            + $"reads the source {DescriptorWording.Quote(source.Name)} at {DescriptorWording.Quote(source.Branch)}. Use that branch in the URL."
        : $"This Location refers to {DescriptorWording.Quote(link.Path)} of {link.Repository}, but the source {DescriptorWording.Quote(source.Name)} has no "
            + "such descriptor. Add the file to the source's 'include' in catalog-sources.yml if it exists; 'exclude' and 'folder' leave files out.";

    // The budget is per file, so that the result does not depend on the other files.
    private sealed class Comparisons
    {
        public int Made { get; set; }
    }
}
