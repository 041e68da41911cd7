using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Findings;

namespace Automation.Catalog.Stitching;

/// <summary>
/// The findings by owner, as the page shows them. Computing them requires reading all findings, so this is done only if they may have changed.
/// </summary>
internal sealed class ProblemStep(CatalogDraft draft)
{
    // The limits are small, because each check reads the summary, which contains the rows.
    private const int MostOwners = 100;
    private const int MostFindings = 200;
    private const int MostFindingsOfOwner = 10;

    private readonly StoredCatalog _previous = draft.PreviousCatalog;

    /// <summary>Whether the catalog was written by an earlier version without this.</summary>
    public bool AreUnknown =>
        _previous.Summary is { Overview.ProblemOwnerCount: 0 } summary && summary.Findings.Any(f => f.Key != FindingsLine.NameOf(Severity.Info) && f.Value > 0);

    /// <summary>Whether any of its inputs differs: findings, their owners, and the links to them.</summary>
    public bool Differ() =>
        draft.Findings.Set.Count > 0
        || draft.Index.Set.Any(e => IsOthersNow(e.Key, draft.Index.Previous(e.Key), e.Value))
        || draft.Sources.Set.Any(s => Differ(draft.Sources.Previous(s.Key), s.Value));

    public (IReadOnlyList<OwnersProblems> Rows, int Owners) Run()
    {
        var groups = _previous.AllFindings().Where(f => !draft.Findings.Set.ContainsKey(f.Key)).Concat(draft.Findings.Set.Values.OfType<FindingsLine>())
            .SelectMany(line => line.Findings.Where(f => f.Severity > Severity.Info).Select(finding => (Owner: OwnerOf(line.Key), Finding: finding)))
            .GroupBy(f => f.Owner?.ToString() ?? "", f => f.Finding, StringComparer.Ordinal)
            .Select(g => (Owner: g.Key, Errors: g.Count(f => f.Severity == Severity.Error), Findings: g.ToList()))
            .OrderByDescending(g => g.Errors).ThenByDescending(g => g.Findings.Count).ThenBy(g => g.Owner, StringComparer.Ordinal)
            .ToList();
        var (rows, left) = (new List<OwnersProblems>(), MostFindings);
        foreach (var (owner, errors, findings) in groups.Take(MostOwners))
        {
            findings.Sort();
            var first = findings.Take(Math.Min(MostFindingsOfOwner, left)).Select(f => new LinkedFinding(f, PageOf(f))).ToList();
            rows.Add(new OwnersProblems(owner.Length == 0 ? null : owner, errors, findings.Count - errors, first));
            left -= first.Count;
        }

        return (rows, groups.Count);
    }

    private string? PageOf(RecordedFinding finding) =>
        draft.Source(finding.Source)?.PageOf(finding.File) is not { } page ? null : finding.File.Length == 0 ? page : $"{page}#L{finding.Line}";

    // The key of a finding: a file, a ref, or a source.
    private EntityRef? OwnerOf(string key) =>
        key.Contains("//", StringComparison.Ordinal) ? (draft.Sources.Find(key) is SourceLine.OneFile(var file) ? OwnerOf(file) : null)
        : key.Contains(':', StringComparison.Ordinal) ? OwnerOf(Entry(key))
        : null;

    // If a file has several owners: one that exists, then the one with the most entities.
    private EntityRef? OwnerOf(FileRecord file) => file.Entities.Select(r => OwnerOf(Entry(r))).OfType<EntityRef>()
        .GroupBy(o => o.ToString(), StringComparer.Ordinal)
        .OrderByDescending(g => draft.Index.Find(g.First())?.Exists == true).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.First();

    private IndexEntry? Entry(string reference) => draft.Index.Find(_previous.Refs.Of(reference));

    private static EntityRef? OwnerOf(IndexEntry? entry) => entry?.Relations.FirstOrDefault(r => r.Named.Type == "ownedBy")?.Named.Target;

    private bool IsOthersNow(EntityRef reference, IndexEntry? before, IndexEntry? now) =>
        OwnerOf(before) != OwnerOf(now)
        && (before?.Definitions ?? []).Concat(now?.Definitions ?? []).Select(d => FileRecord.KeyOf(d.Source, d.File))
            .Prepend(reference.ToString()).Any(IsFaulty);

    private bool IsFaulty(string key) => draft.Findings.Find(key) is not null;

    // Added and removed entities add and remove their findings.
    private bool Differ(SourceLine? before, SourceLine? now) => (before, now) switch
    {
        (SourceLine.Whole(var x), SourceLine.Whole(var y)) => (x.Repository, x.Branch, x.Folder) != (y.Repository, y.Branch, y.Folder),
        (SourceLine.OneFile(var x), SourceLine.OneFile(var y)) => !x.Entities.SequenceEqual(y.Entities) && IsFaulty(y.Key),
        _ => false,
    };
}
