using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>An entity passes from one repository to another only when somebody confirms that.</summary>
public sealed class TakeoverTests
{
    private const string File = "catalog-info.yaml";
    private static readonly EntityRef Orders = new("component", "default", "orders");
    private static readonly Dictionary<string, string> Repositories = new()
    {
        ["old"] = "github.com/acme/old",
        ["young"] = "github.com/acme/young",
        ["third"] = "github.com/acme/third",
    };

    private readonly BuiltCatalog _catalog = New();

    [Fact]
    public void An_older_repository_that_defines_it_too_waits()
    {
        _catalog.Build([("old", Tree()), ("young", Tree(Component("orders", "payments")))]);

        _catalog.Build([("old", Tree(Component("orders", "intruders"))), ("young", Tree(Component("orders", "payments")))]);

        Definitions().Select(d => (d.Source, d.TakeoverWaits, d.Stale)).ShouldBe([("young", false, null), ("old", true, null)]);
        Owner().ShouldBe("group:default/payments");
        Messages("catalog/takeover-waits").ShouldBe([
            "component:default/orders belongs to young, and old would take it over. If the entity is moving, build once with '--confirm-takeover "
            + "component:default/orders'. If not, remove it from this file, or rename it.",
        ]);
        Messages("reference/defined-twice").Count.ShouldBe(2);
    }

    [Fact]
    public void What_its_repository_changes_meanwhile_counts()
    {
        _catalog.Build([("old", Tree()), ("young", Tree(Component("orders", "payments")))]);
        _catalog.Build([("old", Tree(Component("orders", "intruders"))), ("young", Tree(Component("orders", "payments")))]);

        _catalog.Build([("old", Tree(Component("orders", "intruders"))), ("young", Tree(Component("orders", "billing")))]);

        Owner().ShouldBe("group:default/billing");
        Definitions()[1].TakeoverWaits.ShouldBeTrue();
    }

    [Theory]
    [InlineData("component:default/orders")]
    [InlineData("old")]
    public void Once_confirmed_it_passes(string confirmation)
    {
        (string, FileTree?)[] sources = [("old", Tree(Component("orders", "movers"))), ("young", Tree(Component("orders", "payments")))];
        _catalog.Build([("old", Tree()), sources[1]]);
        _catalog.Build(sources);

        _catalog.ConfirmedTakeovers.Add(confirmation);
        _catalog.Build(sources);

        Owner().ShouldBe("group:default/movers");
        SameAsScratch(sources);
    }

    [Fact]
    public void The_confirmation_of_another_entity_or_source_does_not_count()
    {
        (string, FileTree?)[] sources = [("old", Tree(Component("orders", "movers"))), ("young", Tree(Component("orders", "payments")))];
        _catalog.Build([("old", Tree()), sources[1]]);
        _catalog.ConfirmedTakeovers.UnionWith(["component:default/checkout", "young"]);

        _catalog.Build(sources);

        Owner().ShouldBe("group:default/payments");
    }

    [Fact]
    public void What_its_repository_does_not_define_any_more_stays_stale_where_another_would_take_it_over()
    {
        _catalog.Build([("old", Tree(Component("orders", "payments"))), ("young", Tree(Component("orders", "intruders")))], "c1");

        _catalog.Build([("old", Tree()), ("young", Tree(Component("orders", "intruders")))], "c2");

        var (kept, waiting) = (Definitions()[0], Definitions()[1]);
        kept.Stale.ShouldBe(new Staleness(StaleCause.Takeover, "old no longer defines it, and the takeover by young is not confirmed.", "c2"));
        (waiting.Source, waiting.TakeoverWaits).ShouldBe(("young", true));
        Owner().ShouldBe("group:default/payments");
        _catalog.Reader().Summary.Stale.ShouldBe(1);
        Messages("catalog/takeover-waits").ShouldHaveSingleItem();
        Messages("catalog/stale-entity").ShouldHaveSingleItem();
        Messages("reference/defined-twice").ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_more_is_written_while_it_waits()
    {
        (string, FileTree?)[] sources = [("old", Tree()), ("young", Tree(Component("orders", "intruders")))];
        _catalog.Build([("old", Tree(Component("orders", "payments"))), sources[1]], "c1");
        _catalog.Build(sources, "c2");

        _catalog.Build(sources, "c2");

        _catalog.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void It_passes_once_somebody_confirms_that_it_moved()
    {
        (string, FileTree?)[] sources = [("old", Tree()), ("young", Tree(Component("orders", "movers")))];
        _catalog.Build([("old", Tree(Component("orders", "payments"))), sources[1]]);
        _catalog.Build(sources);

        _catalog.ConfirmedTakeovers.Add(Orders.ToString());
        _catalog.Build(sources);

        SameAsScratch(sources);
    }

    [Fact]
    public void It_is_as_before_when_its_repository_defines_it_again()
    {
        (string, FileTree?)[] sources = [("old", Tree(Component("orders", "payments"))), ("young", Tree(Component("orders", "intruders")))];
        _catalog.Build(sources);
        _catalog.Build([("old", Tree()), sources[1]]);

        _catalog.Build(sources);

        SameAsScratch(sources);
    }

    [Fact]
    public void It_goes_when_the_other_repository_gives_it_up_as_well()
    {
        _catalog.Build([("old", Tree(Component("orders", "payments"))), ("young", Tree(Component("orders", "intruders")))]);
        _catalog.Build([("old", Tree()), ("young", Tree(Component("orders", "intruders")))]);

        (string, FileTree?)[] neither = [("old", Tree()), ("young", Tree())];
        _catalog.Build(neither);

        _catalog.Reader().Find(Orders).ShouldBeNull();
        SameAsScratch(neither);
    }

    [Fact]
    public void It_stays_held_after_its_repository_has_left_the_catalog()
    {
        (string, FileTree?)[] rest = [("young", Tree(Component("orders", "intruders")))];
        _catalog.Build([("old", Tree(Component("orders", "payments"))), rest[0]]);
        _catalog.Build(rest);
        _catalog.Build([("young", Tree(Component("orders", "others")))]);

        Owner().ShouldBe("group:default/payments");
        Definitions().Select(d => (d.Source, d.TakeoverWaits)).ShouldBe([("old", false), ("young", true)]);

        _catalog.ConfirmedTakeovers.Add("young");
        _catalog.Build(rest);
        SameAsScratch(rest);
    }

    [Fact]
    public void A_repository_of_another_name_and_the_same_number_is_the_same()
    {
        _catalog.RepositoryIds["old"] = _catalog.RepositoryIds["third"] = 7;
        _catalog.Build([("old", Tree(Component("orders", "payments")))]);

        _catalog.Build([("third", Tree(Component("orders", "payments")))]);

        Definitions().Select(d => (d.Source, d.Stale)).ShouldBe([("third", null)]);
    }

    [Fact]
    public void A_repository_of_the_same_name_and_another_number_is_another()
    {
        (_catalog.RepositoryIds["old"], _catalog.RepositoryIds["third"]) = (7, 8);
        _catalog.Repositories["third"] = _catalog.Repositories["old"];
        _catalog.Build([("old", Tree(Component("orders", "payments")))]);

        _catalog.Build([("third", Tree(Component("orders", "intruders")))]);

        Owner().ShouldBe("group:default/payments");
    }

    [Fact]
    public void Between_folders_of_no_known_repository_it_passes_at_once()
    {
        var catalog = new BuiltCatalog();
        catalog.Build([("one", Tree(Component("orders", "payments"))), ("two", Tree(Component("orders", "movers")))]);

        catalog.Build([("one", Tree()), ("two", Tree(Component("orders", "movers")))]);

        catalog.Reader().Find(Orders)!.Definitions.ShouldHaveSingleItem().Source.ShouldBe("two");
    }

    [Fact]
    public void As_Backstage_stitches_it_passes_at_once()
    {
        var catalog = new BuiltCatalog { Repositories = Repositories, StitchesAsBackstage = true };
        catalog.Build([("old", Tree(Component("orders", "payments"))), ("young", Tree(Component("orders", "movers")))]);

        catalog.Build([("old", Tree()), ("young", Tree(Component("orders", "movers")))]);

        catalog.Reader().Find(Orders)!.Definitions.ShouldHaveSingleItem().Source.ShouldBe("young");
    }

    [Fact]
    public void Whatever_happens_no_entity_passes_unconfirmed_and_confirming_all_gives_the_catalog_from_scratch()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var catalog = New();
            var trees = Repositories.Keys.ToDictionary(name => name, _ => Tree());
            (string, FileTree?)[] sources = [];
            for (var step = 0; step < 12; step++)
            {
                var holders = catalog.Reader().AllEntries().Where(e => e.Exists).ToDictionary(e => e.Ref, e => e.Definitions[0].Source);
                trees[Repositories.Keys.ElementAt(random.Next(3))] = Tree([
                    .. Enumerable.Range(0, random.Next(4)).Select(_ => Component($"s{random.Next(4)}", $"g{random.Next(3)}")).Distinct(),
                ]);
                sources = [.. trees.Where(_ => random.Next(8) != 0).Select(t => (t.Key, (FileTree?)t.Value))];
                if (sources.Length == 0)
                {
                    continue;
                }

                catalog.Build(sources, $"c{step}");

                foreach (var entry in catalog.Reader().AllEntries().Where(e => e.Exists && holders.ContainsKey(e.Ref)))
                {
                    entry.Definitions[0].Source.ShouldBe(holders[entry.Ref], $"seed {seed}, step {step}, {entry.Ref}");
                }
            }

            catalog.ConfirmedTakeovers.UnionWith(Repositories.Keys);
            catalog.Build(sources, "end");
            var scratch = New();
            scratch.Build(sources, "end");
            StitchTests.Same(catalog.Files, scratch.Files);
        }
    }

    private static BuiltCatalog New() => new() { Repositories = new(Repositories) };

    private static InMemoryTree Tree(params string[] components) => components.Length == 0 ? InMemoryTree.Of() : InMemoryTree.Of((File, Documents(components)));

    private static string Component(string name, string owner) =>
        Descriptions.Component(name).Replace("owner: payments", $"owner: {owner}", StringComparison.Ordinal);

    private IReadOnlyList<Definition> Definitions() => _catalog.Reader().Find(Orders)!.Definitions;

    private string Owner() => _catalog.Reader().Find(Orders)!.Relations.Single(r => r.Named.Type == "ownedBy").Named.Target.ToString();

    private List<string> Messages(string rule) =>
        [.. _catalog.Reader().AllFindings().SelectMany(f => f.Findings).Where(f => f.Rule == rule).Select(f => f.Message)];

    private void SameAsScratch((string, FileTree?)[] sources)
    {
        var scratch = New();
        scratch.Build(sources);
        StitchTests.Same(_catalog.Files, scratch.Files);
    }
}
