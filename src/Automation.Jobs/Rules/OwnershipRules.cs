using Automation.Core.Findings;

namespace Automation.Jobs.Rules;

/// <summary>The rules about owners in the catalog and owners in CODEOWNERS (specs, codeowners §6).</summary>
internal static class OwnershipRules
{
    /// <summary>The group of these rules and of those about CODEOWNERS itself.</summary>
    public const string Room = "owners";

    public static readonly Rule Disagree = new(
        "owners/disagree", Severity.Error, Responsible.ApplicationTeam, "Use the same owner in the catalog and in CODEOWNERS.")
    {
        Detects = "An entity whose `spec.owner` differs from the owners in CODEOWNERS. The line that decides for the descriptor is compared. If most "
            + "other files of the component have different owners, as with a line such as `*.yaml @acme/platform`, their owners are compared instead. "
            + "The finding is an error if both owners are known by an annotation, an alias, an address or GitHub, and a warning if only their "
            + "names differ.",
        Why = "Backstage shows `spec.owner` and pages that group; GitHub asks the owners in CODEOWNERS for review. If they differ, one of the two "
            + "asks the wrong people.",
        FixDetails = "Apply one of the suggestions, or map an owner to its group in `owners.aliases`. One finding covers all entities of a file with the "
            + "same owner.",
        Bad = "# CODEOWNERS\n* @acme/fulfilment\n\n# catalog-info.yaml\nspec:\n  owner: customer-care",
        Good = "# CODEOWNERS\n* @acme/customer-care\n\n# catalog-info.yaml\nspec:\n  owner: customer-care",
        Sources =
        [
            RuleSource.Guide("Owners in the catalog", "owners.md#owners-in-the-catalog"),
            RuleSource.BackstageIssue(29993),
            RuleSource.BackstageIssue(19460),
        ],
    };

    public static readonly Rule Unowned = new("owners/unowned", Severity.Warning, Responsible.ApplicationTeam, "Add an owner in CODEOWNERS.")
    {
        Detects = "An entity with an owner in the catalog whose descriptor has no owner in CODEOWNERS: no line matches it, or the line that does has "
            + "no owners.",
        Why = "GitHub requests no review when the component changes.",
        FixDetails = "If the component intentionally has no owner, list the descriptor in `owners.allow-unowned`.",
        Bad = "# CODEOWNERS\n/services/ @acme/ordering\n\n# packages/icons/catalog-info.yaml\nspec:\n  owner: storefront",
        Good = "# CODEOWNERS\n/services/ @acme/ordering\n/packages/icons/ @acme/storefront",
        Sources = [RuleSource.Guide("Owners in the catalog", "owners.md#owners-in-the-catalog"), RuleSource.BackstageIssue(29993)],
    };

    public static readonly Rule KindsDiffer = new(
        "owners/kinds-differ", Severity.Warning, Responsible.ApplicationTeam, "Use a group in both places, or a user in both.")
    {
        Detects = "A group in the catalog and only people in CODEOWNERS, or the reverse, without a known membership. Memberships come from "
            + "`spec.memberOf` of users and `spec.members` of groups; with `owners.inherit`, members of subgroups count too.",
        Why = "Without a membership, it is not known whether the two are the same owner.",
        FixDetails = "Use the group in CODEOWNERS, or add the membership to the catalog.",
        Bad = "# CODEOWNERS\n/docs/ @aiko-mori\n\n# docs/catalog-info.yaml\nspec:\n  owner: ordering",
        Good = "# org.yaml\nkind: User\nmetadata:\n  name: aiko-mori\nspec:\n  memberOf: [ordering]",
        Sources = [RuleSource.Guide("Owners in the catalog", "owners.md#owners-in-the-catalog")],
    };

    public static readonly Rule Unmappable = new(
        "owners/unmappable", Severity.Warning, Responsible.PlatformTeam, "Add the annotation or alias that identifies the owner.")
    {
        Detects = "An owner in CODEOWNERS that no group has as its `github.com/team-slug`, and no user as its login or address.",
        Why = "Automation does not know which group or user of the catalog it is, so it cannot compare the owners.",
        FixDetails = "The annotation belongs to the group or user, the alias to `owners.aliases`.",
        Bad = "# CODEOWNERS\n* @acme/pay-squad",
        Good = "# .github/automation.yml\nowners:\n  aliases:\n    '@acme/pay-squad': group:default/payments",
        Sources = [RuleSource.Guide("Configuration, owners", "configuration-reference.md#owners")],
    };

    public static readonly Rule Captured = new(
        "owners/captured", Severity.Info, Responsible.ApplicationTeam, "Move the general line above the component's line.")
    {
        Detects = "A descriptor whose owners come from a general line, such as `*.yaml @acme/platform`, and not from the line of its component.",
        Why = "Changes to `spec.owner` are reviewed by people who do not own the component.",
        FixDetails = "The owners of the component agree with the catalog, so this is only a note.",
        Bad = "/services/cart/ @acme/ordering\n*.yaml @acme/platform",
        Good = "*.yaml @acme/platform\n/services/cart/ @acme/ordering",
        Sources = [RuleSource.Guide("Owners in the catalog", "owners.md#owners-in-the-catalog")],
    };

    public static readonly Rule NotFirst = new(
        "owners/not-first", Severity.Info, Responsible.ApplicationTeam, "In CODEOWNERS, put the owner from the catalog first.")
    {
        Detects = "With `owners.first-only`: a line whose first owner is not the owner in the catalog.",
        Why = "The CodeOwnersProcessor of Backstage uses only the first owner of a line.",
        Bad = "* @acme/platform @acme/payments",
        Good = "* @acme/payments @acme/platform",
        Sources = [RuleSource.BackstageIssue(19460)],
    };

    public static IReadOnlyList<Rule> All { get; } = [Disagree, Unowned, KindsDiffer, Unmappable, Captured, NotFirst];
}
