using Automation.Core.Findings;

namespace Automation.Descriptors.Policies;

/// <summary>The rules that an organisation's configuration enables. Without configuration, none of them finds anything.</summary>
public static class PolicyRules
{
    internal static readonly Rule Annotation = Policy("policy/required-annotation", "Add the annotations that your organisation requires.") with
    {
        Detects = "An entity without an annotation that `required` in the configuration lists for its kind and type. A blank value counts as missing.",
        Why = "Plugins and processes find the resources of an entity by its annotations: without them, no one is paged and no dashboard appears.",
        Bad = "# .github/automation.yml\nrequired:\n  - kind: Component\n    type: service\n    annotations: [pagerduty.com/service-id]\n\n# "
            + "catalog-info.yaml\nmetadata:\n  name: orders",
        Good = "# catalog-info.yaml\nmetadata:\n  name: orders\n  annotations:\n    pagerduty.com/service-id: P0RD3R5",
    };

    internal static readonly Rule Label = Policy("policy/required-label", "Add the labels that your organisation requires.") with
    {
        Detects = "An entity without a label that `required` in the configuration lists for its kind and type. A blank value counts as missing.",
        Why = "Filters and reports of the catalog use labels and do not see the entity without them.",
        Bad = "# .github/automation.yml\nrequired:\n  - kind: Component\n    labels: [acme.example/tier]\n\n# catalog-info.yaml\nmetadata:\n  "
            + "name: orders",
        Good = "# catalog-info.yaml\nmetadata:\n  name: orders\n  labels:\n    acme.example/tier: \"1\"",
    };

    internal static readonly Rule Tag = Policy("policy/required-tag", "Add the tags that your organisation requires.") with
    {
        Detects = "An entity without a tag that `required` in the configuration lists for its kind and type.",
        Why = "Filters and reports of the catalog use tags and do not see the entity without them.",
        Bad = "# .github/automation.yml\nrequired:\n  - kind: API\n    tags: [internal]\n\n# catalog-info.yaml\nmetadata:\n  name: orders-api",
        Good = "# catalog-info.yaml\nmetadata:\n  name: orders-api\n  tags:\n    - internal",
    };

    internal static readonly Rule Kind = Policy("policy/kind", "Use only kinds that the configuration allows.") with
    {
        Detects = "An entity of a kind that `allowed.kinds` in the configuration does not list.",
        Why = "Some kinds are maintained in one place: groups and users often come from a directory, systems and domains from an architecture "
            + "repository.",
        FixDetails = "Define the entity where its kind is maintained.",
        Bad = "# .github/automation.yml\nallowed:\n  kinds: [Component, API, Resource, Location]\n\n# catalog-info.yaml\nkind: Group",
        Good = "# catalog-info.yaml\nkind: Component",
    };

    internal static readonly Rule Type = Policy("policy/type", "Use a type that the configuration allows.") with
    {
        Detects = "A `spec.type` that `allowed.types` in the configuration does not list for the kind.",
        Why = "Backstage accepts any text, so `service`, `Service` and `microservice` become three types in every filter.",
        Bad = "# .github/automation.yml\nallowed:\n  types:\n    Component: [service, website, library]\n\n# catalog-info.yaml\nkind: "
            + "Component\nspec:\n  type: microservice",
        Good = "# catalog-info.yaml\nkind: Component\nspec:\n  type: service",
    };

    internal static readonly Rule Lifecycle = Policy("policy/lifecycle", "Use a lifecycle that the configuration allows.") with
    {
        Detects = "A `spec.lifecycle` that `allowed.lifecycles` in the configuration does not list.",
        Why = "Backstage accepts any text, so `prod` and `production` become two lifecycles in every filter.",
        Bad = "# .github/automation.yml\nallowed:\n  lifecycles: [experimental, production, deprecated]\n\n# catalog-info.yaml\nspec:\n  "
            + "lifecycle: prod",
        Good = "# catalog-info.yaml\nspec:\n  lifecycle: production",
    };

    internal static readonly Rule Name = Policy("policy/name", "Use a name that the configuration allows.") with
    {
        Detects = "A `metadata.name` that the pattern of its kind under `names` in the configuration does not match as a whole.",
        Why = "People and programs rely on your naming convention to find entities.",
        FixDetails = "The name is part of the entity's reference: change it before other entities refer to it.",
        Bad = "# .github/automation.yml\nnames:\n  Component: '[a-z][a-z0-9-]{2,40}'\n\n# catalog-info.yaml\nkind: Component\nmetadata:\n  name: "
            + "OrderService",
        Good = "# catalog-info.yaml\nkind: Component\nmetadata:\n  name: order-service",
    };

    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Annotation, Label, Tag, Kind, Type, Lifecycle, Name];

    private static Rule Policy(string id, string title) =>
        new(id, Severity.Error, Responsible.ApplicationTeam, title) { Sources = [RuleSource.Guide("Configuration", "configuration.md")] };
}
