using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Catalog;

/// <summary>What configuration adds to processing.</summary>
public sealed class ProcessorTests
{
    private const string Processors =
        "processors:\n  owner-from-codeowners: true\n  relations:\n    - annotation: acme.example/runs-on\n      type: runsOn\n      inverse: runs\n      "
        + "kind: Resource\n";

    [Fact]
    public void An_owner_that_is_missing_comes_from_CODEOWNERS_and_that_is_reported()
    {
        using var acme = new Acme()
            .With("orders/catalog-info.yaml", Acme.Component("orders").Replace("  owner: group:default/payments\n", "", StringComparison.Ordinal))
            .With("orders/.github/CODEOWNERS", "* @acme/ordering\n")
            .With("sources.yml", "sources:\n  - directory: orders\n" + Processors);

        acme.Build("--sources", "sources.yml").Ends(0);

        Show(acme, "orders").ShouldContain("group:default/ordering");
        acme.Artifact()
            .Where(f => f.Key.StartsWith("findings", StringComparison.Ordinal))
            .ShouldContain(f => f.Value.Contains("from line 1 of CODEOWNERS", StringComparison.Ordinal));

        acme.With("orders/.github/CODEOWNERS", "* @acme/fulfilment\n").Build("--sources", "sources.yml").Ends(0);

        Show(acme, "orders").ShouldContain("group:default/fulfilment");
    }

    [Fact]
    public void An_annotation_makes_a_relation_both_ways()
    {
        using var acme = new Acme()
            .With(
                "orders/catalog-info.yaml",
                Acme.Component("orders")
                    .Replace("  name: orders\n", "  name: orders\n  annotations:\n    acme.example/runs-on: cluster\n", StringComparison.Ordinal))
            .With(
                "cloud/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata:\n  name: cluster\nspec:\n  type: cluster\n  owner: platform\n")
            .With("sources.yml", "sources:\n  - directory: orders\n  - directory: cloud\n" + Processors);

        acme.Build("--sources", "sources.yml").Ends(0);

        Show(acme, "orders").ShouldContain("runsOn         resource:default/cluster");
        Show(acme, "cluster").ShouldContain("runs           component:default/orders");
    }

    [Fact]
    public void A_relation_of_Backstages_own_cannot_be_made_of_an_annotation()
    {
        using var acme = new Acme().With("orders/catalog-info.yaml", "")
            .With("sources.yml", "sources:\n  - directory: orders\n" + Processors.Replace("runsOn", "ownedBy", StringComparison.Ordinal));

        acme.Build("--sources", "sources.yml").Ends(2).Errors.ShouldContain("is a relation of Backstage");
    }

    private static string Show(Acme acme, string entity) => Run.Automation("catalog", "show", "--catalog", "out", entity).In(acme.Folder).Go().Ends(0).Output;
}
