using Automation.Core;
using Automation.Jobs.Portal.Content;
using CsCheck;

namespace Automation.Jobs.Tests.Portal;

/// <summary>For a reader who cannot read its repository, an entity does not exist.</summary>
public sealed class PortalAccessTests
{
    [Fact]
    public async Task Nothing_of_an_unreadable_repository_is_in_any_file()
    {
        using var world = new PortalWorld()
            .With("open", PortalWorld.Team("team-a"), PortalWorld.Component("shop", "team-a", "  dependsOn: ['component:canary-vault']\n"))
            .With(
                "canary-repo",
                PortalWorld.Component("canary-vault", "team-a", "  dependsOn: ['component:shop']\n  system: canary-system\n"),
                PortalWorld.Entity("System", "canary-system", "  owner: canary-owners\n"),
                PortalWorld.Component("canary-broken", "canary-ghosts"))
            .WithFile("canary-repo/README.md", "# Canary\n").WithFile("canary-repo/docs/canary-page.md", "# Canary\n")
            .WithFile("open/README.md", "# Shop\n");
        var everything = world.Read();

        var reader = everything.For(PortalWorld.Readable("open"));
        var files = await PortalWorld.Files(reader);

        files.Keys.ShouldAllBe(a => !a.Contains("canary", StringComparison.Ordinal));
        files.ShouldAllBe(f => !f.Value.Contains("canary", StringComparison.OrdinalIgnoreCase));
        files["catalog/default/component/shop/"].ShouldContain("Relations <span class=\"count\">1</span>");
        files.Keys.Where(a => a.StartsWith("docs/", StringComparison.Ordinal)).ShouldBe(["docs/default/component/shop/"]);
        var all = await PortalWorld.Files(everything);
        all.Keys.ShouldContain("catalog/default/component/canary-vault/");
        all.Keys.ShouldContain("docs/default/component/canary-vault/canary-page/");
    }

    [Fact]
    public async Task A_finding_that_names_an_unreadable_repository_keeps_only_what_to_do()
    {
        using var world = new PortalWorld()
            .With("open", PortalWorld.Team("team-a"), PortalWorld.Component("shop", "team-a"))
            .With("canary-repo", PortalWorld.Component("shop", "team-a"));

        var everything = await PortalWorld.Files(world.Read());
        var files = await PortalWorld.Files(world.Read().For(PortalWorld.Readable("open")));

        everything["catalog/default/component/shop/"].ShouldContain("canary-repo");
        files["catalog/default/component/shop/"].ShouldNotContain("canary");
        files["catalog/default/component/shop/"].ShouldContain("name a repository that you cannot read");
    }

    [Fact]
    public void A_relation_to_an_entity_that_does_not_exist_stays_and_one_to_a_hidden_entity_goes()
    {
        using var world = new PortalWorld()
            .With("open", PortalWorld.Component("shop", "ghosts", "  dependsOn: ['component:hidden', 'component:never']\n"))
            .With("closed", PortalWorld.Component("hidden", "ghosts"));

        var shop = world.Read().For(PortalWorld.Readable("open")).Find(new EntityRef("component", "default", "shop"))!;

        shop.Relations.Select(r => (r.Target.Name, r.Exists)).ShouldBe([("never", false), ("ghosts", false)], ignoreOrder: true);
    }

    [Fact]
    public void A_source_whose_repository_is_not_known_is_hidden_from_a_reader()
    {
        using var world = new PortalWorld().With("open", PortalWorld.Team("team-a"));

        world.Read().For(new ReadableRepositories.Only([], [])).Entities.ShouldBeEmpty();
        world.Read().For(new ReadableRepositories.Only([], ["open"])).Entities.Count.ShouldBe(1);
    }

    [Fact]
    public void Any_graph_seen_by_any_reader_has_only_readable_ends_and_counts()
    {
        var edges = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5]).Array[0, 12];
        Gen.Select(edges, Gen.Bool.Array[6]).Sample(
            (pairs, isReadable) =>
            {
                using var world = new PortalWorld();
                for (var i = 0; i < 6; i++)
                {
                    var uses = pairs.Where(p => p.Item1 == i).Select(p => $"'component:{Name(p.Item2)}'").Distinct().ToList();
                    world.With(Name(i), PortalWorld.Component(Name(i), "ghosts", uses.Count == 0 ? "" : $"  dependsOn: [{string.Join(", ", uses)}]\n"));
                }

                var seen = world.Read().For(PortalWorld.Readable([.. Enumerable.Range(0, 6).Where(i => isReadable[i]).Select(Name)]));

                var hidden = Enumerable.Range(0, 6).Where(i => !isReadable[i]).Select(Name).ToHashSet();
                seen.Entities.Count.ShouldBe(isReadable.Count(r => r));
                seen.Entities.SelectMany(e => e.Relations).ShouldAllBe(r => !hidden.Contains(r.Target.Name));
                seen.Findings.ShouldAllBe(f => !hidden.Contains(f.Source.Name) && (f.Message == null || !hidden.Any(h => f.Message.Contains(h))));
            },
            iter: 20);
    }

    private static string Name(int number) => $"canary{(char)('a' + number)}";
}
