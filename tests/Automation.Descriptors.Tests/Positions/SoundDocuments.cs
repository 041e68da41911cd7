namespace Automation.Descriptors.Tests.Positions;

/// <summary>One document of each kind that Backstage accepts, with every field that is checked.</summary>
internal static class SoundDocuments
{
    private const string Metadata = """
          namespace: shop
          title: A title
          description: What it is
          uid: 1f0e
          etag: e7ag
          labels:
            tier: gold
          annotations:
            example.com/note: text
          tags:
            - java
          links:
            - url: https://example.com/home
              title: Home
              icon: web
              type: site
        spec:

        """;

    public static SoundDocument AComponent { get; } = Of("Component", """
          type: service
          lifecycle: production
          owner: payments
          system: checkout
          subcomponentOf: storefront
          providesApis:
            - orders-api
          consumesApis:
            - stock-api
          dependsOn:
            - resource:orders-db
          dependencyOf:
            - component:web

        """);

    public static SoundDocument AnApi { get; } = Of("API", """
          type: openapi
          lifecycle: production
          owner: payments
          system: checkout
          definition:
            $text: ./openapi.yaml

        """);

    public static SoundDocument AResource { get; } = Of("Resource", """
          type: database
          owner: payments
          system: checkout
          dependsOn:
            - resource:disk
          dependencyOf:
            - component:orders

        """);

    public static SoundDocument ASystem { get; } = Of("System", """
          owner: payments
          domain: commerce
          type: product

        """);

    public static SoundDocument ADomain { get; } = Of("Domain", """
          owner: payments
          subdomainOf: business
          type: area

        """);

    public static SoundDocument AGroup { get; } = Of("Group", """
          type: team
          parent: engineering
          children:
            - payments-web
          members:
            - ann
          profile:
            displayName: Payments
            email: payments@example.com
            picture: https://example.com/payments.png

        """);

    public static SoundDocument AUser { get; } = Of("User", """
          memberOf:
            - payments
          profile:
            displayName: Ann
            email: ann@example.com
            picture: https://example.com/ann.png

        """);

    public static SoundDocument ALocation { get; } = Of("Location", """
          type: url
          target: ./one.yaml
          targets:
            - ./two.yaml
          presence: optional

        """);

    public static SoundDocument ATemplate { get; } = Of("Template", """
          type: service
          owner: payments
          lifecycle: production
          parameters:
            - title: Name
              backstage:permissions:
                tags:
                  - forms
          steps:
            - id: fetch
              name: Fetch
              action: fetch:template
              if: true
              input:
                url: ./skeleton
          output:
            links:
              - url: https://example.com
                title: Open
                icon: web
                entityRef: component:x
                if: true
            text:
              - title: Note
                icon: note
                content: Done
          presentation:
            buttonLabels:
              backButtonText: Back
          secrets:
            schema:
              type: object
          formDecorators:
            - id: decorate
              input:
                a: 1
          EXPERIMENTAL_recovery:
            EXPERIMENTAL_strategy: none

        """);

    public static IReadOnlyList<SoundDocument> All { get; } = [AComponent, AnApi, AResource, ASystem, ADomain, AGroup, AUser, ALocation, ATemplate];

    private static SoundDocument Of(string kind, string spec)
    {
        var version = kind == "Template" ? "scaffolder.backstage.io/v1beta3" : "backstage.io/v1alpha1";
        return new SoundDocument(kind, $"apiVersion: {version}\nkind: {kind}\nmetadata:\n  name: orders\n{Metadata}{spec}");
    }
}
