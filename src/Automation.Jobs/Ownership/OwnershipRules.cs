using Automation.Core.Findings;

namespace Automation.Jobs.Ownership;

/// <summary>The rules about owners in the catalog and owners in CODEOWNERS (specs, codeowners §6).</summary>
internal static class OwnershipRules
{
    /// <summary>The room of these rules and of those about CODEOWNERS itself.</summary>
    public const string Room = "owners";

    private const string Origin = "specs, codeowners §6; backstage/backstage#29993, #19460";

    public static readonly Rule Disagree = new("owners/disagree", Severity.Error, Responsible.ApplicationTeam, "Name the same owner in the catalog and in CODEOWNERS.")
    {
        Why = """
            Backstage shows `spec.owner` and pages that group; GitHub asks the owners in CODEOWNERS for review. Where they differ, one of the two asks
            the wrong people, and neither says so. The line that decides for the descriptor is compared; where most other files of its component have
            other owners, as with a line such as `*.yaml @acme/platform`, theirs are.

            An owner in CODEOWNERS stands for the group with that `github.com/team-slug`, the user with that `github.com/user-login` or that
            `profile.email`, or what `owners.aliases` says; otherwise for the group or user of that name. Any one of several owners agrees.
            It is an error where both are known by more than their names: the catalog's owner by an annotation or an alias, those in CODEOWNERS by an
            annotation, an address, an alias, or because GitHub confirms them. Otherwise it is a warning: first say in `owners.aliases` who is who.
            Where the owner in the catalog does not exist, that is reported once, as `reference/unknown-owner`, with what CODEOWNERS names.

            The repairs were tried: the comparison was run again on the changed text, the finding was gone, and none had come. In CODEOWNERS the owner
            is added and no other is removed. Entities of one file with the same owner are one finding, with their number.
            """,
        Bad = "# CODEOWNERS\n* @acme/fulfilment\n\n# catalog-info.yaml\nspec:\n  owner: customer-care",
        Good = "# CODEOWNERS\n* @acme/customer-care\n\n# catalog-info.yaml\nspec:\n  owner: customer-care",
        Source = Origin,
    };

    public static readonly Rule Unowned = new("owners/unowned", Severity.Warning, Responsible.ApplicationTeam, "Give what has an owner in the catalog an owner in CODEOWNERS.")
    {
        Why = "The catalog says who owns the component, but GitHub asks nobody when it changes: no line of CODEOWNERS matches its descriptor, or the line that does has no owners. Where that is meant, list the descriptor in `owners.allow-unowned`.",
        Bad = "# CODEOWNERS\n/services/ @acme/ordering\n\n# packages/icons/catalog-info.yaml\nspec:\n  owner: storefront",
        Good = "# CODEOWNERS\n/services/ @acme/ordering\n/packages/icons/ @acme/storefront",
        Source = Origin,
    };

    public static readonly Rule KindsDiffer = new("owners/kinds-differ", Severity.Warning, Responsible.ApplicationTeam, "Name a group in both places, or a user in both.")
    {
        Why = "The catalog names a group and CODEOWNERS only people, or the other way round, and the catalog does not say that they belong to it. Memberships come from `spec.memberOf` of users and `spec.members` of groups; with `owners.inherit`, members of groups below count too.",
        Bad = "# CODEOWNERS\n/docs/ @aiko-mori\n\n# docs/catalog-info.yaml\nspec:\n  owner: ordering",
        Good = "# org.yaml\nkind: User\nmetadata:\n  name: aiko-mori\nspec:\n  memberOf: [ordering]",
        Source = Origin,
    };

    public static readonly Rule Unmappable = new("owners/unmappable", Severity.Warning, Responsible.PlatformTeam, "Say which group or user of the catalog an owner in CODEOWNERS is.")
    {
        Why = "No group of the catalog has that team as its `github.com/team-slug`, and no user that login or address, so nobody can tell whether the owners agree. Add the annotation to the group or user, or an entry to `owners.aliases`.",
        Bad = "# CODEOWNERS\n* @acme/pay-squad",
        Good = "# .github/automation.yml\nowners:\n  aliases:\n    '@acme/pay-squad': group:default/payments",
        Source = Origin,
    };

    public static readonly Rule Captured = new("owners/captured", Severity.Info, Responsible.ApplicationTeam, "Know that a line of CODEOWNERS takes the descriptor from its component's owners.")
    {
        Why = "The component's owners agree, but a line for other purposes, such as `*.yaml @acme/platform`, decides who reviews the descriptor itself: a change of `spec.owner` is reviewed by people who do not own the component.",
        Bad = "/services/cart/ @acme/ordering\n*.yaml @acme/platform",
        Good = "*.yaml @acme/platform\n/services/cart/ @acme/ordering",
        Source = Origin,
    };

    public static readonly Rule NotFirst = new("owners/not-first", Severity.Info, Responsible.ApplicationTeam, "Put the owner that the catalog names first in CODEOWNERS.")
    {
        Why = "Backstage's CodeOwnersProcessor takes the first owner of a line and no other. Said only where `owners.first-only` is on.",
        Bad = "* @acme/platform @acme/payments",
        Good = "* @acme/payments @acme/platform",
        Source = "backstage/backstage#19460",
    };

    public static IReadOnlyList<Rule> All { get; } = [Disagree, Unowned, KindsDiffer, Unmappable, Captured, NotFirst];
}
