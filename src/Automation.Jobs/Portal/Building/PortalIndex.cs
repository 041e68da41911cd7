using System.Collections.Concurrent;
using Automation.Core;
using Automation.Jobs.Portal.Content;

namespace Automation.Jobs.Portal.Building;

/// <summary>What many pages of a catalog need, found once: problems, lists and teams. Everything in it comes from what its reader may see.</summary>
internal sealed class PortalIndex
{
    private readonly Dictionary<EntityRef, List<PortalProblem>> _byEntity = [];
    private readonly Dictionary<EntityRef, List<PortalProblem>> _byOwner = [];
    private readonly ConcurrentDictionary<EntityRef, IReadOnlyList<PortalEntity>> _withChildren = new();
    private readonly Lazy<TemplateVersions> _templates;

    public PortalIndex(PortalCatalog catalog)
    {
        Catalog = catalog;
        Problems =
        [
            .. catalog.Findings.Select(PortalProblem.Of)
                .Concat(catalog.Entities.SelectMany(e => (e.Health?.Problems ?? []).Select(p => PortalProblem.Of(p, e))))
                .OrderByDescending(p => p.Severity),
        ];
        foreach (var problem in Problems)
        {
            Add(_byEntity, problem.Entity, problem);
            Add(_byOwner, problem.Side == ProblemOwner.ApplicationTeams ? problem.Owner : null, problem);
        }

        Facets = new PortalFacets(this).All();
        _templates = new(() => new TemplateVersions(catalog));
    }

    public PortalCatalog Catalog { get; }

    /// <summary>Everything that is wrong, most severe first.</summary>
    public IReadOnlyList<PortalProblem> Problems { get; }

    public IReadOnlyList<PortalFacet> Facets { get; }

    /// <summary>Which versions of templates services have.</summary>
    public TemplateVersions Templates => _templates.Value;

    public PortalFacet Facet(string id) => Facets.Single(f => f.Id == id);

    /// <summary>The teams and people, by title.</summary>
    public IEnumerable<PortalEntity> Owners => Catalog.Entities.Where(HasOwnerPage)
        .OrderBy(e => e.Title, StringComparer.OrdinalIgnoreCase).ThenBy(e => e.Ref.ToString(), StringComparer.Ordinal);

    /// <summary>The entity that an address belongs to; null if there is none.</summary>
    /// <param name="start">What the addresses of an entity begin with: a section, its namespace, its kind and its name.</param>
    // Most names are parts of the address as they are; for the others, the addresses are compared.
    public PortalEntity? EntityAt(string address, Func<EntityRef, string> start) =>
        address.Split('/') is not [_, var space, var kind, var name, _, ..] ? null
        : !address.Contains('~', StringComparison.Ordinal) ? Catalog.Find(new EntityRef(kind, space, name))
        : Catalog.Entities.FirstOrDefault(e => address.StartsWith(start(e.Ref), StringComparison.Ordinal));

    public IReadOnlyList<PortalProblem> ProblemsOf(EntityRef entity) => _byEntity.GetValueOrDefault(entity) ?? [];

    /// <summary>The problems that an owner can act on itself.</summary>
    public IReadOnlyList<PortalProblem> ProblemsFor(EntityRef owner) => _byOwner.GetValueOrDefault(owner) ?? [];

    /// <summary>What a team and all teams below it own, by ref.</summary>
    public IReadOnlyList<PortalEntity> OwnedWithChildren(EntityRef owner) => _withChildren.GetOrAdd(
        owner, o => [.. Below(o).SelectMany(Catalog.OwnedBy).Distinct().OrderBy(e => e.Ref.ToString(), StringComparer.Ordinal)]);

    /// <summary>A team has the address of an owner; a person has it unless a team of the same name has it.</summary>
    public bool HasOwnerPage(PortalEntity entity) => entity.Ref.Kind == "group"
        || (entity.Ref.Kind == "user" && Catalog.Find(new EntityRef("group", entity.Ref.Namespace, entity.Ref.Name)) is null);

    // Teams can be each other's children by mistake.
    private HashSet<EntityRef> Below(EntityRef owner)
    {
        var (seen, open) = (new HashSet<EntityRef>(), new Stack<EntityRef>([owner]));
        while (open.TryPop(out var team))
        {
            if (seen.Add(team) && Catalog.Find(team) is { } known)
            {
                foreach (var child in known.Related("parentOf").Where(r => r.Exists))
                {
                    open.Push(child.Target);
                }
            }
        }

        return seen;
    }

    private static void Add(Dictionary<EntityRef, List<PortalProblem>> lists, EntityRef? key, PortalProblem problem)
    {
        if (key is null)
        {
            return;
        }

        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        list.Add(problem);
    }
}
