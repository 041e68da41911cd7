using System.Text.Json;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>Repositories as sources: read from git's objects at a revision.</summary>
public sealed class GitSourceTests : IDisposable
{
    private const string Template =
        "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: go\nspec:\n  type: service\n  steps:\n    - action: fetch:template\n "
        + "     input: {url: ./skeleton}\n";

    private readonly GitSandbox _git = GitSandbox.Create();
    private readonly Acme _acme = new();

    [Fact]
    public void A_revision_is_read_whatever_is_checked_out()
    {
        _git.With("catalog-info.yaml", Acme.Component("first")).Commit();
        _git.Git("tag", "v1");
        _git.With("catalog-info.yaml", Acme.Component("second")).Commit();
        _git.With("catalog-info.yaml", Acme.Component("unsaved"));

        _acme.Build("--source", $"{_git.Path}@v1").Ends(0);
        _acme.Refs().ShouldBe(["component:default/first"]);

        _acme.Build("--source", $"{_git.Path}@HEAD").Ends(0);
        _acme.Refs().ShouldBe(["component:default/second"]);
    }

    [Fact]
    public void A_Template_that_begins_or_ends_to_fetch_a_folder_is_noticed_though_no_descriptor_changed()
    {
        _git.With("go/skeleton/catalog-info.yaml", Acme.Component("changeme")).With("catalog-info.yaml", Acme.Component("templates")).Commit();
        Build("component:default/changeme", "component:default/templates").GetProperty("skeletons").GetInt32().ShouldBe(0);

        _git.With("go/template.yaml", Template).Commit();
        Build("component:default/changeme", "component:default/templates").GetProperty("stale").GetInt32().ShouldBe(1);

        _git.With("go/skeleton/org.yaml", Acme.Component("other")).Commit();
        Build("component:default/changeme", "component:default/templates").GetProperty("skeletons").GetInt32().ShouldBe(2);

        _git.Git("rm", "--quiet", "go/template.yaml");
        _git.Commit();
        Build("component:default/changeme", "component:default/other", "component:default/templates").GetProperty("stale").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void A_descriptor_that_comes_into_a_folder_that_a_Template_fetches_was_never_one()
    {
        _git.With("catalog-info.yaml", Acme.Component("templates")).With("go/template.yaml", Template).Commit();
        Build("component:default/templates");

        _git.With("go/skeleton/catalog-info.yaml", Acme.Component("changeme")).Commit();
        Build("component:default/templates").GetProperty("skeletons").GetInt32().ShouldBe(1);

        _git.With("java/catalog-info.yaml", Acme.Component("${{ values.name }}")).Commit();
        Build("component:default/templates").GetProperty("skeletons").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void A_folder_with_an_at_sign_in_its_name_is_a_folder()
    {
        _acme.With("orders@v1/catalog-info.yaml", Acme.Component("orders")).Build("--source", "orders@v1").Ends(0);

        _acme.Refs().ShouldBe(["component:default/orders"]);
    }

    [Fact]
    public void The_commit_is_recorded_and_a_build_at_the_same_commit_writes_nothing()
    {
        var commit = _git.With("catalog-info.yaml", Acme.Component("orders")).Commit();
        _acme.Build("--source", $"{_git.Path}@main").Ends(0);

        _acme.Artifact().Values.ShouldContain(t => t.Contains($"\"commit\":\"{commit}\"", StringComparison.Ordinal));
        _acme.Build("--source", $"{_git.Path}@main").Ends(0).Json.GetProperty("written").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Links_use_the_repository_of_the_remote()
    {
        _git.With("services/orders/catalog-info.yaml", Acme.Component("orders")).Commit();
        _git.Git("remote", "add", "origin", "git@github.com:acme/shop.git");
        _acme.With("sources.yml", $"sources:\n  - git: {_git.Path}\n    folder: services\n    name: shop\n");

        _acme.Build("--sources", "sources.yml").Ends(0);

        var descriptor = _acme.Artifact().Values
            .First(t => t.StartsWith("apiVersion", StringComparison.Ordinal) && t.Contains("kind: Component", StringComparison.Ordinal));
        descriptor.ShouldContain("url:https://github.com/acme/shop/blob/main/services/orders/catalog-info.yaml");
        descriptor.ShouldContain("github.com/project-slug: acme/shop");
    }

    [Fact]
    public void A_folder_that_is_a_clone_is_the_same_repository_as_its_head()
    {
        _git.With("catalog-info.yaml", Acme.Component("orders").TrimEnd() + "\n---\n" + Location("own", "shop/blob/main/more.yaml"))
            .With("more.yaml", Acme.Component("more"))
            .Commit();
        _git.Git("remote", "add", "origin", "git@github.com:acme/shop.git");

        _acme.Build("--source", _git.Path).Ends(0);
        var asFolder = _acme.Artifact().Values.Where(t => t.StartsWith("apiVersion", StringComparison.Ordinal)).ToList();
        _acme.Artifact()["CATALOG.md"].ShouldNotContain("not a source of the catalog");
        _acme.Build("--source", $"{_git.Path}@HEAD").Ends(0);

        asFolder.ShouldBe(_acme.Artifact().Values.Where(t => t.StartsWith("apiVersion", StringComparison.Ordinal)));
        asFolder.ShouldContain(t => t.Contains("github.com/project-slug: acme/shop", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clone_with_other_repositories_below_it_is_a_folder_of_repositories()
    {
        _git.With("orders/catalog-info.yaml", Acme.Component("orders")).With("orders/.git/HEAD", "ref: refs/heads/main\n").Commit();
        _git.Git("remote", "add", "origin", "git@github.com:acme/shop.git");

        _acme.Build("--source", _git.Path).Ends(0);

        _acme.Artifact().Values.ShouldNotContain(t => t.Contains("acme/shop", StringComparison.Ordinal));
        _acme.Refs().ShouldContain("component:default/orders");
    }

    [Fact]
    public void A_Location_of_another_repository_reaches_what_its_source_takes_in_and_no_further()
    {
        _git.With("services/orders/late.yaml", Acme.Component("late")).With("other/x.yaml", Acme.Component("other"))
            .With("services/catalog-info.yaml", Location("services", "shop/blob/main/services/own.yaml", "shop/blob/main/services/none.yaml"))
            .With("services/own.yaml", Acme.Component("own"))
            .Commit();
        _git.Git("remote", "add", "origin", "git@github.com:acme/shop.git");
        _acme.With(
            "hub/catalog-info.yaml",
            Location("hub", "shop/blob/main/services/orders/late.yaml", "shop/blob/main/other/x.yaml", "gone/blob/main/catalog-info.yaml"))
            .With("sources.yml", $"sources:\n  - git: {_git.Path}\n    folder: services\n    name: shop\n  - directory: hub\n");

        _acme.Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["component:default/own", "location:default/hub", "location:default/services"]);
        var page = _acme.Artifact()["CATALOG.md"];
        page.ShouldContain("`other/x.yaml` of github.com/acme/shop, but the source `shop` has no such descriptor");
        page.ShouldContain("`services/none.yaml` of github.com/acme/shop, but the source `shop` has no such descriptor");
        page.ShouldContain("This Location refers to github.com/acme/gone, which is not a source of the catalog");
        page.ShouldContain("`services/orders/late.yaml` of github.com/acme/shop, but the source `shop` has no such descriptor");
    }

    [Fact]
    public void As_in_Backstage_what_Locations_lead_to_follows_both_repositories_whichever_is_looked_at()
    {
        using var hub = GitSandbox.Create();
        hub.With("catalog-info.yaml", Location("hub", "shop/blob/main/a.yaml")).Commit();
        _git.With("a.yaml", Acme.Component("a")).With("b.yaml", Acme.Component("b")).Commit();
        _acme.With("sources.yml", $"sources:\n  - git: {_git.Path}\n    name: shop\n    repository: acme/shop\n  - git: {hub.Path}\n    name: hub\n");
        _acme.Build("--compat", "backstage", "--sources", "sources.yml").Ends(0);
        _acme.Refs().ShouldBe(["component:default/a", "location:default/hub"]);

        _git.With("a.yaml", Acme.Component("other")).Commit();
        _acme.Build("--compat", "backstage", "--sources", "sources.yml", "--changed", "shop").Ends(0);
        _acme.Refs().ShouldBe(["component:default/other", "location:default/hub"]);

        // At the commit that the source was read at: what came since has not been looked at.
        _git.With("b.yaml", Acme.Component("newer")).Commit();
        hub.With("catalog-info.yaml", Location("hub", "shop/blob/main/b.yaml")).Commit();
        _acme.Build("--compat", "backstage", "--sources", "sources.yml", "--changed", "hub").Ends(0);
        _acme.Refs().ShouldBe(["component:default/b", "location:default/hub"]);

        _acme.Build("--compat", "backstage", "--sources", "sources.yml").Ends(0);
        _acme.Refs().ShouldBe(["component:default/newer", "location:default/hub"]);
        _acme.Build("--compat", "backstage", "--sources", "sources.yml").Ends(0).Json.GetProperty("written").GetInt32().ShouldBe(0);
    }

    private static string Location(string name, params string[] files) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: {name}\nspec:\n  "
        + $"targets:\n{string.Concat(files.Select(f => $"    - https://github.com/acme/{f}\n"))}";

    [Fact]
    public void A_repository_that_has_moved_is_read_again()
    {
        _git.With("catalog-info.yaml", Acme.Component("orders")).Commit();
        _git.Git("remote", "add", "origin", "git@github.com:acme/old.git");
        _acme.Build("--source", $"{_git.Path}@HEAD").Ends(0);

        _git.Git("remote", "set-url", "origin", "git@github.com:acme/new.git");
        _acme.Build("--source", $"{_git.Path}@HEAD").Ends(0);

        _acme.Artifact().Values.ShouldContain(t => t.Contains("https://github.com/acme/new/blob/main", StringComparison.Ordinal));
        _acme.Artifact().Values.ShouldNotContain(t => t.Contains("acme/old", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bare_repository_is_a_source()
    {
        _git.With("catalog-info.yaml", Acme.Component("orders")).Commit();
        using var bare = _git.Clone("--bare", "--depth", "1");

        _acme.Build("--source", $"{bare.Path}@main").Ends(0);

        _acme.Refs().ShouldBe(["component:default/orders"]);
    }

    [Theory]
    [InlineData("plain@HEAD", "it is not a git repository")]
    [InlineData("{0}@gone", "has no 'gone'")]
    [InlineData("{0}@:/message", "is a search or a path")]
    public void What_cannot_be_read_is_reported_and_ends_nothing(string source, string reason)
    {
        _git.With("catalog-info.yaml", Acme.Component("orders")).Commit();
        _acme.With("plain/catalog-info.yaml", Acme.Component("plain")).With("good/catalog-info.yaml", Acme.Component("good"));

        _acme.Build("--source", string.Format(null, source, _git.Path), "--source", "good").Ends(0);

        _acme.Refs().ShouldBe(["component:default/good"]);
        _acme.Artifact().Values
            .ShouldContain(t => t.Contains("catalog/source-unreadable", StringComparison.Ordinal) && t.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("nowhere@HEAD")]
    public void A_source_that_never_was_there_is_wrong_usage(string source)
    {
        _acme.With("good/catalog-info.yaml", Acme.Component("good"));

        _acme.Build("--source", "good", "--source", source).Ends(2).Errors.ShouldContain("There is no folder 'nowhere'");
    }

    [Fact]
    public void A_repository_that_is_gone_keeps_its_entities_until_it_is_back()
    {
        _git.With("catalog-info.yaml", Acme.Component("orders")).Commit();
        _acme.Build("--source", $"{_git.Path}@HEAD").Ends(0);
        var whole = _acme.Artifact();

        Directory.Move(_git.Path, _git.Beside("away"));
        _acme.Build("--source", $"{_git.Path}@HEAD").Ends(0);
        _acme.Refs().ShouldBe(["component:default/orders"]);
        _acme.Artifact().Values.ShouldContain(t => t.Contains("catalog/stale-entity", StringComparison.Ordinal));

        Directory.Move(_git.Beside("away"), _git.Path);
        _acme.Build("--source", $"{_git.Path}@HEAD").Ends(0);
        _acme.Artifact().ShouldBe(whole);
    }

    [Fact]
    public void A_folder_that_the_commit_does_not_have_is_not_taken_for_empty()
    {
        _git.With("a/catalog-info.yaml", Acme.Component("orders")).Commit();
        _acme.With("sources.yml", $"sources:\n  - git: {_git.Path}\n    folder: b\n").Build("--sources", "sources.yml").Ends(0);

        _acme.Artifact().Values.ShouldContain(t => t.Contains("has no folder 'b'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_definition_that_waited_is_read_at_the_commit_that_was_recorded()
    {
        using var other = GitSandbox.Create();
        _git.With("catalog-info.yaml", Acme.Component("orders")).Commit();
        other.With("catalog-info.yaml", Acme.Component("orders", "  subcomponentOf: recorded")).Commit();
        string[] sources = ["--source", $"{_git.Path}@HEAD", "--source", $"{other.Path}@HEAD"];
        _acme.Build(sources).Ends(0);

        other.With("catalog-info.yaml", Acme.Component("orders", "  subcomponentOf: later")).Commit();
        _git.Without("catalog-info.yaml").Commit();
        _acme.Build([.. sources, "--changed", "repository"]).Ends(0);

        _acme.Artifact().Values.ShouldContain(t => t.Contains("subcomponentOf: recorded", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _acme.Dispose();
        _git.Dispose();
    }

    private JsonElement Build(params string[] refs)
    {
        var json = _acme.Build("--source", $"{_git.Path}@HEAD").Ends(0).Json;
        _acme.Refs().ShouldBe(refs);
        return json;
    }
}
