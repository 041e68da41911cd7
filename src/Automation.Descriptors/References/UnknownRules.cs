using Automation.Core.Findings;

namespace Automation.Descriptors.References;

/// <summary>References to entities that do not exist, one rule for each kind of target.</summary>
public static class UnknownRules
{
    public static readonly Rule Owner = Unknown("reference/unknown-owner", "Use an owner that exists.", "an owner", "`spec.owner`") with
    {
        Bad = "spec:\n  owner: paymnets",
        Good = "spec:\n  owner: payments",
    };

    public static readonly Rule System = Unknown("reference/unknown-system", "Refer to a system that exists.", "a system", "`spec.system`") with
    {
        Bad = "spec:\n  system: order-managment",
        Good = "spec:\n  system: order-management",
    };

    public static readonly Rule Domain = Unknown(
        "reference/unknown-domain", "Refer to a domain that exists.", "a domain", "`spec.domain` or `spec.subdomainOf`") with
    {
        Bad = "spec:\n  domain: comerce",
        Good = "spec:\n  domain: commerce",
    };

    public static readonly Rule Component = Unknown(
        "reference/unknown-component", "Refer to a component that exists.", "a component", "`spec.subcomponentOf`") with
    {
        Bad = "spec:\n  subcomponentOf: storefrnt",
        Good = "spec:\n  subcomponentOf: storefront",
    };

    public static readonly Rule Api = Unknown("reference/unknown-api", "Refer to APIs that exist.", "an API", "`spec.providesApis` or `spec.consumesApis`") with
    {
        Bad = "spec:\n  consumesApis:\n    - order-event",
        Good = "spec:\n  consumesApis:\n    - order-events",
    };

    public static readonly Rule Dependency = Unknown(
        "reference/unknown-dependency", "Depend on entities that exist.", "an entity", "`spec.dependsOn` or `spec.dependencyOf`") with
    {
        Bad = "spec:\n  dependsOn:\n    - component:orders-db",
        Good = "spec:\n  dependsOn:\n    - resource:orders-db",
    };

    public static readonly Rule Group = Unknown(
        "reference/unknown-group", "Refer to groups that exist.", "a group", "`spec.parent`, `spec.children` or `spec.memberOf`") with
    {
        Bad = "kind: Group\nspec:\n  parent: tecnology",
        Good = "kind: Group\nspec:\n  parent: technology",
    };

    public static readonly Rule User = Unknown("reference/unknown-user", "Refer to users that exist.", "a user", "`spec.members`") with
    {
        Bad = "kind: Group\nspec:\n  members: [gracetam]",
        Good = "kind: Group\nspec:\n  members: [grace-tam]",
    };

    /// <summary>If the entities of other repositories are not known, a name similar to one of this repository is reported.</summary>
    public static readonly Rule Misspelt = new(
        "reference/misspelt", Severity.Warning, Responsible.ApplicationTeam, "Check a name that is one letter away from an entity of the same repository.")
    {
        Detects = "Without a catalog: a reference to an entity that the repository does not define, and whose name differs by one letter from one that "
            + "it defines.",
        Why = "The reference is probably misspelt. Without a catalog this is only a warning, because another repository may define the entity.",
        FixDetails = "Correct the name, or pass `--catalog` to check all references.",
        Bad = "spec:\n  owner: paymnts",
        Good = "spec:\n  owner: payments",
        Sources = [RuleSource.Backstage("performStitching.ts", "plugins/catalog-backend/src/database/operations/stitcher/performStitching.ts")],
    };

    public static IReadOnlyList<Rule> All { get; } = [Owner, System, Domain, Component, Api, Dependency, Group, User, Misspelt];

    /// <summary>The rule for a field of the table of references.</summary>
    public static Rule For(string field) => field switch
    {
        "owner" => Owner,
        "system" => System,
        "domain" or "subdomainOf" => Domain,
        "subcomponentOf" => Component,
        "providesApis" or "consumesApis" => Api,
        "dependsOn" or "dependencyOf" => Dependency,
        "members" => User,
        _ => Group,
    };

    private static Rule Unknown(string id, string title, string what, string fields) => new(id, Severity.Error, Responsible.ApplicationTeam, title)
    {
        Detects = $"A reference to {what} that does not exist, in {fields}. With a catalog, an entity does not exist if neither the catalog nor the files "
            + "under check define it. Without one, only entities that the change removes are reported.",
        Why = "Backstage keeps the relation without an error, although its target does not exist.",
        FixDetails = "Correct the name, or define the entity.",
        Sources =
        [
            RuleSource.Backstage("performStitching.ts", "plugins/catalog-backend/src/database/operations/stitcher/performStitching.ts"),
            RuleSource.BackstageDocs("The Life of an Entity", "life-of-an-entity"),
        ],
    };
}
