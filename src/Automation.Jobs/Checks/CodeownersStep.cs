using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Fixing;
using Automation.Jobs.Ownership;
using Automation.Jobs.Review;
using Automation.Jobs.Rules;
using Automation.Owners;
using Automation.Owners.Linting;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Jobs.Checks;

/// <summary>Finds and lints the CODEOWNERS file of a snapshot, without findings that comments accept or the configuration turns off.</summary>
/// <param name="settings">The effective configuration.</param>
/// <param name="baseline">The findings that were accepted.</param>
/// <param name="dialect">The rules for CODEOWNERS.</param>
internal sealed class CodeownersStep(AutomationSettings settings, Baseline baseline, Dialect dialect)
{
    // The approximate cost of matching a path, relative to a character of the file.
    private const int CharactersOfPath = 40;

    /// <summary>Whether the catalog has an owner; null without a catalog.</summary>
    public Func<Owner, bool>? IsInCatalog { get; init; }

    /// <summary>GitHub's data about the owners; null if it is not available.</summary>
    public OwnersOnGitHub? OnGitHub { get; init; }

    /// <summary>The file to lint, by the path that findings show; null for the one that the host would read.</summary>
    public FoundCodeowners? Given { get; init; }

    /// <summary>Whether the snapshot has all files of the repository.</summary>
    public bool WithFiles { get; init; } = true;

    /// <summary>Whether fixes are offered, as in <see cref="TreeCheck.OffersFixes"/>.</summary>
    public bool OffersFixes { get; init; } = true;

    /// <summary>Which comments that accept findings take effect.</summary>
    public AcceptancePolicy Acceptances { get; init; } = AcceptancePolicy.Everything;

    public CheckedCodeowners Run(RepositorySnapshot snapshot, CancellationToken cancellationToken)
    {
        var found = Given ?? CodeownersLookup.Find(snapshot.Tree, dialect, snapshot.Show, cancellationToken);
        var tracked = WithFiles ? snapshot.Tree.Tracked(cancellationToken) : [];
        var unlisted = WithFiles ? snapshot.Tree.Unreadable : [];
        var input = new LintInput(found, Given is null ? snapshot.Show : path => path)
        {
            Dialect = dialect,
            Files = WithFiles && unlisted.Count == 0 ? tracked : null,
            Misplaced = Given is null ? MisplacedCodeowners.Find(snapshot.Tree, tracked, found, dialect, cancellationToken) : [],
            IsInCatalog = IsInCatalog,
            StandingOf = OnGitHub is null ? null : OnGitHub.Of,
        };
        var all = CodeownersLint.Check(input, cancellationToken);
        var review = new FindingReview(settings, baseline, rule => WasJudged(rule, input)) { Acceptances = Acceptances };
        var (kept, suppressed, notChecked) = (new List<Finding>(), 0, NotCheckedOf(input, snapshot).ToList());
        var (byComments, byBaseline) = (new List<Finding>(), new List<Finding>());
        foreach (var file in all.GroupBy(f => f.File, StringComparer.Ordinal))
        {
            var source = found.File is { Source: var text } && text.Path == file.Key ? text : SourceText.Of(file.Key, "");
            var reviewed = review.OfPlain(source, TreePathOf(file.Key, snapshot), file);
            suppressed += reviewed.Accepted.Count;
            byComments.AddRange(reviewed.ByComments);
            byBaseline.AddRange(reviewed.ByBaseline.Select(f => SecretCover.Of(f, source)));
            var ordered = reviewed.Kept.Select(f => SecretCover.Of(f, source)).OrderBy(f => f.Span.Start).ToList();
            if (!OffersFixes || found.File is not { } validated || validated.Source != source)
            {
                kept.AddRange(ordered);
                continue;
            }

            var effect = new CodeownersFixEffect(validated, input.Files);
            var (verified, unverified) = new VerifiedFixes(source, new ValidatedText(ordered, []), Revalidated, plan => effect.Of(plan, cancellationToken))
            {
                Cost = source.Content.Length + ((long)(input.Files?.Count ?? 0) * CharactersOfPath),
            }.Run();
            kept.AddRange(verified);
            if (unverified > 0)
            {
                notChecked.Add(VerifiedFixes.NotOffered(source.Path, unverified));
            }
        }

        if (found.File is not null)
        {
            notChecked.AddRange(unlisted.Select(u => NotMatched(u, snapshot)));
        }

        return new CheckedCodeowners(found, kept, suppressed, notChecked)
        {
            Misplaced = input.Misplaced.Count,
            AcceptedByComments = byComments,
            AcceptedByBaseline = byBaseline,
        };

        ValidatedText Revalidated(SourceText text)
        {
            var again = CodeownersLint.Check(input with { Found = found with { File = CodeownersReader.Read(text, dialect) } }, cancellationToken);
            return new ValidatedText(review.OfPlain(text, TreePathOf(text.Path, snapshot), again.Where(f => f.File == text.Path)).Kept, []);
        }
    }

    private static bool WasJudged(string rule, LintInput input) =>
        OwnersRules.All.Any(r => r.Id == rule)
        && (input.Files is not null || OwnersRules.NeedFiles.All(r => r.Id != rule))
        && (input.IsInCatalog is not null || OwnersRules.NeedCatalog.All(r => r.Id != rule))
        && (input.StandingOf is not null || OwnersRules.NeedGitHub.All(r => r.Id != rule));

    private static NotChecked NotMatched(UnreadableFolder folder, RepositorySnapshot snapshot) =>
        new("which lines of CODEOWNERS match files", $"the folder {snapshot.Show(folder.Path)} could not be listed: {folder.Reason}")
        {
            Room = OwnershipRules.Room,
        };

    // A given file may be outside of the repository.
    private static string TreePathOf(string shown, RepositorySnapshot snapshot) =>
        shown.StartsWith(snapshot.Show(""), StringComparison.Ordinal) ? snapshot.TreePathOf(shown) : shown;

    private IEnumerable<NotChecked> NotCheckedOf(LintInput input, RepositorySnapshot snapshot)
    {
        var found = input.Found;
        if (found.Path is null)
        {
            yield return new NotChecked(
                snapshot.Shown.Length == 0 ? "CODEOWNERS" : $"CODEOWNERS in {snapshot.Shown}",
                $"there is none in {string.Join(" or ", CodeownersLookup.Places(dialect))}")
            { Room = OwnershipRules.Room };
        }
        else if (found.Unreadable is { } reason)
        {
            yield return new NotChecked(input.Show(found.Path), $"it cannot be read: {reason}") { Room = OwnershipRules.Room };
        }
        else if (found.File is null && dialect == Dialect.GitLab)
        {
            yield return new NotChecked(
                input.Show(found.Path), $"it has {found.Size:N0} bytes, more than the {CodeownersLookup.TooLarge - 1:N0} that are read")
            {
                Room = OwnershipRules.Room,
            };
        }
    }
}

/// <summary>The findings about the CODEOWNERS of a repository.</summary>
/// <param name="Findings">The findings to report, in file order.</param>
/// <param name="Suppressed">How many were accepted.</param>
/// <param name="NotChecked">What was not checked.</param>
internal sealed record CheckedCodeowners(FoundCodeowners Found, IReadOnlyList<Finding> Findings, int Suppressed, IReadOnlyList<NotChecked> NotChecked)
{
    /// <summary>The findings that comments in the file accept.</summary>
    public IReadOnlyList<Finding> AcceptedByComments { get; init; } = [];

    public IReadOnlyList<Finding> AcceptedByBaseline { get; init; } = [];

    public int Files => (Found.Path is null ? 0 : 1 + Found.Dead.Count) + Misplaced;

    /// <summary>How many files were probably meant as CODEOWNERS and are not read.</summary>
    public int Misplaced { get; init; }

    /// <summary>The text that findings point into, its secrets covered up; null if it was not loaded.</summary>
    public SourceText? Text { get; } = Found.File?.Source.Covered();
}
