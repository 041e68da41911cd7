using Automation.Core;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;

namespace Automation.Descriptors.References;

/// <summary>The identity of a group or user outside the catalog, and its memberships.</summary>
/// <param name="TeamSlug">The team on GitHub, as <c>organisation/team</c> (annotation <c>github.com/team-slug</c>).</param>
/// <param name="UserLogin">The login on GitHub (annotation <c>github.com/user-login</c>).</param>
/// <param name="Email">The e-mail address (<c>spec.profile.email</c>).</param>
public sealed record OwnerProfile(string? TeamSlug, string? UserLogin, string? Email, IReadOnlyList<Membership> Memberships)
{
    private const string TeamSlugAnnotation = "github.com/team-slug";
    private const string UserLoginAnnotation = "github.com/user-login";

    /// <summary>Reads the profile of a group or a user; null for any other kind.</summary>
    public static OwnerProfile? Of(Descriptor descriptor)
    {
        if (descriptor.Kind is not ("Group" or "User"))
        {
            return null;
        }

        return Of(descriptor.Root, [.. Reference.Of(descriptor).Select(r => MembershipOf(descriptor, r)).OfType<Membership>()]);
    }

    /// <summary>Reads the profile of a group or a user whose memberships are known already.</summary>
    public static OwnerProfile Of(Place root, IReadOnlyList<Membership> memberships)
    {
        var annotations = root.Field("metadata")?.Field("annotations");
        return new OwnerProfile(
            Filled(annotations?.Field(TeamSlugAnnotation)),
            Filled(annotations?.Field(UserLoginAnnotation)),
            Filled(root.Field("spec")?.Field("profile")?.Field("email")),
            memberships);
    }

    private static Membership? MembershipOf(Descriptor descriptor, Reference reference) => (reference.Target, reference.Field.Name) switch
    {
        ({ } group, "memberOf") => new Membership(descriptor.Ref, group),
        ({ } user, "members") => new Membership(user, descriptor.Ref),
        _ => null,
    };

    private static string? Filled(Place? place) => place?.Text?.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>One user as a member of one group.</summary>
public sealed record Membership(EntityRef User, EntityRef Group);
