using Automation.Catalog.References;
using Automation.Owners.Naming;

namespace Automation.Jobs.Ownership;

/// <summary>Whether the catalog has somebody for an owner of CODEOWNERS, by the names that Backstage's import from GitHub gives them.</summary>
internal static class CatalogOwners
{
    private const string Group = "group";
    private const string User = "user";

    /// <summary>
    /// The answer for a catalog. Where it holds no group at all nothing is known about teams, and so for users; whose address an e-mail is
    /// cannot be told.
    /// </summary>
    public static Func<Owner, bool> In(KnownEntities catalog)
    {
        var names = catalog.All.Where(e => e.Ref.Kind is Group or User).ToLookup(e => e.Ref.Kind, e => e.Ref.Name, StringComparer.Ordinal);
        var (groups, users) = (names[Group].ToHashSet(StringComparer.Ordinal), names[User].ToHashSet(StringComparer.Ordinal));
        return owner => owner.Form switch
        {
            OwnerForm.Team => groups.Count == 0 || groups.Contains(LastName(owner)),
            OwnerForm.User => users.Count == 0 || users.Contains(LastName(owner)),
            _ => true,
        };
    }

    private static string LastName(Owner owner) => owner.Text[(owner.Text.LastIndexOfAny(['/', '@']) + 1)..].ToLowerInvariant();
}
