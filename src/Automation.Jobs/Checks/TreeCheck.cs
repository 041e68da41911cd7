using Automation.Catalog.Judging;
using Automation.Catalog.Policies;
using Automation.Catalog.References;
using Automation.Catalog.Rules;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Ownership;
using Automation.Jobs.Suppressions;
using Automation.Reporting;

namespace Automation.Jobs.Checks;

/// <summary>Runs every check over judged files: descriptors, references, policies; then reviews what they found.</summary>
/// <param name="settings">The configuration in force.</param>
/// <param name="baseline">The findings that were accepted.</param>
/// <param name="catalog">The entities of all repositories; null where they are not known.</param>
internal sealed class TreeCheck(AutomationSettings settings, Baseline baseline, KnownEntities? catalog)
{
    /// <summary>CODEOWNERS at the tip of the base branch; null where it is not at hand.</summary>
    public CodeownersSide? Enforced { get; init; }

    /// <summary>What GitHub says of the owners in CODEOWNERS; null where it could not be asked.</summary>
    public OwnersOnGitHub? OwnersOnGitHub { get; init; }

    /// <summary>The entities that the repository defined when the change began; null where there is nothing to compare with.</summary>
    public KnownEntities? Before { get; init; }

    /// <summary>Checks a whole side.</summary>
    public CheckedTree Run(RepositorySnapshot snapshot, CancellationToken cancellationToken)
    {
        var files = DescriptorSet.Of(snapshot, settings, cancellationToken);
        var input = new ReferenceInput(files, snapshot.TreePathOf) { Catalog = catalog, Before = Before, Tree = snapshot.Followed, Repository = snapshot.Repository };
        var references = ReferenceCheck.Check(input, cancellationToken);
        var mapping = OwnerMapping.Of(settings.Owners, input);
        var codeowners = new CodeownersStep(settings, baseline, settings.Owners.Dialect) { IsInCatalog = mapping.IsKnown, OnGitHub = OwnersOnGitHub }.Run(snapshot, cancellationToken);
        var ownership = new OwnershipCheck(settings.Owners, mapping, Enforced).Run(snapshot, references.Files, new CodeownersSide(codeowners.Found), cancellationToken);
        var byFile = references.Findings.Concat(ownership.Findings).ToLookup(f => f.File, StringComparer.Ordinal);
        var reviewed = Review(ownership.Files ?? references.Files, file => byFile[file.Source.Path], snapshot.TreePathOf, _ => true);
        return reviewed with
        {
            Findings = [.. reviewed.Findings, .. codeowners.Findings],
            Files = reviewed.Files + codeowners.Findings.Select(f => f.File).Distinct(StringComparer.Ordinal).Count(),
            Suppressed = reviewed.Suppressed + codeowners.Suppressed,
            NotChecked = [.. references.NotChecked, .. ownership.NotChecked.Count > 0 || codeowners.Found.Path is null ? ownership.NotChecked : codeowners.NotChecked],
            Ownership = ownership.Verdicts,
            Entities = KnownEntities.Of(files),
            Descriptors = [.. files.Select(f => snapshot.TreePathOf(f.Source.Path))],
            Sources = With(reviewed.Sources, codeowners.Text),
        };
    }

    /// <summary>Reviews judged files one by one, with what other checks found in each; keeps none of them.</summary>
    public CheckedTree Review(IEnumerable<FileJudgement> files, Func<FileJudgement, IEnumerable<Finding>> others, Func<string, string> treePathOf, Predicate<string> wasJudged)
    {
        var (policy, review) = (settings.ToPolicy(), new FindingReview(settings, baseline, wasJudged));
        var (findings, documents, sources) = (new List<Finding>(), new List<DocumentVerdict>(), new Dictionary<string, SourceText>(StringComparer.Ordinal));
        var (count, suppressed) = (0, 0);
        foreach (var file in files)
        {
            var all = file.Whole
                .Concat(file.Documents.SelectMany(d => d.Findings.Where(f => !IsSettled(f, d))))
                .Concat(file.Documents.Where(d => d.Descriptor is not null).SelectMany(d => PolicyCheck.Check(d.Descriptor!, file.Source, policy)))
                .Concat(others(file));
            var reviewed = review.Of(file.Source, treePathOf(file.Source.Path), all);
            var ordered = UnknownOwners.Once(reviewed.Kept).Select(f => SecretCover.Of(f, file.Source)).Select(f => file.LinkTarget is null ? f : WithoutFix(f)).ToList();
            ordered.Sort(FindingOrder);
            findings.AddRange(ordered);
            documents.AddRange(Verdicts.Of(file, ordered));
            suppressed += reviewed.Accepted.Count;
            count++;
            if (ordered.Count > 0)
            {
                sources[file.Source.Path] = file.Source.Covered();
            }
        }

        return new CheckedTree(findings, documents, sources, count, suppressed, []);
    }

    // What would be fixed is the file that the link leads to.
    private static Finding WithoutFix(Finding finding) => finding with { Fix = null, Suggestions = [.. finding.Suggestions.Where(s => s.File != finding.File)] };

    // A Location may lead to CODEOWNERS as well: then it has been read as a descriptor, and its text is here already.
    private static IReadOnlyDictionary<string, SourceText> With(IReadOnlyDictionary<string, SourceText> sources, SourceText? codeowners) =>
        codeowners is null ? sources : new Dictionary<string, SourceText>(sources, StringComparer.Ordinal) { [codeowners.Path] = codeowners };

    private static int FindingOrder(Finding x, Finding y)
    {
        var (place, rule) = (x.Span.Start.CompareTo(y.Span.Start), string.CompareOrdinal(x.Rule.Id, y.Rule.Id));
        return place != 0 ? place : rule != 0 ? rule : string.CompareOrdinal(x.Message, y.Message);
    }

    // Whoever lists the kinds that descriptors may bring knows that Backstage has to allow them.
    private bool IsSettled(Finding finding, DocumentJudgement document) =>
        finding.Rule == KindRules.NeedsCatalogRule && document.Descriptor is { Kind: var kind } && settings.Allowed.Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase);
}
