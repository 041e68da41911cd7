using Automation.Core.Trees;
using Automation.Jobs.Descriptors;

namespace Automation.Jobs.Tests.Checks;

/// <summary>Paths as they are shown, and back.</summary>
public sealed class RepositorySnapshotTests
{
    [Theory]
    [InlineData("", "a/b.yaml", "a/b.yaml")]
    [InlineData("repo", "a/b.yaml", "repo/a/b.yaml")]
    [InlineData("../repo", "b.yaml", "../repo/b.yaml")]
    [InlineData("/", "b.yaml", "/b.yaml")]
    public void A_path_is_shown_below_its_folder_and_found_again(string shown, string path, string expected)
    {
        var snapshot = new RepositorySnapshot(InMemoryTree.Of(), shown, null);

        snapshot.Show(path).ShouldBe(expected);
        snapshot.TreePathOf(expected).ShouldBe(path);
    }
}
