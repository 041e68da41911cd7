using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Templates;

/// <summary>Services in repositories that GitHub lists only in parts.</summary>
public sealed class LargeRepositoryWavesTests : ServicesOfATemplate
{
    private protected override FakeGitHubOptions Options => new() { MostTreeEntries = 15 };

    [Fact]
    public void A_repository_that_is_listed_folder_by_folder_is_updated()
    {
        Scaffold(["orders"]);
        GitHub.Repository("acme/orders").Commit("main", "Many files", [.. Files("many", 2, 7, 7)]);
        Change();

        Waves().Ends(0);

        GitHub.Repository("acme/orders").Text("Dockerfile", "automation/template/service").ShouldStartWith("FROM node:22");
    }

    [Fact]
    public void A_repository_that_takes_too_many_calls_to_list_is_refused_and_named()
    {
        Scaffold(["orders", "shop"]);
        GitHub.Repository("acme/orders").Commit("main", "Too many folders", [.. Files("many", 10, 10, 10)]);
        Change();

        Waves().Ends(1).Output.ShouldContain("not all listed: listing it takes more calls to GitHub than one check makes. Run 'automation template update' in a clone.");

        GitHub.Repository("acme/orders").PullRequests.ShouldBeEmpty();
        GitHub.Repository("acme/shop").PullRequests.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_file_that_is_tracked_but_not_listed_is_a_conflict()
    {
        Scaffold(["orders"]);
        GitHub.Repository("acme/orders").Commit("main", "A package", ("node_modules/x/index.js", "mine\n"));
        Repository.With("skeleton/${{ 'node_modules' }}/x/index.js", "theirs\n").With("skeleton/new", "x\n").Commit();

        Waves().Ends(1).Output.ShouldContain("1 to decide: node_modules/x/index.js");

        GitHub.Repository("acme/orders").Text("node_modules/x/index.js", "automation/template/service").ShouldBe("mine\n");
    }

    // As many folders as the numbers multiply to, with a file each. None is like another: equal folders are listed once.
    private static IEnumerable<(string Path, string Content)> Files(string folder, params int[] numbers) =>
        numbers.Aggregate((IEnumerable<string>)[folder], (paths, n) => paths.SelectMany(p => Enumerable.Range(0, n).Select(i => $"{p}/{i}")))
            .Select(p => ($"{p}/file", $"{p}\n"));
}
