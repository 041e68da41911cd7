using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary><c>automation catalog publish</c>.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly CatalogSandbox _catalog = new CatalogSandbox().With("a", "one").With("b", "two");

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void A_first_publish_makes_the_branch()
    {
        var outcome = _catalog.Publish(["a", "b"]).Ends(0);

        outcome.Output.ShouldBe($"Published {_catalog.Tip![..10]} to main: 2 entities added.\n");
        _catalog.Components().ShouldBe(["one", "two"]);
        _catalog.Git("log", "--format=%an %ae%n%B", "main")
            .ShouldBe("Automation automation@automation.invalid\nCatalog: 2 entities added\n\nSources:\n- a\n- b\n\nAdded:\n- component:default/one\n- "
                + "component:default/two");
        _catalog.IsSound();
    }

    [Fact]
    public void It_is_what_catalog_build_writes()
    {
        _catalog.Publish(["a", "b"]).Ends(0);
        Run.Automation("catalog", "build", "--source", _catalog.Beside("a"), "--source", _catalog.Beside("b"), "--out", _catalog.Beside("built")).Go().Ends(0);

        foreach (var file in Directory.EnumerateFiles(_catalog.Beside("built"), "*", SearchOption.AllDirectories))
        {
            _catalog.Git("rev-parse", $"main:{Path.GetRelativePath(_catalog.Beside("built"), file)}").ShouldBe(_catalog.Git("hash-object", file));
        }
    }

    [Fact]
    public void Nothing_new_is_no_commit()
    {
        _catalog.Publish(["a", "b"]).Ends(0);

        _catalog.Publish(["a", "b"]).Ends(0).Output.ShouldBe("The catalog on main is up to date: 2 entities.\n");

        _catalog.Commits.ShouldBe(1);
    }

    [Fact]
    public void A_change_reports_what_it_changes()
    {
        _catalog.Publish(["a", "b"]).Ends(0);
        _catalog.With("a", "one", "library").With("a", "three").Without("b", "two");

        var json = _catalog.Publish(["a", "b"], "--format", "json", "--message", "chore:").Ends(0).Json;

        json.Names()
            .ShouldBe([
                "changed",
                "branch",
                "commit",
                "parent",
                "message",
                "added",
                "removed",
                "updated",
                "entities",
                "relations",
                "findings",
                "written",
                "bytesWritten",
                "deleted",
                "attempts",
                "seconds",
            ]);
        json.Text("commit").ShouldBe(_catalog.Tip);
        json.Text("message")!.ShouldStartWith("chore: Catalog: 1 entity added, 1 removed, 1 changed\n");
        json.GetProperty("attempts").GetInt32().ShouldBe(1);
        _catalog.Components().ShouldBe(["one", "three"]);
    }

    [Fact]
    public void A_dry_run_shows_what_would_be_committed_and_commits_nothing()
    {
        var outcome = _catalog.Publish(["a"], "--dry-run").Ends(0);

        outcome.Output.ShouldStartWith("Would publish to main: 1 entity added.\n");
        outcome.Output.ShouldContain("component:default/one");
        _catalog.Tip.ShouldBeNull();
        _catalog.Publish(["a"], "--dry-run", "--format", "json").Ends(0).Json.GetProperty("catalogDiff").GetProperty("added").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Two_who_know_one_source_each_do_not_take_away_the_other_s()
    {
        _catalog.Publish(["b"]).Ends(0);
        _catalog.Publish(["a"]).Ends(0);
        _catalog.Publish(["b"]).Ends(0);
        var settled = _catalog.Commits;
        _catalog.Publish(["a"]).Ends(0);
        _catalog.Publish(["b"]).Ends(0);

        _catalog.Components().ShouldBe(["one", "two"]);
        _catalog.Commits.ShouldBe(settled, "Who publishes last must not matter.");
        _catalog.Without("b", "two").With("b", "three").Publish(["b"]).Ends(0);
        _catalog.Components().ShouldBe(["one", "three"]);
    }

    [Fact]
    public void A_source_is_removed_on_request()
    {
        _catalog.Publish(["a", "b"]).Ends(0);

        _catalog.Publish(["a"], "--remove-others").Ends(0);

        _catalog.Components().ShouldBe(["one"]);
    }

    [Fact]
    public void Only_the_changed_source_is_looked_at()
    {
        _catalog.Publish(["a", "b"]).Ends(0);
        _catalog.With("a", "three").With("b", "four");

        _catalog.Publish(["a", "b"], "--changed", "a").Ends(0);

        _catalog.Components().ShouldBe(["one", "three", "two"]);
    }

    [Fact]
    public void Other_files_of_the_repository_stay()
    {
        using var repository = GitSandbox.Create();
        repository.With("README.md", "Ours.").With("docs/index/x", "y").Commit();

        Run.Automation("catalog", "publish", "--source", _catalog.Beside("a"), "--to", ".").In(repository.Path).Go().Ends(0);

        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Git("diff", "--name-only", "HEAD~", "--", "README.md", "docs").ShouldBeEmpty();
        File.Exists(repository.At("catalog.json")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("catalog-info.yaml")]
    [InlineData("index/notes.md")]
    public void A_first_catalog_overwrites_no_other_file(string file)
    {
        using var repository = GitSandbox.Create();
        repository.With(file, "Ours.").Commit();

        Run.Automation("catalog", "publish", "--source", _catalog.Beside("a"), "--to", repository.Path)
            .Go()
            .Ends(3).Errors
            .ShouldContain($"'{file.Split('/')[0]}' is already in the repository");

        repository.Git("rev-list", "--count", "HEAD").ShouldBe("1");
    }

    [Fact]
    public void A_branch_of_its_own_leaves_the_others_alone()
    {
        _catalog.Publish(["a"]).Ends(0);
        var main = _catalog.Tip;

        _catalog.Publish(["b"], "--branch", "catalog/next").Ends(0);

        _catalog.Tip.ShouldBe(main);
        _catalog.Components("catalog/next").ShouldBe(["two"]);
    }

    [Theory]
    [InlineData("--branch", "-x")]
    [InlineData("--branch", "a..b")]
    [InlineData("--changed", "elsewhere")]
    [InlineData("--format", "sarif")]
    [InlineData("--message", "two\nlines")]
    public void What_cannot_be_meant_ends_with_2(string option, string value)
    {
        _catalog.Publish(["a"], option, value).Ends(2).Errors.ShouldStartWith("automation: ");
        _catalog.Tip.ShouldBeNull();
    }

    [Fact]
    public void No_source_ends_with_2() => _catalog.Publish([]).Ends(2).Errors.ShouldContain("--source");

    [Fact]
    public void A_catalog_that_cannot_be_read_ends_with_3()
    {
        using var repository = GitSandbox.Create();
        repository.With("catalog.json", "{\"format\": 99}").Commit();

        Run.Automation("catalog", "publish", "--source", _catalog.Beside("a"), "--to", repository.Path).Go().Ends(3).Errors.ShouldContain("format 99");
    }

    [Fact]
    public void What_is_broken_off_ends_with_130_and_moves_nothing()
    {
        Run.Automation(_catalog.Publishing("a")).BrokenOff().Go().Ends(130);

        _catalog.Tip.ShouldBeNull();
    }
}
