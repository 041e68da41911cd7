using Automation.Core;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.Jobs.Configuration;
using Automation.Owners.Naming;

namespace Automation.Jobs.Ownership;

/// <summary>Maps owners in CODEOWNERS to groups and users of the catalog, and back (specs, codeowners §6, rule 4).</summary>
internal sealed class OwnerMapping(OwnershipSettings settings, OwnerDirectory directory, RepositorySlug? repository)
{
    public OwnerDirectory Directory => directory;

    /// <summary>The mapping by the groups and users of the files under check, and of the catalog.</summary>
    public static OwnerMapping Of(OwnershipSettings settings, ReferenceInput input) => new(settings, input.Owners(), input.Repository);

    /// <summary>GitHub's data about owners; null if it is not available.</summary>
    public OwnersOnGitHub? OnGitHub { get; init; }

    /// <summary>Whether more than a name identifies an owner in CODEOWNERS: an alias, an annotation, an address, or GitHub.</summary>
    public bool IsResolved(Owner owner) => settings.Aliases.ContainsKey(owner.Text) || IsOnGitHub(owner.Text) || owner.Form switch
    {
        OwnerForm.Team => directory.OfTeam(owner.Text[1..]).Count > 0,
        OwnerForm.User => directory.OfLogin(owner.Text[1..]).Count > 0,
        OwnerForm.Email => directory.OfEmail(owner.Text).Count > 0,
        _ => false,
    };

    /// <summary>Whether more than a name identifies a group or user of the catalog on GitHub.</summary>
    public bool IsResolved(EntityRef entity) =>
        settings.Aliases.Values.Contains(entity)
        || directory.Find(entity) is { TeamSlug: not null } or { UserLogin: not null }
        || (HandleOf(entity, organisation: null) is { } handle && IsOnGitHub(handle));

    /// <summary>Whether the catalog has the group or user; also true if that is unknown, as for an address.</summary>
    public bool IsKnown(Owner owner) => !directory.IsComplete || owner.Form is not (OwnerForm.Team or OwnerForm.User) || EntitiesOf(owner).Count > 0;

    /// <summary>The groups and users that an owner can be; none if that is unknown.</summary>
    public IReadOnlyList<EntityRef> EntitiesOf(Owner owner) =>
        settings.Aliases.TryGetValue(owner.Text, out var alias) ? [alias]
        : owner.Form switch
        {
            OwnerForm.Team => OfTeam(owner.Text[1..]),
            OwnerForm.User => OfLogin(owner.Text[1..]),
            OwnerForm.Email => directory.OfEmail(owner.Text),
            _ => [],
        };

    /// <summary>The name of a group or user in CODEOWNERS; null if it is unknown, or there is no such entity.</summary>
    /// <param name="entity">The group or user.</param>
    /// <param name="organisation">The organisation whose teams the file names; null if it has none.</param>
    public string? HandleOf(EntityRef entity, string? organisation)
    {
        if (directory.IsComplete && !directory.Contains(entity))
        {
            return null;
        }

        var profile = directory.Find(entity);
        return settings.Aliases.FirstOrDefault(a => a.Value.Equals(entity)).Key
            ?? (profile?.TeamSlug is { } team ? "@" + team
            : profile?.UserLogin is { } login ? "@" + login
            : entity.Kind == "user" ? "@" + entity.Name
            : OrganisationOf(entity, organisation) is { } owner ? $"@{owner}/{entity.Name}"
            : null);
    }

    private bool IsOnGitHub(string handle) => OnGitHub?.Of(handle) is OwnerStanding.Writes or OwnerStanding.CannotWrite or OwnerStanding.Secret;

    private IReadOnlyList<EntityRef> OfTeam(string slug)
    {
        var slash = slug.LastIndexOf('/');
        var @namespace = settings.Namespaces.GetValueOrDefault(slug[..slug.IndexOf('/', StringComparison.Ordinal)]) ?? EntityRef.DefaultNamespace;
        return directory.OfTeam(slug) is { Count: > 0 } known ? known : Named(new EntityRef("group", @namespace, slug[(slash + 1)..]), p => p.TeamSlug);
    }

    private IReadOnlyList<EntityRef> OfLogin(string login) =>
        directory.OfLogin(login) is { Count: > 0 } known ? known : Named(new EntityRef("user", EntityRef.DefaultNamespace, login), p => p.UserLogin);

    // By default, owners match by name; an entity with the annotation of another owner does not match.
    private IReadOnlyList<EntityRef> Named(EntityRef name, Func<OwnerProfile, string?> identity) => directory.Find(name) switch
    {
        { } profile => identity(profile) is null ? [name] : [],
        null => directory.IsComplete ? [] : [name],
    };

    private string? OrganisationOf(EntityRef group, string? organisation) =>
        settings.Namespaces.FirstOrDefault(n => string.Equals(n.Value, group.Namespace, StringComparison.OrdinalIgnoreCase)).Key
        ?? (group.Namespace == EntityRef.DefaultNamespace ? organisation ?? repository?.Owner : null);
}
