using Automation.Core.Findings;

namespace Automation.Catalog.References;

/// <summary>References that lead to no entity, one rule for each sort of entity that is missing.</summary>
internal static class UnknownRules
{
    public static readonly Rule Owner = Unknown("reference/unknown-owner", "Name an owner that exists.", "an owner",
        "spec:\n  owner: paymnets", "spec:\n  owner: payments");

    public static readonly Rule System = Unknown("reference/unknown-system", "Name a system that exists.", "a system",
        "spec:\n  system: order-managment", "spec:\n  system: order-management");

    public static readonly Rule Domain = Unknown("reference/unknown-domain", "Name a domain that exists.", "a domain",
        "spec:\n  domain: comerce", "spec:\n  domain: commerce");

    public static readonly Rule Component = Unknown("reference/unknown-component", "Name a component that exists.", "a component",
        "spec:\n  subcomponentOf: storefrnt", "spec:\n  subcomponentOf: storefront");

    public static readonly Rule Api = Unknown("reference/unknown-api", "Name APIs that exist.", "an API",
        "spec:\n  consumesApis:\n    - order-event", "spec:\n  consumesApis:\n    - order-events");

    public static readonly Rule Dependency = Unknown("reference/unknown-dependency", "Depend on entities that exist.", "a dependency",
        "spec:\n  dependsOn:\n    - component:orders-db", "spec:\n  dependsOn:\n    - resource:orders-db");

    public static readonly Rule Group = Unknown("reference/unknown-group", "Name groups that exist.", "a group",
        "kind: Group\nspec:\n  parent: tecnology", "kind: Group\nspec:\n  parent: technology");

    public static readonly Rule User = Unknown("reference/unknown-user", "Name users that exist.", "a user",
        "kind: Group\nspec:\n  members: [gracetam]", "kind: Group\nspec:\n  members: [grace-tam]");

    /// <summary>Where the entities of other repositories are not known, a name that is nearly one of this repository's own is worth a second look.</summary>
    public static readonly Rule Misspelt = new("reference/misspelt", Severity.Warning, Responsible.ApplicationTeam, "Check a name that is one letter away from an entity of the same repository.")
    {
        Why = "Without a catalog nobody can say that an entity does not exist: another repository may define it. A name that differs by one letter from an entity of the same repository is probably meant to be that one. "
            + "Pass `--catalog` to have every reference checked.",
        Bad = "spec:\n  owner: paymnts",
        Good = "spec:\n  owner: payments",
        Source = "Automation; Backstage keeps relations to entities that do not exist",
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

    private static Rule Unknown(string id, string title, string what, string bad, string good) => new(id, Severity.Error, Responsible.ApplicationTeam, title)
    {
        Why = $"Backstage keeps a reference to {what} that does not exist, without a word: the relation leads nowhere. "
            + "Checked where the entities of all repositories are available: what they do not hold and the files under check do not define is unknown. "
            + "Without them, only an entity that the change itself removes from the repository is known to be missing.",
        Bad = bad,
        Good = good,
        Source = "Stitcher of plugin-catalog-backend 4.0.0: relations to entities that do not exist are kept",
    };
}
