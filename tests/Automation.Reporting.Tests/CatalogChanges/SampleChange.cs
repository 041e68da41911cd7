using Automation.Core.Findings;
using Automation.Reporting.Model;

namespace Automation.Reporting.Tests.CatalogChanges;

/// <summary>A change of a catalog with something in every list.</summary>
internal static class SampleChange
{
    public static CatalogEntity Orders { get; } = Entity("component:default/orders", "Orders", "group:default/ordering", "orders", 1);

    public static CatalogEntity OrdersApi { get; } = Entity("api:default/orders-api", "Orders API", "group:default/ordering", "orders", 30);

    public static CatalogEntity Web { get; } = Entity("component:default/shop-web", "Shop", "group:default/storefront", "shop", 1);

    public static CatalogEntity Search { get; } = Entity("component:default/search", "Search", null, "search", 1);

    public static CatalogChange Acme { get; } = new(new CatalogCounts(40, 160, 3, 1), new CatalogCounts(40, 157, 4, 1))
    {
        Added = [Entity("component:default/refunds", "Refunds", "group:default/payments", "payments", 30)],
        Removed = [OrdersApi],
        Changed =
        [
            new EntityEdit(
                Orders,
                [
                    new FieldEdit("/metadata/tags", "old", null),
                    new FieldEdit("/spec/owner", "ordering", "payments"),
                    new FieldEdit("/metadata/description", "", null),
                ],
                7,
                null),
            new EntityEdit(Search, [], 0, new CatalogPlace("shop", "search/catalog-info.yaml", 1)),
        ],
        Relations =
        [
            new RelationEdit(Web, "consumesApi", "api:default/orders-api", RelationEnd.Leads, RelationEnd.Dangles, 18),
            new RelationEdit(Orders, "dependsOn", "resource:default/new-db", RelationEnd.Absent, RelationEnd.Dangles, 20),
            new RelationEdit(Web, "dependsOn", "component:default/refunds", RelationEnd.Dangles, RelationEnd.Leads, 21),
            new RelationEdit(Orders, "providesApi", "api:default/orders-api", RelationEnd.Leads, RelationEnd.Absent, 0),
            new RelationEdit(Orders, "consumesApi", "api:default/stock-api", RelationEnd.Absent, RelationEnd.Leads, 22),
            new RelationEdit(OrdersApi, "partOf", "system:default/order-management", RelationEnd.Leads, RelationEnd.Absent, 0),
        ],
        Owners = [new OwnerEdit(Orders, "group:default/ordering", "group:default/payments"), new OwnerEdit(Search, "group:default/storefront", null)],
        Effects =
        [
            new RemovalEffect(
                OrdersApi,
                [new AffectedEntity(Web, 1, "consumesApi", OrdersApi.Ref), new AffectedEntity(Search, 2, "dependsOn", Web.Ref)],
                IsComplete: false),
        ],
        Acting = [new ActingOwner("group:default/storefront", 1, 1), new ActingOwner(null, 0, 1)],
        Stale =
        [
            new StaleEdit(Entity("resource:default/cache", "Cache", null, "infra", 4), null, "The document is no longer valid."),
            new StaleEdit(Web, "x", null),
        ],
        Winners = [new WinnerEdit(Web, new CatalogPlace("old-shop", "catalog-info.yaml", 1), new CatalogPlace("shop", "catalog-info.yaml", 1))],
        NewFindings =
        [
            new CatalogFinding(
                "reference/unknown-api",
                Severity.Error,
                "component:default/shop-web names api:default/orders-api, which is not in the catalog.",
                new CatalogPlace("shop", "catalog-info.yaml", 18)),
            new CatalogFinding("catalog/source-unreadable", Severity.Error, "infra could not be read: it does not exist.", new CatalogPlace("infra", "", 1)),
        ],
        GoneFindings =
        [
            new CatalogFinding(
                "catalog/stale-entity",
                Severity.Warning,
                "component:default/shop-web is kept in its last valid version.",
                new CatalogPlace("shop", "catalog-info.yaml", 1)),
        ],
        Surroundings = [new RelationLine("component:default/orders", "partOf", "system:default/order-management")],
    };

    /// <summary>A relation that breaks in another repository.</summary>
    public static RelationEdit Broken(string name) =>
        new(
            Entity($"component:default/{name}", name, "group:default/storefront", "shop", 1),
            "consumesApi",
            OrdersApi.Ref,
            RelationEnd.Leads,
            RelationEnd.Dangles,
            18);

    public static CatalogChange Nothing { get; } = new(new CatalogCounts(40, 160, 3, 1), new CatalogCounts(40, 160, 3, 1));

    public const string Hostile =
        "x\"]--><script>alert(1)</script> ```\n%%{init}%% end; click n1 \"javascript:alert(1)\" | @acme/all #1 ##[add-mask]y \u202e\ud800 "
        + "https://evil.example [a](b)\n::error::z";

    public static CatalogChange Evil { get; } = new(new CatalogCounts(1, 1, 1, 1), new CatalogCounts(1, 1, 1, 1))
    {
        Added = [Entity($"component:default/{Hostile}", Hostile, Hostile, Hostile, 1)],
        Removed = [Entity($"api:default/{Hostile}", Hostile, Hostile, Hostile, 1)],
        Changed =
        [
            new EntityEdit(Entity(Hostile, Hostile, Hostile, Hostile, 1), [new FieldEdit(Hostile, Hostile, Hostile)], 0, new CatalogPlace(Hostile, Hostile, 1)),
        ],
        Relations = [new RelationEdit(Entity(Hostile, Hostile, Hostile, Hostile, 1), Hostile, Hostile + "2", RelationEnd.Leads, RelationEnd.Dangles, 1)],
        Owners = [new OwnerEdit(Entity(Hostile, Hostile, Hostile, Hostile, 1), Hostile, Hostile)],
        Effects =
        [
            new RemovalEffect(
                Entity(Hostile, Hostile, Hostile, Hostile, 1),
                [new AffectedEntity(Entity(Hostile, Hostile, Hostile, Hostile, 1), 1, Hostile, Hostile)],
                IsComplete: true),
        ],
        Acting = [new ActingOwner(Hostile, 1, 1)],
        Stale = [new StaleEdit(Entity(Hostile, Hostile, Hostile, Hostile, 1), null, Hostile)],
        Winners = [new WinnerEdit(Entity(Hostile, Hostile, Hostile, Hostile, 1), new CatalogPlace(Hostile, Hostile, 1), new CatalogPlace(Hostile, Hostile, 2))],
        NewFindings = [new CatalogFinding("catalog/x", Severity.Error, Hostile, new CatalogPlace(Hostile, Hostile, 1))],
        Surroundings = [new RelationLine(Hostile, Hostile, Hostile + "3")],
    };

    /// <summary>A change as large as one may become.</summary>
    public static CatalogChange Large(int size)
    {
        var entities = Enumerable.Range(0, size)
            .Select(
                i =>
                    Entity(
                        $"component:default/{new string('n', 60)}-{i}",
                        new string('$', 100),
                        $"group:default/{new string('|', 60)}-{i}",
                        new string('@', 100),
                        i))
            .ToList();
        return new CatalogChange(new CatalogCounts(size, size, size, size), new CatalogCounts(size, size, size, size))
        {
            Added = entities,
            Removed = entities,
            Changed =
            [
                .. entities.Select(
                    e => new EntityEdit(e, [.. Enumerable.Repeat(new FieldEdit("/spec/x", new string('<', 200), new string('&', 200)), 5)], 0, null)),
            ],
            Relations = [.. entities.Select(e => new RelationEdit(e, "dependsOn", e.Ref + "-x", RelationEnd.Leads, RelationEnd.Dangles, 1))],
            Owners = [.. entities.Select(e => new OwnerEdit(e, e.Owner, null))],
            Effects =
            [
                .. entities.Select(
                    e => new RemovalEffect(e, [.. entities.Take(50).Select(d => new AffectedEntity(d, 1, "dependsOn", e.Ref))], IsComplete: true)),
            ],
            Acting = [.. entities.Select(e => new ActingOwner(e.Owner, 1, 1))],
            NewFindings = [.. entities.Select(e => new CatalogFinding("catalog/x", Severity.Error, new string('_', 300), e.Place))],
        };
    }

    private static CatalogEntity Entity(string reference, string title, string? owner, string source, int line) =>
        new(reference, title, owner, new CatalogPlace(source, "catalog-info.yaml", line));
}
