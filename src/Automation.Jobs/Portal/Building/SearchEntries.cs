using Automation.Jobs.Portal.Content;
using Automation.Portal.Searching;

namespace Automation.Jobs.Portal.Building;

/// <summary>What the search knows: every entity that the reader may see, by all of its names.</summary>
internal static class SearchEntries
{
    public static IEnumerable<SearchEntity> Of(PortalCatalog catalog)
    {
        var before = catalog.Removed.Where(r => r.RenamedTo is not null).ToLookup(r => r.RenamedTo!, r => r.Ref.Name);
        return catalog.Entities.Select(e => new SearchEntity(e.Ref.Kind, e.Ref.Namespace, e.Ref.Name)
        {
            Title = e.Title == e.Ref.Name ? "" : e.Title,
            Owner = e.Owners.FirstOrDefault()?.Target.ToString() ?? "",
            Description = e.Fields.Description ?? "",
            Tags = [.. e.Fields.Tags.Distinct(StringComparer.Ordinal)],
            Aliases = [.. before[e.Ref].Concat(Repository(e.Definitions[0])).Distinct(StringComparer.Ordinal)],
        });
    }

    // github.com/acme/orders is known as acme/orders.
    private static string[] Repository(PortalDefinition definition) =>
        definition.Source.Repository is { } repository ? [repository[(repository.IndexOf('/', StringComparison.Ordinal) + 1)..]] : [];
}
