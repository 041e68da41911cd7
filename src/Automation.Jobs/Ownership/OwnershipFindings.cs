using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>Puts verdicts into words, with the repairs to choose from.</summary>
internal sealed class OwnershipFindings(OwnershipSettings settings, OwnerMapping mapping, CodeownersFile file, string path)
{
    // Whose teams the file names: on a fork that is not the repository's owner.
    private readonly string? _organisation = file.Rules.SelectMany(r => r.Owners).FirstOrDefault(o => o.Form == OwnerForm.Team) is { Text: var team } ? team[1..team.IndexOf('/', StringComparison.Ordinal)] : null;

    /// <summary>What there is to say about an entity; null where nothing is.</summary>
    /// <param name="compared">The entity, its owners, and how they compare.</param>
    public Finding? Of(ComparedOwners compared)
    {
        var entity = compared.Entity;
        var (rule, message) = compared.Verdict switch
        {
            Verdict.Disagree => (OwnershipRules.Disagree, $"The catalog says that {NamedOwner(entity)} owns {entity.Name}, CODEOWNERS says {compared.Decided.Owners}{Place(compared)}. Make one of them right.{Enforced(compared)}"),
            Verdict.Unowned => settings.AllowUnowned.Any(g => g.Matches(entity.TreePath)) ? (null, "") : (OwnershipRules.Unowned, Unowned(compared)),
            Verdict.KindsDiffer => (OwnershipRules.KindsDiffer, KindsDiffer(compared)),
            Verdict.Unmappable(var unknown) => (OwnershipRules.Unmappable, $"The catalog says that {NamedOwner(entity)} owns {entity.Name}, CODEOWNERS says {compared.Decided.Owners}{Place(compared)}, and nobody in the catalog is {unknown[0].Text}. {Hint(unknown[0])}"),
            Verdict.Agree when compared.Captor is { } captor => (OwnershipRules.Captured, $"{NamedOwner(entity)} owns {entity.Name} in the catalog and in CODEOWNERS, but changes of this file are reviewed by {captor.Owners}: line {captor.Rule?.Line} ({Quoted.Of(captor.Rule?.Pattern.Text ?? "")}) decides for it."),
            Verdict.Agree { IsFirst: false } when settings.FirstOnly => (OwnershipRules.NotFirst, $"{NamedOwner(entity)} owns {entity.Name}, but in CODEOWNERS {compared.Decided.Owners.All[0]} comes first, and Backstage would take no other."),
            _ => ((Rule?)null, ""),
        };
        return rule is null ? null : new Finding(rule, message, entity.File.Source.Path, entity.Field.Span)
        {
            Pointer = entity.Field.Pointer,
            Subject = entity.Name,
            Identity = $"{compared.Verdict.Word} {entity.Field.Text} {string.Join(' ', compared.Decided.Owners.Names)}",
            Related = Related(compared),
            Suggestions = rule == OwnershipRules.Captured || rule == OwnershipRules.NotFirst ? [] : Suggestions(compared),
        };
    }

    private static string Unowned(ComparedOwners compared)
    {
        var entity = compared.Entity;
        var why = compared.Decided.Rule is { } line ? $"line {line.Line} ({Quoted.Of(line.Pattern.Text)}) gives it to nobody" : $"no line matches {entity.TreePath}";
        return $"{NamedOwner(entity)} owns {entity.Name} in the catalog, but nobody does in CODEOWNERS: {why}. Add a line, or list the file in 'owners.allow-unowned'.";
    }

    private string KindsDiffer(ComparedOwners compared)
    {
        var entity = compared.Entity;
        var isGroup = entity.Field.Owner!.Kind == "group";
        return $"The catalog says that {NamedOwner(entity)}, a {entity.Field.Owner.Kind}, owns {entity.Name}; CODEOWNERS names only {(isGroup ? "people" : "teams")}, {compared.Decided.Owners}{Place(compared)}, "
            + $"and the catalog does not say that {(isGroup ? "they belong to it" : "it belongs to them")}.";
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
        { Captor: { } captor, Decided.Rule: { } line } => $" for most files of its component ({path}:{line.Line}; for this file, line {captor.Rule?.Line} {Quoted.Of(captor.Rule?.Pattern.Text ?? "")} says {captor.Owners})",
        { Decided.Rule: { } line } => $" ({path}:{line.Line})",
        _ => "",
    };

    private static string Enforced(ComparedOwners compared) =>
        compared.Enforced is { } now && now.Owners != compared.Own.Owners ? $" Until this is merged, GitHub asks {now.Owners}." : "";

    private RelatedPlace? Related(ComparedOwners compared) => (compared.Verdict is Verdict.Agree ? compared.Captor : compared.Decided)?.Rule is not { } line ? null
        : new RelatedPlace(file.Source.Path, file.Source.SpanBetween(line.Start, line.Owners.Count == 0 ? line.End : line.Owners[^1].End), "this line decides");

    private IReadOnlyList<Suggestion> Suggestions(ComparedOwners compared)
    {
        var (entity, suggestions) = (compared.Entity, new List<Suggestion>());
        if (compared.Verdict is Verdict.Disagree(var instead) && entity.Field.Write(instead) is { } fix)
        {
            suggestions.Add(new Suggestion($"Make '{entity.Field.Written(instead)}' the owner in the catalog", entity.File.Source.Path, fix.Edits));
        }

        if (compared.Verdict is Verdict.Disagree or Verdict.Unowned && mapping.HandleOf(entity.Field.Owner!, _organisation) is { } handle)
        {
            var last = (compared.Captor?.Rule?.Line ?? 0) > (compared.Decided.Rule?.Line ?? 0) ? compared.Captor!.Rule : compared.Decided.Rule;
            suggestions.Add(CodeownersEdit.Give(file, ComponentFolders.Of(entity.TreePath), last, handle));
        }

        return suggestions;
    }
}
