using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Policies;
using Automation.Descriptors.References;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;
using Automation.GitOps.Schemas;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Fixing;
using Automation.Jobs.Ownership;
using Automation.Jobs.Review;
using Automation.Jobs.Rules;
using Automation.Reporting.Model;

namespace Automation.Jobs.Checks;

/// <summary>
/// Runs every check on one side of a change: descriptors, references, policies, owners, CODEOWNERS, templates, manifests; then reviews the findings.
/// </summary>
/// <param name="settings">The effective configuration.</param>
/// <param name="baseline">The findings that were accepted.</param>
/// <param name="catalog">The entities of all repositories; null if they are not known.</param>
internal sealed class TreeCheck(AutomationSettings settings, Baseline baseline, KnownEntities? catalog)
{
    /// <summary>CODEOWNERS at the head of the base branch; null if it is not available.</summary>
    public CodeownersSide? Enforced { get; init; }

    /// <summary>GitHub's data about the owners in CODEOWNERS; null if it is not available.</summary>
    public OwnersOnGitHub? OwnersOnGitHub { get; init; }

    /// <summary>Whether fixes are offered; each is verified first, which takes time. Not for the base of a change.</summary>
    public bool OffersFixes { get; init; } = true;

    /// <summary>The entities that the repository defined when the change began; null if there is nothing to compare with.</summary>
    public KnownEntities? Before { get; init; }

    /// <summary>The other side of the change, so that only templates that it touches are validated; null to validate all.</summary>
    public RepositorySnapshot? Other { get; init; }

    /// <summary>The head of the base branch, whose policy for manifests applies; null if that of the tree does.</summary>
    public FileTree? ManifestPolicy { get; init; }

    /// <summary>Definitions of kinds of manifests besides those of Argo CD.</summary>
    public IReadOnlyList<KindSchema> Definitions { get; init; } = [];

    /// <summary>Whether the catalog uses the repository's Users and Groups.</summary>
    public bool TakesPeople { get; init; } = true;

    /// <summary>Which comments that accept findings take effect.</summary>
    public AcceptancePolicy Acceptances { get; init; } = AcceptancePolicy.Everything;

    public CheckedTree Run(RepositorySnapshot snapshot, DescriptorSet descriptors, CancellationToken cancellationToken)
    {
        var (files, skeletons, isWhole) = descriptors;
        var input = new ReferenceInput(files, snapshot.TreePathOf)
        {
            Catalog = catalog,
            Before = Before,
            Tree = snapshot.Followed,
            Repository = snapshot.Repository,
            TakesPeople = TakesPeople,
        };
        var references = ReferenceCheck.Check(input, cancellationToken);
        var mapping = new OwnerMapping(settings.Owners, input.Owners(), input.Repository) { OnGitHub = OwnersOnGitHub };
        var codeowners = new CodeownersStep(settings, baseline, settings.Owners.Dialect)
        {
            IsInCatalog = mapping.IsKnown,
            OnGitHub = OwnersOnGitHub,
            OffersFixes = OffersFixes,
            Acceptances = Acceptances,
        }
            .Run(snapshot, cancellationToken);
        var (owners, side) = (new OwnershipCheck(settings.Owners, mapping, Enforced), new CodeownersSide(codeowners.Found));
        var ownership = owners.Run(snapshot, references.Files, side, cancellationToken);
        var templates = new TemplatesStep(snapshot, Other, cancellationToken).Run(descriptors);
        var byFile = references.Findings.Concat(ownership.Findings).ToLookup(f => f.File, StringComparer.Ordinal);
        var others = new OtherChecks(file => byFile[file.Source.Path].Concat(templates.In(file)), Again);
        var reviewed = Review(
            ownership.Files ?? references.Files,
            others,
            snapshot.TreePathOf,
            WasJudged,
            KindAllowance.In(snapshot.Tree, cancellationToken),
            cancellationToken);
        var templated = templates.Review(
            new FindingReview(settings, baseline, CheckedTemplates.IsAbout) { Acceptances = Acceptances },
            files.Select(f => f.Source.Path).ToHashSet(StringComparer.Ordinal),
            OffersFixes,
            cancellationToken);
        var manifests = new ManifestsStep(settings, baseline, snapshot, Other)
        {
            Policy = ManifestPolicy,
            Definitions = Definitions,
            Acceptances = Acceptances,
        }
            .Run([.. files.Select(f => snapshot.TreePathOf(f.Source.Path)), .. skeletons], cancellationToken);
        var other = manifests?.Tree ?? CheckedTree.Empty;
        return reviewed with
        {
            Findings = [.. reviewed.Findings, .. templated.Findings, .. codeowners.Findings, .. other.Findings],
            Files = reviewed.Files + templated.Files + other.Files + codeowners.Findings.Select(f => f.File).Distinct(StringComparer.Ordinal).Count(),
            Suppressed = reviewed.Suppressed + templated.Suppressed + codeowners.Suppressed + other.Suppressed,
            AcceptedByComments =
                [.. reviewed.AcceptedByComments, .. templated.AcceptedByComments, .. codeowners.AcceptedByComments, .. other.AcceptedByComments],
            AcceptedByBaseline =
                [.. reviewed.AcceptedByBaseline, .. templated.AcceptedByBaseline, .. codeowners.AcceptedByBaseline, .. other.AcceptedByBaseline],
            NotChecked =
            [
                .. references.NotChecked,
                .. reviewed.NotChecked,
                .. templated.NotChecked,
                .. other.NotChecked,
                .. ownership.NotChecked.Count > 0 || codeowners.Found.Path is null ? ownership.NotChecked : codeowners.NotChecked,
            ],
            Ownership = ownership.Verdicts,
            Entities = KnownEntities.Of(files),
            Descriptors = [.. files.Select(f => snapshot.TreePathOf(f.Source.Path))],
            LacksDescriptor = files.Count == 0 && isWhole && !templates.Any && manifests is null,
            HasAllManifests = manifests?.IsWhole,
            Skeletons = skeletons,
            Sources = With(
                reviewed.Sources,
                [.. templated.Sources.Values, .. other.Sources.Values, .. codeowners.Text is { } text ? [text] : Array.Empty<SourceText>()]),
        };

        // A comment is not reported as unused if its rule was not checked.
        bool WasJudged(string rule) =>
            (catalog is not null || ReferenceRules.Unknown.All(r => r.Id != rule))
                && (templates.IsWhole || !CheckedTemplates.IsAbout(rule))
                && (ownership.Verdicts.Count > 0 || OwnershipRules.All.All(r => r.Id != rule));

        (ValidatedFile File, IEnumerable<Finding> Findings) Again(ValidatedFile original, ValidatedFile revised)
        {
            var again = references.Again(revised);
            var all = references.Files.Select(f => f.Source.Path == revised.Source.Path ? again.Files[0] : f);
            var compared = OwnersOf(original).SequenceEqual(OwnersOf(revised)) ? ownership : owners.Run(snapshot, [.. all], side, cancellationToken);
            return (again.Files[0], [
                .. again.Findings,
                .. compared.Findings.Where(f => f.File == revised.Source.Path),
                .. templates.Again(revised, cancellationToken),
            ]);
        }

        IEnumerable<string?> OwnersOf(ValidatedFile file) => OwnedEntity.In([file], snapshot.TreePathOf).Select(e => e.Field.Text);
    }

    /// <summary>Reviews validated files one by one, with the findings of other checks in each; keeps none of them.</summary>
    public CheckedTree Review(
        IEnumerable<ValidatedFile> files,
        OtherChecks others,
        Func<string, string> treePathOf,
        Predicate<string> wasChecked,
        KindAllowance? allowance,
        CancellationToken cancellationToken)
    {
        // A reminder is reported once, so comments that accept it in other files are not unused.
        var (policy, review) = (settings.ToPolicy(),
            new FindingReview(settings, baseline, rule => rule != KindRules.NeedsCatalogRule.Id && wasChecked(rule)) { Acceptances = Acceptances });
        var reminder = new KindReminder(allowance, settings.Allowed.Kinds);
        var (findings, documents, sources) = (new List<Finding>(), new List<DocumentVerdict>(), new Dictionary<string, SourceText>(StringComparer.Ordinal));
        var (count, suppressed, byComments, byBaseline, notChecked) = (0, 0, new List<Finding>(), new List<Finding>(), new List<NotChecked>());
        foreach (var file in files)
        {
            var reviewed = ReviewOf(file, others.Findings(file));
            var found = CombinedFindings.OfUnknownOwners(reviewed.Kept).Select(f => SecretCover.Of(f, file.Source)).ToList();
            found.Sort(FindingOrder);
            var (ordered, unverified) = !OffersFixes ? new VerifiedFindings(found, 0)
                : file.Again is null ? VerifiedFindings.WithoutFixes(found)
                : Verified(file, found);
            if (unverified > 0)
            {
                notChecked.Add(VerifiedFixes.NotOffered(file.Source.Path, unverified));
            }

            reminder.Note(file, ordered);
            findings.AddRange(ordered);
            documents.AddRange(DocumentVerdicts.Of(file, ordered));
            suppressed += reviewed.Accepted.Count;
            byComments.AddRange(reviewed.ByComments);
            byBaseline.AddRange(reviewed.ByBaseline.Select(f => SecretCover.Of(f, file.Source)));
            count++;
            if (ordered.Count > 0)
            {
                sources[file.Source.Path] = file.Source.Covered();
            }
        }

        return new CheckedTree(findings, documents, sources, count, suppressed, notChecked)
        {
            AcceptedByComments = byComments,
            AcceptedByBaseline = byBaseline,
        };

        AcceptedFindings ReviewOf(ValidatedFile file, IEnumerable<Finding> more) => review.Of(file.Source, treePathOf(file.Source.Path), file.Whole
            .Concat(file.Documents.SelectMany(d => d.Findings))
            .Concat(reminder.Of(file))
            .Concat(file.Documents.Where(d => d.Descriptor is not null).SelectMany(d => Policies(file.Source, d.Descriptor!)))
            .Concat(more));

        IReadOnlyList<Finding> Policies(SourceText source, Descriptor descriptor) =>
            FaultRules.Guard(() => [.. PolicyCheck.Check(descriptor, source, policy)], fault => (IReadOnlyList<Finding>)[FaultRules.Of(source.Path, fault)]);

        VerifiedFindings Verified(ValidatedFile file, IReadOnlyList<Finding> found)
        {
            var fixes = new VerifiedFixes(
                file.Source, ValidatedOf(file, found), text => Revalidated(file, text), new DescriptorFixEffect(file.Source).Of)
            {
                IsDecision = f => f.Fix is { IsGuess: true } || DescriptorFixEffect.IsIdentity(f),
            };
            return FaultRules.Guard(fixes.Run, fault => VerifiedFindings.WithoutFixes([.. found, FaultRules.Of(file.Source.Path, fault)]));
        }

        ValidatedText Revalidated(ValidatedFile file, SourceText text)
        {
            var (revised, more) = others.Again(file, file.Again!(text, cancellationToken));
            return ValidatedOf(revised, [.. CombinedFindings.OfUnknownOwners(ReviewOf(revised, more).Kept)]);
        }
    }

    private static ValidatedText ValidatedOf(ValidatedFile file, IReadOnlyList<Finding> findings) =>
        new(findings, [.. file.Documents.Select((d, i) => new TextDocument(i == 0 ? 1 : d.Line, StateOf(d)))]);

    private static DocumentState StateOf(ValidatedDocument document) =>
        document.RejectsFile ? DocumentState.RejectsFile : document.IsValid ? DocumentState.Valid : DocumentState.Invalid;

    // A Location can also refer to CODEOWNERS: then the file was read as a descriptor, and its text is already available.
    private static IReadOnlyDictionary<string, SourceText> With(IReadOnlyDictionary<string, SourceText> sources, IReadOnlyList<SourceText> more) =>
        more.Count == 0 ? sources
            : sources.Values.Concat(more).GroupBy(s => s.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    private static int FindingOrder(Finding x, Finding y)
    {
        var (place, rule) = (x.Span.Start.CompareTo(y.Span.Start), string.CompareOrdinal(x.Rule.Id, y.Rule.Id));
        return place != 0 ? place : rule != 0 ? rule : string.CompareOrdinal(x.Message, y.Message);
    }
}

/// <summary>The findings in a file from checks other than those of single documents.</summary>
/// <param name="Findings">The findings in a file.</param>
/// <param name="Again">The findings if the file has another text: takes the validated file, then that text.</param>
internal sealed record OtherChecks(
    Func<ValidatedFile, IEnumerable<Finding>> Findings,
    Func<ValidatedFile, ValidatedFile, (ValidatedFile File, IEnumerable<Finding> Findings)> Again)
{
    public static OtherChecks None { get; } = new(_ => [], (_, revised) => (revised, []));
}
