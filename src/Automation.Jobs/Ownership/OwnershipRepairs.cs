using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Rules;
using Automation.Owners;
using Automation.Owners.Linting;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>
/// Finds the fixes for a difference, one in the catalog and one in CODEOWNERS. Each is tested: the comparison runs again on the changed text, the
/// difference must be gone, and there must be no other effect: no finding about another entity or line, no lost owner, no new owner of a file outside the
/// component.
/// </summary>
/// <param name="side">The current CODEOWNERS.</param>
/// <param name="dialect">The rules for CODEOWNERS.</param>
/// <param name="tracked">The paths that git tracks.</param>
/// <param name="entities">Everything that is compared.</param>
/// <param name="mapping">Maps owners in CODEOWNERS to groups and users.</param>
/// <param name="compare">Compares with another text of CODEOWNERS.</param>
/// <param name="words">Decides which differences are findings.</param>
internal sealed class OwnershipRepairs(
    CodeownersSide side,
    Dialect dialect,
    IReadOnlyList<string> tracked,
    IReadOnlyList<OwnedEntity> entities,
    OwnerMapping mapping,
    Func<CodeownersSide, OwnershipComparison> compare,
    OwnershipFindings words,
    CancellationToken cancellationToken)
{
    // Each test looks up every path: in a large repository with many differences, only the first get a fix in CODEOWNERS.
    private const int MostLookups = 1_000_000;
    private const int MostTrials = 200;

    private readonly CodeownersFile _file = side.File!;
    private readonly OwnershipComparison _now = compare(side);
    private readonly Dictionary<(string Path, EntityRef Owner), Suggestion?> _forCodeowners = [];
    private readonly Lazy<HashSet<string>> _lint = new(() => Lint(side, dialect, cancellationToken));
    private int _trialsLeft = Math.Clamp(MostLookups / Math.Max(1, tracked.Count), 2, MostTrials);

    private enum Outcome
    {
        Fails,

        // The remaining case: another line still decides for the descriptor itself.
        LeavesNote,

        Settles,
    }

    /// <summary>The verified fixes, to choose from.</summary>
    public IReadOnlyList<Suggestion> For(ComparedOwners compared)
    {
        var (instead, isNearMiss) = Instead(compared);
        Suggestion?[] repairs = [instead is null ? null : ForCatalog(compared, instead), isNearMiss ? null : ForCodeowners(compared)];
        return [.. repairs.OfType<Suggestion>()];
    }

    // The intended owner of a misspelt name is known, and the misspelt name must not get into CODEOWNERS.
    private (EntityRef? Instead, bool IsNearMiss) Instead(ComparedOwners compared)
    {
        if (compared.Verdict is not Verdict.Disagree { Instead: var all })
        {
            return (null, false);
        }

        var owner = compared.Entity.Field.Owner!;
        var meant = mapping.Directory.Contains(owner) ? null
            : all.FirstOrDefault(e => e.Kind == owner.Kind && DidYouMean.Closest(owner.Name, [e.Name]) is not null && DidYouMean.IsSlip(owner.Name, e.Name));
        return (meant ?? all[0], meant is not null);
    }

    private Suggestion? ForCatalog(ComparedOwners compared, EntityRef instead) =>
        compared.Entity.Field.Write(instead) is { } fix && OutcomeOf(_now.Of(compared.Entity, instead)) != Outcome.Fails
            ? new Suggestion($"Make '{compared.Entity.Field.Written(instead)}' the owner in the catalog", compared.Entity.File.Source.Path, fix.Edits)
            : null;

    private Suggestion? ForCodeowners(ComparedOwners compared)
    {
        var owner = compared.Entity.Field.Owner!;
        if (compared.Verdict is not (Verdict.Disagree or Verdict.Unowned) || mapping.HandleOf(owner, words.Organisation) is not { } handle)
        {
            return null;
        }

        var key = (compared.Entity.TreePath, owner);
        if (!_forCodeowners.TryGetValue(key, out var repair))
        {
            _forCodeowners.Add(key, repair = Find(compared, handle));
        }

        return repair;
    }

    private Suggestion? Find(ComparedOwners compared, string handle)
    {
        IReadOnlyList<TextEdit>? second = null;
        foreach (var edits in CodeownersEdit.Adding(_file, compared, handle))
        {
            if (_trialsLeft-- <= 0)
            {
                break;
            }

            var outcome = Try(compared, edits);
            if (outcome == Outcome.Settles)
            {
                return Suggested(edits, handle);
            }

            second ??= outcome == Outcome.LeavesNote ? edits : null;
        }

        return second is null ? null : Suggested(second, handle);
    }

    private Suggestion Suggested(IReadOnlyList<TextEdit> edits, string handle) =>
        new($"Add {handle} to the owners in CODEOWNERS", _file.Source.Path, [.. edits.Select(e => new FixEdit(_file.Source.SpanBetween(e.Start, e.End), e))]);

    private Outcome Try(ComparedOwners compared, IReadOnlyList<TextEdit> edits)
    {
        var text = TextEdit.Apply(_file.Source.Content, edits).Text;
        var edited = new CodeownersSide(side.Found with { File = CodeownersReader.Read(SourceText.Of(_file.Source.Path, text), dialect) });
        var then = compare(edited);
        return !HandsOverOnly(ComponentFolders.Of(compared.Entity.TreePath), then) || !Lint(edited, dialect, cancellationToken).IsSubsetOf(_lint.Value)
            || entities.Any(e => !IsEqual(e, compared.Entity) && words.RuleOf(then.Of(e)) is { } rule && rule != words.RuleOf(_now.Of(e)))
            ? Outcome.Fails
            : OutcomeOf(then.Of(compared.Entity));
    }

    private bool HandsOverOnly(string folder, OwnershipComparison then) => tracked.All(path =>
        _now.OwnersOf(path).Owners is var before && then.OwnersOf(path).Owners is var after
        && (before == after || (RepositoryPath.Within(folder, path) is not null && before.All.All(o => after.Names.Contains(o.Text)))));

    private Outcome OutcomeOf(ComparedOwners then) =>
        words.RuleOf(then) is not { } rule ? Outcome.Settles
        : rule == OwnershipRules.Captured ? Outcome.LeavesNote
        : Outcome.Fails;

    private static bool IsEqual(OwnedEntity entity, OwnedEntity other) => entity.TreePath == other.TreePath && entity.Field.Owner!.Equals(other.Field.Owner);

    // Compares only patterns: an edit is supposed to take files from other lines.
    private static HashSet<string> Lint(CodeownersSide side, Dialect dialect, CancellationToken cancellationToken) =>
        [.. CodeownersLint.Check(new LintInput(side.Found, path => path) { Dialect = dialect }, cancellationToken).Select(f => f.Fingerprint)];
}
