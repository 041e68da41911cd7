using Automation.Core;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Ownership;
using Automation.Owners.Naming;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference;

/// <summary>Infers the owner of a folder from CODEOWNERS, as a group or user of the catalog if there is one.</summary>
internal sealed class OwnerStep
{
    /// <summary>The owner where nothing is known.</summary>
    public const string Unknown = "unknown";

    private const int MostChoices = 2_000;

    private readonly RepositorySnapshot _repository;
    private readonly KnownEntities? _known;
    private readonly OwnerMapping _mapping;
    private readonly FoundCodeowners _found;
    private readonly OwnersLookup _lookup;
    private readonly IReadOnlyList<string> _tracked;

    public OwnerStep(RepositorySnapshot repository, OwnershipSettings settings, KnownEntities? known, CancellationToken cancellationToken)
    {
        (_repository, _known) = (repository, known);
        _mapping = OwnerMapping.Of(settings, new ReferenceInput([], path => path) { Repository = repository.Repository, Catalog = known });
        _found = CodeownersLookup.Find(repository.Tree, settings.Dialect, repository.Show, cancellationToken);
        _lookup = new CodeownersSide(_found).Lookup();
        _tracked = _found.File is null ? [] : repository.Tree.Tracked(cancellationToken);
    }

    /// <summary>The owner of a folder; a guess if CODEOWNERS names none.</summary>
    /// <param name="neighbours">The owner that similar components have; null if they have none in common.</param>
    public Inferred Of(string folder, Inferred? neighbours)
    {
        var sets = _tracked.Where(p => RepositoryPath.Within(folder, p) is not null)
            .Select(_lookup.Of).Where(o => o.IsOwned)
            .GroupBy(o => o.Owners).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Key, StringComparer.Ordinal)
            .Select(g => (Owners: g.First(), Files: g.Count())).ToList();
        var all = _tracked.Count(p => RepositoryPath.Within(folder, p) is not null);

        // The owners of most files; else those of the line for everything; else the most frequent ones.
        var everything = sets.Find(s => s.Owners.Rule?.Pattern is { } pattern && (pattern.IsEverything || pattern.Text is "*" or "**" or "/**"));
        var deciding = sets.Count > 0 && sets[0].Files * 2 > all ? sets[0] : everything.Owners is not null ? everything : sets.FirstOrDefault();
        return deciding.Owners is { } owners ? FromCodeowners(owners, isMost: deciding != default && (deciding.Files * 2 > all || deciding == everything))
            : neighbours ?? Guess(_found.Path is { } path ? $"{path} names no owner" : "there is no CODEOWNERS file");
    }

    /// <summary>The choices of a person: the groups of the catalog.</summary>
    private string[] Choices() =>
        _known is null ? [] : [.. _known.All.Where(e => e.Ref.Kind == "group").Select(e => Written(e.Ref)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Take(MostChoices)];

    /// <summary>An owner as <c>spec.owner</c> has it: a group by its name.</summary>
    public static string Written(EntityRef owner) =>
        $"{(owner.Kind == "group" ? "" : $"{owner.Kind}:")}{(owner.Namespace == EntityRef.DefaultNamespace ? "" : $"{owner.Namespace}/")}{owner.Name}";

    private Inferred FromCodeowners(OwnersOfPath owners, bool isMost)
    {
        var line = $"line {owners.Line} of {_found.Path} names {owners.Owners}";

        // A team stays when a person leaves.
        var teams = owners.Owners.All.Where(o => o.Form == OwnerForm.Team).ToList();
        var mapped = (teams.Count > 0 ? teams : owners.Owners.All).SelectMany(_mapping.EntitiesOf).Distinct().ToList();
        return mapped.FirstOrDefault() is not { } owner ? Guess(_known is null
                ? $"{line}, and without a catalog it is not known which group that is"
                : $"{line}, and the catalog has no such group or user")
            : teams.Count > 1 && mapped.Count > 1
                ? Inferred.Guess(Written(owner), $"{line}, which are several teams", [.. mapped.Select(Written)])
            : !isMost ? Inferred.Guess(Written(owner), $"{line}, but most files have other owners or none", Choices())
            : teams.Count == 0 && mapped.Count > 1
                ? Inferred.Guess(Written(owner), $"{line}, which are several people: a group is a better owner", Choices())
                : new Inferred(Written(owner), line);
    }

    // Without a catalog, the organisation is the best guess; with one, an owner that does not exist would be an error.
    private Inferred Guess(string reason)
    {
        var organisation = _repository.Repository is { Owner.Length: > 0 } repository ? ComponentNames.Valid(repository.Owner) : null;
        return organisation is not null
            && (_known is null || _known.Find(new EntityRef("group", EntityRef.DefaultNamespace, organisation)).Any())
                ? Inferred.Guess(organisation, $"{reason}; this is the owner of the repository", Choices())
                : Inferred.Guess(Unknown, reason, Choices());
    }
}
