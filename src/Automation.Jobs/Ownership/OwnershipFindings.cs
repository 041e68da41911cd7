using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Rules;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>Turns verdicts into findings.</summary>
internal sealed class OwnershipFindings(OwnershipSettings settings, CodeownersFile file, string path)
{
    private const int MostRefs = 3;

    /// <summary>The organisation whose teams the file names: for a fork, this is not the repository's owner. Null if it has none.</summary>
    public string? Organisation { get; } = file.Rules.SelectMany(r => r.Owners).FirstOrDefault(o => o.Form == OwnerForm.Team) is { Text: var team }
        ? team[1..team.IndexOf('/', StringComparison.Ordinal)]
        : null;

    /// <summary>The rule that a verdict breaks; null if it breaks none.</summary>
    public Rule? RuleOf(ComparedOwners compared) => compared.Verdict switch
    {
        Verdict.Disagree => OwnershipRules.Disagree,
        Verdict.Unowned => Glob.AnyMatches(settings.AllowUnowned, compared.Entity.TreePath) ? null : OwnershipRules.Unowned,
        Verdict.KindsDiffer => OwnershipRules.KindsDiffer,
        Verdict.Unmappable => OwnershipRules.Unmappable,
        Verdict.Agree when compared.Captor is not null => OwnershipRules.Captured,
        Verdict.Agree { IsFirst: false } when settings.FirstOnly => OwnershipRules.NotFirst,
        _ => null,
    };

    /// <summary>The finding about an entity; null if there is none.</summary>
    /// <param name="compared">The entity, its owners, and how they compare.</param>
    public Finding? Of(ComparedOwners compared) => RuleOf(compared) is not { } rule ? null
        : new Finding(rule, Message(compared), compared.Entity.File.Source.Path, compared.Entity.Field.Span)
        {
            // Different names can mean the same owner.
            Severity = compared.Verdict is Verdict.Disagree { IsCertain: false } ? Severity.Warning : rule.Severity,
            Pointer = compared.Entity.Field.Pointer,
            Subject = compared.Entity.Name,
            Identity = $"{compared.Verdict.Word} {compared.Entity.Field.Text} {string.Join(' ', compared.Decided.Owners.Names)}",
            Related = Related(compared),
        };

    private string Message(ComparedOwners compared)
    {
        var entity = compared.Entity;
        return compared.Verdict switch
        {
            Verdict.Disagree(_, var isCertain) =>
                $"In the catalog, {OwnerOf(compared)} owns {entity.Name}; in CODEOWNERS, {Decided(compared)}{Place(compared)}. "
                + $"{(isCertain ? "Change one of them." : AliasFirst(compared))}{Enforced(compared)}",
            Verdict.Unowned => Unowned(compared),
            Verdict.KindsDiffer => KindsDiffer(compared),
            Verdict.Unmappable(var unknown) =>
                $"In the catalog, {NamedOwner(entity)} owns {entity.Name}; in CODEOWNERS, {compared.Decided.Owners}{Place(compared)}, and no group or "
                + $"user of the catalog is known to be {unknown[0].Text}. {Hint(unknown[0])}",
            Verdict.Agree when compared.Captor is { } captor =>
                $"{NamedOwner(entity)} owns {entity.Name} in the catalog and in CODEOWNERS, but changes to this file are reviewed by {captor.Owners}: line "
                + $"{captor.Rule?.Line} ({Quoted.Of(captor.Rule?.Pattern.Text ?? "")}) decides for it.",
            _ => $"{NamedOwner(entity)} owns {entity.Name}, but in CODEOWNERS {compared.Decided.Owners.All[0]} comes first, and Backstage uses only the first.",
        };
    }

    // If only names were compared, the advice is first to add an alias.
    private static string AliasFirst(ComparedOwners compared)
    {
        var owner = compared.Entity.Field.Owner!;
        var theirs = compared.Decided.Owners.All.FirstOrDefault(o => o.Form == OwnerForm.Team == (owner.Kind == "group")) ?? compared.Decided.Owners.All[0];
        return $"Only the names were compared: if {theirs.Text} is {owner}, add \"'{theirs.Text}': {owner}\" to 'owners.aliases' of the configuration; if "
            + "not, change one of them.";
    }

    // Names that look the same are distinguished by their refs.
    private static string OwnerOf(ComparedOwners compared) =>
        LooksEqual(compared) ? Quoted.Of(compared.Entity.Field.Owner!.ToString()) : NamedOwner(compared.Entity);

    private static string Decided(ComparedOwners compared) => LooksEqual(compared) && compared.Verdict is Verdict.Disagree { Instead: var refs }
        ? $"{compared.Decided.Owners}, in the catalog {string.Join(" and ", refs.Distinct().Take(MostRefs).Select(r => Quoted.Of(r.ToString())))}"
        : compared.Decided.Owners.ToString();

    private static bool LooksEqual(ComparedOwners compared) => compared.Decided.Owners.Names.Any(n =>
        n[(n.LastIndexOfAny(['/', '@']) + 1)..].Equals(compared.Entity.Field.Owner!.Name, StringComparison.OrdinalIgnoreCase));

    private static string Unowned(ComparedOwners compared)
    {
        var entity = compared.Entity;
        var why = compared.Decided.Rule is { } line ? $"line {line.Line} ({Quoted.Of(line.Pattern.Text)}) has no owner" : $"no line matches {entity.TreePath}";
        return $"{NamedOwner(entity)} owns {entity.Name} in the catalog, but the file has no owner in CODEOWNERS: {why}. Add a line, or list the file in "
            + "'owners.allow-unowned'.";
    }

    private string KindsDiffer(ComparedOwners compared)
    {
        var entity = compared.Entity;
        var isGroup = entity.Field.Owner!.Kind == "group";
        return $"In the catalog, {NamedOwner(entity)}, a {entity.Field.Owner.Kind}, owns {entity.Name}; CODEOWNERS has only "
            + $"{(isGroup ? "people" : "teams")}, {compared.Decided.Owners}{Place(compared)}, "
            + $"and the catalog has no membership that {(isGroup ? "connects them" : "connects it with them")}. Use a group in both, or a user in both.";
    }

    private static string Hint(Owner owner) => owner.Form switch
    {
        OwnerForm.Team => $"Add the annotation 'github.com/team-slug: {owner.Text[1..]}' to its group, or an entry for {owner.Text} to 'owners.aliases'.",
        OwnerForm.User => $"Add the annotation 'github.com/user-login: {owner.Text[1..]}' to the user, or an entry for {owner.Text} to 'owners.aliases'.",
        _ => $"Add an entry for {owner.Text} to 'owners.aliases'.",
    };

    private static string NamedOwner(OwnedEntity entity) => Quoted.Of(entity.Field.Text ?? "");

    private string Place(ComparedOwners compared) => compared switch
    {
        { Captor: { } captor, Decided.Rule: { } line } =>
            $" for most files of its component ({path}:{line.Line}; for this file, line {captor.Rule?.Line} {Quoted.Of(captor.Rule?.Pattern.Text ?? "")}: "
            + $"{captor.Owners})",
        { Decided.Rule: { } line } => $" ({path}:{line.Line})",
        _ => "",
    };

    private static string Enforced(ComparedOwners compared) =>
        compared.Enforced is { } now && now.Owners != compared.Own.Owners ? $" Until this is merged, GitHub asks {now.Owners}." : "";

    private RelatedPlace? Related(ComparedOwners compared) =>
        (compared.Verdict is Verdict.Agree ? compared.Captor : compared.Decided)?.Rule is not { } line ? null
        : new RelatedPlace(file.Source.Path, file.Source.SpanBetween(line.Start, line.Owners.Count == 0 ? line.End : line.Owners[^1].End), "this line decides");
}
