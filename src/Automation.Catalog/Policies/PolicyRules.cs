using Automation.Core.Findings;

namespace Automation.Catalog.Policies;

/// <summary>The rules that an organisation's configuration brings to life. Without configuration none of them finds anything.</summary>
public static class PolicyRules
{
    internal static readonly Rule Annotation = Policy("policy/required-annotation", "Give the entity the annotations your organisation requires.",
        "Plugins and processes find what belongs to an entity by its annotations: without the key nobody is paged and no dashboard is shown. `required` in the configuration names the keys, by kind and type; a blank value counts as none.",
        "required:\n  - kind: Component\n    type: service\n    annotations: [pagerduty.com/service-id]",
        "metadata:\n  name: orders",
        "metadata:\n  name: orders\n  annotations:\n    pagerduty.com/service-id: P0RD3R5");

    internal static readonly Rule Label = Policy("policy/required-label", "Give the entity the labels your organisation requires.",
        "Labels are what the catalog is filtered and counted by. `required` in the configuration names the keys, by kind and type; a blank value counts as none.",
        "required:\n  - kind: Component\n    labels: [acme.example/tier]",
        "metadata:\n  name: orders",
        "metadata:\n  name: orders\n  labels:\n    acme.example/tier: \"1\"");

    internal static readonly Rule Tag = Policy("policy/required-tag", "Give the entity the tags your organisation requires.",
        "`required` in the configuration names tags that every entity of a kind, or of a kind and type, must have; all of them.",
        "required:\n  - kind: API\n    tags: [internal]",
        "metadata:\n  name: orders-api",
        "metadata:\n  name: orders-api\n  tags:\n    - internal");

    internal static readonly Rule Kind = Policy("policy/kind", "Use only the kinds that repositories may bring.",
        "Some kinds are kept in one place: groups and users often come from a directory, systems and domains from an architecture repository. `allowed.kinds` in the configuration lists the ones that descriptors may have.",
        "allowed:\n  kinds: [Component, API, Resource, Location]",
        "kind: Group",
        "kind: Component");

    internal static readonly Rule Type = Policy("policy/type", "Use a type that your organisation knows.",
        "`spec.type` is free text for Backstage, so that `service`, `Service` and `microservice` end up as three types in every filter. `allowed.types` in the configuration lists the ones in use, by kind.",
        "allowed:\n  types:\n    Component: [service, website, library]",
        "kind: Component\nspec:\n  type: microservice",
        "kind: Component\nspec:\n  type: service");

    internal static readonly Rule Lifecycle = Policy("policy/lifecycle", "Use a lifecycle that your organisation knows.",
        "`spec.lifecycle` is free text for Backstage, so that `prod` and `production` end up as two stages. `allowed.lifecycles` in the configuration lists the ones in use, for every kind that has a lifecycle.",
        "allowed:\n  lifecycles: [experimental, production, deprecated]",
        "spec:\n  lifecycle: prod",
        "spec:\n  lifecycle: production");

    internal static readonly Rule Name = Policy("policy/name", "Name the entity as your organisation names its kind.",
        "`names` in the configuration gives each kind a pattern, and the whole of `metadata.name` has to match it. The name is part of the entity's ref: change it before others refer to it.",
        "names:\n  Component: '[a-z][a-z0-9-]{2,40}'",
        "kind: Component\nmetadata:\n  name: OrderService",
        "kind: Component\nmetadata:\n  name: order-service");

    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Annotation, Label, Tag, Kind, Type, Lifecycle, Name];

    private static Rule Policy(string id, string title, string why, string configuration, string bad, string good) =>
        new(id, Severity.Error, Responsible.ApplicationTeam, title)
        {
            Why = $"{why} With this configuration, for example:\n\n```yaml\n{configuration}\n```",
            Bad = bad,
            Good = good,
            Source = "your organisation's configuration; Backstage accepts the document either way",
        };
}
