using Automation.Templates.Workspaces;

namespace Automation.Templates.Tests.Workspaces;

/// <summary>Nothing leaves a workspace, and nothing in it is impossible on another system.</summary>
public sealed class WorkspaceTests
{
    [Theory]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("/etc/passwd")]
    public void A_path_out_of_it_is_refused(string path) => Should.Throw<StepException>(() => Workspace.PathOf(path)).Message.ShouldContain(path);

    [Theory]
    [InlineData("./a/./b", "a/b")]
    [InlineData("a/../b", "b")]
    [InlineData("", "")]
    [InlineData(".", "")]
    [InlineData("a//b/", "a/b")]
    public void A_path_has_one_form(string path, string expected) => Workspace.PathOf(path).ShouldBe(expected);

    [Theory]
    [InlineData(".git/hooks/pre-commit")]
    [InlineData("sub/.GIT/config")]
    [InlineData("git~1/config")]
    [InlineData(".g\u200cit/config")]
    [InlineData("a/.git\ufeff/hooks/post-commit")]
    [InlineData("con.txt")]
    [InlineData("a/LPT1")]
    [InlineData("a\\b")]
    [InlineData("c:d")]
    [InlineData("ends-with-dot.")]
    [InlineData("ends-with-blank ")]
    [InlineData("new\nline")]
    public void A_name_that_is_not_possible_everywhere_is_refused(string path) => Should.Throw<StepException>(() => new Workspace().Set(path, File("x")));

    [Theory]
    [InlineData("link", "/etc/passwd")]
    [InlineData("link", "../x")]
    [InlineData("a/link", "../../x")]
    [InlineData("a/link", "b/../../../x")]
    public void A_link_out_of_it_is_refused(string path, string target) =>
        Should.Throw<StepException>(() => new Workspace().Set(path, new WorkspaceEntry.Link(target)));

    [Theory]
    [InlineData("link", "README.md")]
    [InlineData("a/link", "../README.md")]
    [InlineData("a/link", "missing")]
    public void A_link_inside_it_is_kept(string path, string target)
    {
        var workspace = new Workspace();

        workspace.Set(path, new WorkspaceEntry.Link(target));

        workspace.Entries[path].ShouldBe(new WorkspaceEntry.Link(target));
    }

    [Fact]
    public void Nothing_is_written_through_a_link()
    {
        var workspace = new Workspace();
        workspace.Set("real/a", File("x"));
        workspace.Set("link", new WorkspaceEntry.Link("real"));

        Should.Throw<StepException>(() => workspace.Set("link/a", File("y")));
    }

    [Fact]
    public void Paths_that_differ_only_by_case_are_refused()
    {
        var workspace = new Workspace();
        workspace.Set("README.md", File("x"));

        Should.Throw<StepException>(() => workspace.Set("readme.md", File("y"))).Message.ShouldContain("only by case");
    }

    [Fact]
    public void A_name_is_free_again_after_its_removal()
    {
        var workspace = new Workspace();
        workspace.Set("a/README.md", File("x"));
        workspace.Remove("a");

        workspace.Set("A/readme.md", File("y"));

        workspace.Entries.Keys.ShouldBe(["A", "A/readme.md"]);
    }

    [Fact]
    public void It_has_a_size()
    {
        var workspace = new Workspace();
        var large = new WorkspaceEntry.File(new byte[16 * 1024 * 1024]);

        Should.Throw<StepException>(() => Enumerable.Range(0, 5).ToList().ForEach(i => workspace.Set($"f{i}", large))).Message.ShouldContain("64 MiB");
    }

    private static WorkspaceEntry.File File(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
}
