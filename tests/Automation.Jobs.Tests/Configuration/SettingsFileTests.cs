using Automation.Core.Trees;
using Automation.Jobs.Configuration;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>Where a repository's configuration is found.</summary>
public sealed class SettingsFileTests
{
    [Fact]
    public void The_file_in_github_is_read_and_the_other_is_pointed_out()
    {
        var file = SettingsFile.In(
            InMemoryTree.Of((".github/automation.yml", "fail-on: never"), ("automation.yml", "fail-on: error")),
            path => $"repo/{path}",
            TestContext.Current.CancellationToken);

        file.Source.ShouldNotBeNull().Path.ShouldBe("repo/.github/automation.yml");
        file.Source.Content.ShouldBe("fail-on: never");
        var finding = file.Findings.ShouldHaveSingleItem();
        (finding.Rule.Id, finding.File).ShouldBe(("config/not-read", "repo/automation.yml"));
    }

    [Fact]
    public void A_repository_needs_none()
    {
        var file = SettingsFile.In(InMemoryTree.Of(("README.md", "")), path => path, TestContext.Current.CancellationToken);

        (file.Source, file.Findings.Count).ShouldBe((null, 0));
    }

    [Fact]
    public void A_file_with_the_wrong_ending_is_not_passed_over()
    {
        var file = SettingsFile.In(InMemoryTree.Of((".github/automation.yaml", "fail-on: never")), path => path, TestContext.Current.CancellationToken);

        file.Source.ShouldBeNull();
        file.Findings.ShouldHaveSingleItem().Message.ShouldContain("Rename it to '.github/automation.yml'");
    }

    [Fact]
    public void A_file_that_is_too_large_is_an_error()
    {
        var file = SettingsFile.In(InMemoryTree.Of(("automation.yml", new string('#', 300_000))), path => path, TestContext.Current.CancellationToken);

        file.Source.ShouldBeNull();
        file.Findings.ShouldHaveSingleItem().Rule.Id.ShouldBe("config/unreadable");
    }
}
