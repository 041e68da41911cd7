using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Catalog;

/// <summary>An entity that another repository would take over waits for <c>--confirm-takeover</c>.</summary>
public sealed class ConfirmTakeoverTests
{
    private static readonly string[] Sources = ["--sources", "sources.yml"];

    [Fact]
    public void An_entity_moves_to_another_repository_once_that_is_confirmed()
    {
        using var acme = new Acme();
        acme.With("sources.yml", "sources:\n  - directory: shop\n    repository: acme/shop\n  - directory: billing\n    repository: acme/billing\n");
        acme.With("shop/catalog-info.yaml", Acme.Component("orders")).With("billing/catalog-info.yaml", Acme.Component("invoices"));
        acme.Build(Sources).Ends(0);

        acme.With("shop/catalog-info.yaml", Acme.Component("checkout")).With("billing/catalog-info.yaml", Acme.Component("orders"));
        acme.Build(Sources).Ends(0);
        PlaceOf(acme).ShouldBe("shop/catalog-info.yaml:1");
        File.ReadAllText(Path.Combine(acme.Folder, "out", "CATALOG.md")).ShouldContain("build once with `--confirm-takeover component:default/orders`");

        acme.Build([.. Sources, "--confirm-takeover", "Component:default/orders"]).Ends(0);

        PlaceOf(acme).ShouldBe("billing/catalog-info.yaml:1");
        acme.BuildInto("again", Sources).Ends(0);
        acme.Artifact("out").ShouldBe(acme.Artifact("again"));
    }

    private static string PlaceOf(Acme acme) =>
        Run.Automation("catalog", "show", "orders", "--catalog", "out")
            .In(acme.Folder)
            .Go()
            .Ends(0).Output
            .Split('\n')
            .Single(l => l.StartsWith("defined in", StringComparison.Ordinal))
            .Split(' ')[^1];
}
