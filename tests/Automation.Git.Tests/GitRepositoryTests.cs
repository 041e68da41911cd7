using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class GitRepositoryTests : IDisposable
{
    private readonly GitSandbox _sandbox = GitSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void A_repository_is_found_from_its_root_and_from_below()
    {
        var head = _sandbox.With("a/b/x", "x").Commit();

        foreach (var directory in new[] { _sandbox.Path, _sandbox.Path + "/", _sandbox.At("a/b") })
        {
            using var repository = GitRepository.Discover(directory)!;
            repository.WorkingDirectory.ShouldBe(_sandbox.Path);
            repository.Head.ShouldBe(new CommitId(head));
            repository.IsShallow.ShouldBeFalse();
        }
    }

    [Fact]
    public void No_repository_is_found_where_there_is_none()
    {
        using var folder = new TemporaryFolder();

        GitRepository.Discover(folder.Path).ShouldBeNull();
        GitRepository.Discover(Path.Combine(folder.Path, "vanished")).ShouldBeNull();
    }

    [Fact]
    public void A_worktree_is_a_repository_with_a_head_of_its_own()
    {
        _sandbox.With("x", "x").Commit();
        _sandbox.Git("remote", "add", "origin", "https://github.com/acme/orders.git");
        _sandbox.Git("worktree", "add", "--quiet", "-b", "side", _sandbox.Beside("side"));
        File.WriteAllText(Path.Combine(_sandbox.Beside("side"), "new"), "");

        using var repository = GitRepository.Discover(_sandbox.Beside("side"))!;

        repository.WorkingDirectory.ShouldBe(_sandbox.Beside("side"));
        repository.TreeAt(repository.Head!).Paths().ShouldBe(["x"]);
        repository.ChangedPaths(repository.Head!).ShouldBe(["new"]);
        repository.Remote().ShouldBe(new RepositorySlug("github.com", "acme", "orders"));
        new DirectoryTree(repository.WorkingDirectory!).Paths().ShouldBe(["new", "x"]);
    }

    [Fact]
    public void A_worktree_with_relative_paths_is_one_too()
    {
        _sandbox.With("x", "x").Commit();
        var side = _sandbox.Beside("side");
        _sandbox.Git("worktree", "add", "--quiet", "-b", "side", side);
        // What newer versions of git write with worktree.useRelativePaths.
        _sandbox.Git("config", "core.repositoryFormatVersion", "1");
        _sandbox.Git("config", "extensions.relativeWorktrees", "true");
        File.WriteAllText(Path.Combine(side, ".git"), "gitdir: ../repository/.git/worktrees/side\n");
        _sandbox.With(".git/worktrees/side/gitdir", "../../../../side/.git\n");
        File.WriteAllText(Path.Combine(side, "new"), "");

        using var repository = GitRepository.Discover(side)!;

        repository.WorkingDirectory.ShouldBe(side);
        repository.ChangedPaths(repository.Head!).ShouldBe(["new"]);
    }

    [Fact]
    public void A_bare_repository_has_commits_and_no_working_directory()
    {
        var head = _sandbox.With("x", "x").Commit();
        using var bare = _sandbox.Clone("--bare");

        using var repository = GitRepository.Discover(bare.Path)!;

        repository.WorkingDirectory.ShouldBeNull();
        repository.Head.ShouldBe(new CommitId(head));
        repository.TreeAt(repository.Head!).Paths().ShouldBe(["x"]);
        repository.IsIgnored("x").ShouldBeFalse();
        Should.Throw<RepositoryException>(() => repository.ChangedPaths(repository.Head!));
    }

    [Fact]
    public void A_bare_repository_inside_a_working_tree_does_not_pass_for_the_real_one()
    {
        var head = _sandbox.With("x", "x").Commit();
        using var bare = _sandbox.Clone("--bare");
        Directory.Move(bare.Path, _sandbox.At("evil"));

        using var repository = GitRepository.Discover(_sandbox.At("evil"))!;

        repository.WorkingDirectory.ShouldBe(_sandbox.Path);
        repository.Head.ShouldBe(new CommitId(head));
        Directory.Move(_sandbox.At("evil"), bare.Path);
    }

    [Fact]
    public void A_submodule_is_a_repository_of_its_own()
    {
        using var library = GitSandbox.Create();
        var head = library.With("x", "x").Commit();
        _sandbox.Git("submodule", "--quiet", "add", library.Path, "library");
        _sandbox.Commit();

        using var inside = GitRepository.Discover(_sandbox.At("library"))!;
        using var outside = GitRepository.Discover(_sandbox.Path)!;

        inside.Head.ShouldBe(new CommitId(head));
        inside.WorkingDirectory.ShouldBe(_sandbox.At("library"));
        inside.ChangedPaths(inside.Head!).ShouldBeEmpty();
        outside.ChangedPaths(outside.Head!).ShouldBeEmpty();
    }

    [Fact]
    public void A_repository_without_a_commit_has_no_head()
    {
        using var repository = Open();

        repository.Head.ShouldBeNull();
        repository.Resolve("HEAD").ShouldBe(new RevisionOutcome.NotFound("the repository has no commit yet"));
        repository.MergeBase("HEAD").ShouldBe(new MergeBaseOutcome.NotFound("the repository has no commit yet"));
        repository.IsIgnored("x").ShouldBeFalse();
    }

    [Fact]
    public void A_detached_head_is_a_head()
    {
        var first = _sandbox.Commit();
        _sandbox.Commit("Second");
        _sandbox.Git("checkout", "--quiet", "--detach", first);
        using var repository = Open();

        repository.Head.ShouldBe(new CommitId(first));
        repository.Resolve("HEAD").ShouldBe(new RevisionOutcome.Found(new CommitId(first)));
    }

    [Fact]
    public void A_repository_of_another_user_is_read()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), "Only root may give a repository away.");
        var head = _sandbox.With("x", "x").Commit();
        PosixCalls.Shell("chown -R 1001:1001 \"$0\"", _sandbox.Path);

        using var repository = Open();

        repository.Head.ShouldBe(new CommitId(head));
        repository.ChangedPaths(repository.Head!).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("extensions.objectFormat", "sha512")]
    [InlineData("extensions.unheardOf", "true")]
    [InlineData("core.repositoryFormatVersion", "99")]
    public void A_repository_in_a_format_we_cannot_read_is_an_error_for_people(string key, string value)
    {
        _sandbox.Commit();
        _sandbox.Git("config", "core.repositoryFormatVersion", "1");
        File.AppendAllText(_sandbox.At(".git/config"), $"[{key.Split('.')[0]}]\n{key.Split('.')[1]} = {value}\n");

        Should.Throw<RepositoryException>(() => Open()).Message.ShouldStartWith($"The repository at {_sandbox.Path} could not be opened: ");
    }

    [Fact]
    public void A_git_file_that_leads_nowhere_is_an_error_for_people()
    {
        using var folder = new TemporaryFolder();
        folder.With(".git", "gitdir: /nowhere");

        Should.Throw<RepositoryException>(() => GitRepository.Discover(folder.Path)).Message.ShouldContain("its .git is damaged");
    }

    [Fact]
    public void A_broken_configuration_or_index_is_an_error_for_people()
    {
        var head = _sandbox.With("x", "x").Commit();
        _sandbox.With(".git/index", "not an index");
        using (var repository = Open())
        {
            Should.Throw<RepositoryException>(() => repository.ChangedPaths(new CommitId(head)));
        }

        _sandbox.With(".git/config", "[broken");
        Should.Throw<RepositoryException>(() => Open());
    }

    private GitRepository Open() => GitRepository.Discover(_sandbox.Path)!;
}
