using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

/// <summary>Which commit a name stands for, read from git's small files: what the library says, or nothing.</summary>
public sealed class RefFileTests : IDisposable
{
    private readonly GitSandbox _sandbox = GitSandbox.Create();

    [Fact]
    public void Plain_names_are_known_loose_and_packed()
    {
        var commit = _sandbox.With("x", "1").Commit();
        _sandbox.Git("branch", "topic/a");
        _sandbox.Git("update-ref", "refs/remotes/origin/main", commit);
        string[] names = ["HEAD", "main", "heads/main", "refs/heads/main", "topic/a", "origin/main", commit];

        foreach (var name in names)
        {
            Commit(name).ShouldBe(commit, name);
        }

        _sandbox.Git("pack-refs", "--all");
        foreach (var name in names)
        {
            Commit(name).ShouldBe(commit, name);
        }
    }

    [Fact]
    public void A_branch_that_moved_since_it_was_packed_is_where_it_moved_to()
    {
        _sandbox.With("x", "1").Commit();
        _sandbox.Git("pack-refs", "--all");

        var moved = _sandbox.With("x", "2").Commit();

        Commit("main").ShouldBe(moved);
    }

    [Fact]
    public void A_worktree_has_a_head_of_its_own()
    {
        _sandbox.With("x", "1").Commit();
        _sandbox.Git("worktree", "add", "--quiet", "-b", "side", _sandbox.Beside("side"));
        var main = _sandbox.With("x", "2").Commit();

        GitFolder.Commit(_sandbox.Beside("side"), "HEAD")!.Sha.ShouldBe(_sandbox.Git("rev-parse", "side"));
        GitFolder.Commit(_sandbox.Beside("side"), "main")!.Sha.ShouldBe(main);
    }

    [Fact]
    public void A_bare_repository_is_read_in_place()
    {
        var commit = _sandbox.With("x", "1").Commit();
        using var bare = _sandbox.Clone("--bare");

        GitFolder.Commit(bare.Path, "HEAD")!.Sha.ShouldBe(commit);
    }

    [Theory]
    [InlineData("v1")]              // A tag may have a message, and then names another object.
    [InlineData("tags/v1")]
    [InlineData("HEAD~1")]
    [InlineData("main^{tree}")]
    [InlineData("none")]
    [InlineData("config")]
    [InlineData("../HEAD")]
    [InlineData("loop")]
    [InlineData("")]
    public void Whatever_else_is_left_to_the_library(string revision)
    {
        _sandbox.With("x", "1").Commit();
        _sandbox.With("x", "2").Commit();
        _sandbox.Git("tag", "--annotate", "--message", "One", "v1");
        _sandbox.With(".git/refs/heads/loop", "ref: refs/heads/loop\n");

        Commit(revision).ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_known_of_what_is_no_repository() => GitFolder.Commit(_sandbox.Beside("nowhere"), "HEAD").ShouldBeNull();

    /// <inheritdoc/>
    public void Dispose() => _sandbox.Dispose();

    private string? Commit(string revision) => GitFolder.Commit(_sandbox.Path, revision)?.Sha;
}
