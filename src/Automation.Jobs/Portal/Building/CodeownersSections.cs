using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;

namespace Automation.Jobs.Portal.Building;

/// <summary>What CODEOWNERS says, on the pages of entities and owners.</summary>
internal static class CodeownersSections
{
    private const int MostOwners = 10;

    /// <summary>Whether CODEOWNERS of its repository names the owner of an entity.</summary>
    public static CodeownersModel Of(PortalEntity entity)
    {
        if (entity.Codeowners is not { } file)
        {
            return new CodeownersModel(null, "", null, KindWords.IsOwned(entity.Ref.Kind)
                ? entity.KeepsFacts
                    ? new PageState.Empty("Its repository has no CODEOWNERS file.", "Add .github/CODEOWNERS, so that GitHub asks its owner for reviews.")
                    : new PageState.NotKnown("whether CODEOWNERS names the same owner: the catalog keeps it for a source that has 'scorecards: true'.")
                : null);
        }

        var source = entity.Definitions[0].Source;
        var place = file.Line is { } line
            ? new PageLink($"{file.Path}:{line}", source.PageOf(file.Path) is { } page ? $"{page}#L{line}" : null)
            : new PageLink(file.Path, source.PageOf(file.Path));
        var owners = string.Join(", ", file.Owners.Take(MostOwners).Select(o => VisibleText.Of(o, 100)));
        return new CodeownersModel(
            file.Agrees switch
            {
                true => new StateMark("CODEOWNERS agrees", MarkTone.Good),
                false => new StateMark("CODEOWNERS differs", MarkTone.Attention),
                null => new StateMark("CODEOWNERS is not compared", MarkTone.Unknown),
            },
            file.Owners.Count == 0 ? "It names no owner in" : $"It names {owners} in",
            place,
            null)
        {
            Coverage = $"{file.Owned:N0} of {file.Files:N0} files of the repository have an owner.",
        };
    }

    /// <summary>Where CODEOWNERS agrees with what an owner owns, and where it does not.</summary>
    /// <param name="owned">What it owns itself.</param>
    /// <param name="address">The address of the list of a group.</param>
    public static (IReadOnlyList<CountLink> Counts, PageState? State) Of(IReadOnlyList<PortalEntity> owned, Func<string, string> address)
    {
        List<CountLink> counts = [.. Groups(owned).Select(g => new CountLink(g.Title, g.Entities.Count, address(g.Id)))];
        return (counts, counts.Count > 0 ? null
            : owned.Any(e => e.KeepsFacts) ? new PageState.Empty("No repository of what it owns itself has a CODEOWNERS file.")
            : new PageState.NotKnown("the catalog keeps what CODEOWNERS says for a source that has 'scorecards: true'."));
    }

    /// <summary>The lists that these numbers lead to; those that are empty are left out.</summary>
    public static IEnumerable<(string Id, string Title, IReadOnlyList<PortalEntity> Entities)> Groups(IReadOnlyList<PortalEntity> owned)
    {
        (string Id, string Title, Func<PortalCodeowners, bool> Has)[] groups =
        [
            ("agrees", "CODEOWNERS agrees", c => c.Agrees == true),
            ("differs", "CODEOWNERS differs", c => c.Agrees == false),
            ("not-compared", "Not compared", c => c.Agrees is null),
            ("covered", "Every file of the repository has an owner", c => c.Owned == c.Files),
            ("not-covered", "Files of the repository without an owner", c => c.Owned < c.Files),
        ];
        return from one in groups
               let entities = PortalFacets.ByTitle(owned.Where(e => e.Codeowners is { } file && one.Has(file)))
               where entities.Count > 0
               select (one.Id, one.Title, entities);
    }
}
