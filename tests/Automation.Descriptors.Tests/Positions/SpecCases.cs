using static Automation.Descriptors.Tests.Positions.SoundDocuments;

namespace Automation.Descriptors.Tests.Positions;

/// <summary>Mistakes in the <c>spec</c> of each kind.</summary>
internal static class SpecCases
{
    private const string Type = "catalog/field-type";
    private const string Null = "catalog/field-null";
    private const string Empty = "catalog/field-empty";
    private const string Missing = "catalog/field-missing";
    private const string Reference = "catalog/reference-format";

    public static IEnumerable<RejectionCase> All =>
    [
        AComponent.With("spec:\n  type: service\n", "spec: #!\n", Missing, "/spec/type", "a component without a type"),
        AComponent.With(
            "spec:\n  type: service\n  lifecycle: production\n",
            "spec: #!\n  type: service\n",
            Missing,
            "/spec/lifecycle",
            "a component without a lifecycle"),
        AComponent.With("lifecycle: production", "livecycle: production #!", Missing, "/spec/lifecycle"),
        AComponent.With("owner: payments", "owner: 17 #!", Type, "/spec/owner"),
        AComponent.With("owner: payments", "owner: #!\n    - payments", Type, "/spec/owner"),
        AComponent.With("owner: payments", "owner: #!", Null, "/spec/owner"),
        AComponent.With("owner: payments", "owner: '' #!", Empty, "/spec/owner"),
        AComponent.With("owner: payments", "owner: {{ owner }} #!", Type, "/spec/owner"),
        AComponent.With("owner: payments", "owner:\n    17 #!", Type, "/spec/owner"),
        AComponent.With("type: service", "type: true #!", Type, "/spec/type"),
        AComponent.With("system: checkout", "system: #!", Null, "/spec/system"),
        AComponent.With("system: checkout", "system: [checkout] #!", Type, "/spec/system"),
        AComponent.With("subcomponentOf: storefront", "subcomponentOf: '' #!", Empty, "/spec/subcomponentOf"),
        AComponent.With("providesApis:\n    - orders-api", "providesApis: orders-api #!", Type, "/spec/providesApis"),
        AComponent.With("- orders-api", "- orders-api\n    - 2 #!", Type, "/spec/providesApis/1"),
        AComponent.With("- stock-api", "- name: stock-api #!", Type, "/spec/consumesApis/0"),
        AComponent.With("consumesApis:\n    - stock-api", "consumesApis: #!", Null, "/spec/consumesApis"),
        AComponent.With("dependsOn:\n    - resource:orders-db", "dependsOn: orders-db #!", Type, "/spec/dependsOn"),
        AComponent.With("- resource:orders-db", "- orders-db #!", "catalog/reference-kind-missing", "/spec/dependsOn/0"),
        AComponent.With("- resource:orders-db", "- resource:orders-db\n    - '' #!", Empty, "/spec/dependsOn/1"),
        AComponent.With("- component:web", "- component:web\n    - web #!", "catalog/reference-kind-missing", "/spec/dependencyOf/1"),
        AComponent.With("- component:web", "- [component:web] #!", Reference, "/spec/dependencyOf/0"),
        AComponent.With("- component:web", "- 17 #!", Reference, "/spec/dependencyOf/0"),
        AComponent.With("- component:web", "- name: web #!\n      namespace: shop", "catalog/reference-kind-missing", "/spec/dependencyOf/0"),
        AComponent.With("owner: payments", "owner: group:/payments #!", Reference, "/spec/owner"),
        AComponent.With("owner: payments", "owner: https://example.com/teams/payments #!", Reference, "/spec/owner"),
        AComponent.With("system: checkout", "system: 'checkout/' #!", Reference, "/spec/system"),
        AComponent.With("- orders-api", "- /orders-api #!", Reference, "/spec/providesApis/0"),

        AnApi.With("definition:\n    $text: ./openapi.yaml", "definition: #!\n    openapi: 3.0.0", Type, "/spec/definition"),
        AnApi.With("  definition:\n    $text: ./openapi.yaml\n", "", Missing, "/spec/definition", "an API without a definition", mark: "spec:"),
        AnApi.With("definition:\n    $text: ./openapi.yaml", "definition: #!\n    $openapi: ./openapi.yaml", Type, "/spec/definition"),
        AnApi.With("definition:\n    $text: ./openapi.yaml", "definition: #!\n    $text: ./openapi.yaml\n    version: 3", Type, "/spec/definition"),
        AnApi.With("$text: ./openapi.yaml", "$text: | #!\n      openapi: 3.0.0\n      paths: {}", "catalog/placeholder-value", "/spec/definition/$text"),
        AnApi.With("$text: ./openapi.yaml", "$text: 17 #!", "catalog/placeholder-value", "/spec/definition/$text"),
        AnApi.With("$text: ./openapi.yaml", "$text: https:// #!", "catalog/placeholder-value", "/spec/definition/$text"),
        AnApi.With(
            "$text: ./openapi.yaml",
            "$text: https://github.com/other/repository/blob/main/openapi.yaml #!",
            "catalog/placeholder-other-repository",
            "/spec/definition/$text"),
        AnApi.With(
            "$text: ./openapi.yaml",
            "$text: ../../../../other/repository/blob/main/openapi.yaml #!",
            "catalog/placeholder-other-repository",
            "/spec/definition/$text"),

        AResource.With("type: database", "type: #!", Null, "/spec/type"),
        AResource.With("- resource:disk", "- :disk #!", Reference, "/spec/dependsOn/0"),
        ASystem.With("domain: commerce", "domain: 5 #!", Type, "/spec/domain"),
        ASystem.With("owner: payments\n  domain", "domain", Missing, "/spec/owner", "a system without an owner", mark: "spec:"),
        ADomain.With("subdomainOf: business", "subdomainOf: [business] #!", Type, "/spec/subdomainOf"),
        AGroup.With("  children:\n    - payments-web\n", "", Missing, "/spec/children", "a group without children", mark: "spec:"),
        AGroup.With("children:\n    - payments-web", "children: payments-web #!", Type, "/spec/children"),
        AGroup.With("parent: engineering", "parent: #!", Null, "/spec/parent"),
        AGroup.With("- ann", "- ann\n    - #!\n", Null, "/spec/members/1"),
        AGroup.With("email: payments@example.com", "email: '' #!", Empty, "/spec/profile/email"),
        AGroup.With("displayName: Payments", "displayName: 1 #!", Type, "/spec/profile/displayName"),
        AUser.With("memberOf:\n    - payments", "memberOf: #!", Null, "/spec/memberOf"),
        AUser.With("memberOf:\n    - payments\n  profile:", "profile:", Missing, "/spec/memberOf", "a user without memberOf", mark: "spec:"),
        AUser.With("- payments", "- payments/ #!", Reference, "/spec/memberOf/0"),
        AUser.With("picture: https://example.com/ann.png", "picture: [] #!", Type, "/spec/profile/picture"),
        ALocation.With("type: url", "type: file #!", "catalog/location-type", "/spec/type"),
        ALocation.With("target: ./one.yaml", "target: #!", Null, "/spec/target"),
        ALocation.With("target: ./one.yaml", "target: https:// #!", "catalog/location-target", "/spec/target"),
        ALocation.With("- ./two.yaml", "- ./two.yaml\n    - https://[::1 #!", "catalog/location-target", "/spec/targets/1"),
        ALocation.With("targets:\n    - ./two.yaml", "targets: ./two.yaml #!", Type, "/spec/targets"),
        ALocation.With("presence: optional", "presence: maybe #!", "catalog/value-not-allowed", "/spec/presence"),
        ATemplate.With("action: fetch:template", "uses: fetch:template", Missing, "/spec/steps/0/action", "a step without an action", mark: "    - id: fetch"),
        ATemplate.With("action: fetch:template", "action: 1 #!", Type, "/spec/steps/0/action"),
        ATemplate.With("if: true\n      input", "if: 1 #!\n      input", Type, "/spec/steps/0/if", "a step with a number as condition"),
        ATemplate.With("input:\n        url: ./skeleton", "input: ./skeleton #!", Type, "/spec/steps/0/input"),
        ATemplate.With("- title: Name", "- #!\n    - title: Name", Null, "/spec/parameters/0"),
        ATemplate.With("tags:\n          - forms", "tags: forms #!", Type, "/spec/parameters/0/backstage:permissions/tags"),
        ATemplate.With("title: Open", "title: '' #!", Empty, "/spec/output/links/0/title"),
        ATemplate.With("content: Done", "content: 1 #!", Type, "/spec/output/text/0/content"),
        ATemplate.With("backButtonText: Back", "backButtonText: 1 #!", Type, "/spec/presentation/buttonLabels/backButtonText"),
        ATemplate.With("schema:\n      type: object", "schema: object #!", Type, "/spec/secrets/schema"),
        ATemplate.With("EXPERIMENTAL_strategy: none", "EXPERIMENTAL_strategy: 0 #!", Type, "/spec/EXPERIMENTAL_recovery/EXPERIMENTAL_strategy"),
    ];
}
