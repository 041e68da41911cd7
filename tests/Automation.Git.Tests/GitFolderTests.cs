using Automation.Core.Trees;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class GitFolderTests : IDisposable
{
    private static readonly RepositorySlug Orders = new("github.com", "acme", "orders");

    private readonly GitSandbox _sandbox = GitSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void The_root_is_found_from_below()
    {
        _sandbox.With("a/b/x", "");

        GitFolder.FindRoot(_sandbox.Path).ShouldBe(_sandbox.Path);
        GitFolder.FindRoot(_sandbox.Path + Path.DirectorySeparatorChar).ShouldBe(_sandbox.Path);
        GitFolder.FindRoot(_sandbox.At("a/b")).ShouldBe(_sandbox.Path);
        GitFolder.FindRoot(_sandbox.At("a/not/there")).ShouldBe(_sandbox.Path);
    }

    [Fact]
    public void A_git_folder_that_is_none_does_not_count()
    {
        Directory.CreateDirectory(_sandbox.At("a/.git"));
        _sandbox.With("b/.git", "not a pointer");

        _sandbox.With("c/.git", "gitdir: a\0b");

        GitFolder.FindRoot(_sandbox.At("a")).ShouldBe(_sandbox.Path);
        GitFolder.FindRoot(_sandbox.At("b")).ShouldBe(_sandbox.Path);
        GitFolder.FindRoot(_sandbox.At("c")).ShouldBe(_sandbox.Path);
        GitFolder.FindRoot(Path.GetPathRoot(_sandbox.Path)!).ShouldBeNull();
        GitFolder.Remote(_sandbox.At("a")).ShouldBeNull();
    }

    [Fact]
    public void The_remote_is_origin_or_the_only_one()
    {
        GitFolder.Remote(_sandbox.Path).ShouldBeNull();
        _sandbox.Git("remote", "add", "upstream", "git@github.com:acme/orders.git");
        GitFolder.Remote(_sandbox.Path).ShouldBe(Orders);
        _sandbox.Git("remote", "add", "fork", "https://github.com/ada/orders");
        GitFolder.Remote(_sandbox.Path).ShouldBeNull();
        _sandbox.Git("remote", "add", "origin", "https://github.com/ada/orders");
        GitFolder.Remote(_sandbox.Path).ShouldBe(Orders with { Owner = "ada" });

        using var repository = GitRepository.Discover(_sandbox.Path)!;
        repository.Remote().ShouldBe(GitFolder.Remote(_sandbox.Path));
    }

    [Fact]
    public void A_remote_that_is_no_forge_is_none()
    {
        _sandbox.Git("remote", "add", "origin", "/srv/git/orders.git");

        GitFolder.Remote(_sandbox.Path).ShouldBeNull();
    }

    [Fact]
    public void A_worktree_and_a_bare_clone_know_their_remote()
    {
        _sandbox.Commit();
        _sandbox.Git("worktree", "add", "--quiet", "-b", "side", _sandbox.Beside("side"));
        _sandbox.Git("remote", "add", "origin", "https://github.com/acme/orders.git");
        using var bare = _sandbox.Clone("--bare");
        bare.Git("remote", "set-url", "origin", "https://github.com/acme/orders.git");

        GitFolder.FindRoot(_sandbox.Beside("side")).ShouldBe(_sandbox.Beside("side"));
        GitFolder.Remote(_sandbox.Beside("side")).ShouldBe(Orders);
        GitFolder.FindRoot(bare.Path).ShouldBeNull();
        using var repository = GitRepository.Discover(bare.Path)!;
        repository.Remote().ShouldBe(Orders);
    }

    [Fact]
    public void A_submodule_is_a_clone_of_something_else()
    {
        using var library = GitSandbox.Create();
        library.Commit();
        _sandbox.Git("submodule", "--quiet", "add", library.Path, "library");
        _sandbox.Git("-C", "library", "remote", "set-url", "origin", "https://github.com/acme/library.git");

        GitFolder.FindRoot(_sandbox.At("library")).ShouldBe(_sandbox.At("library"));
        GitFolder.Remote(_sandbox.At("library")).ShouldBe(new RepositorySlug("github.com", "acme", "library"));
    }

    [Theory]
    [InlineData("[remote \"origin\"]\n\turl = https://github.com/acme/orders.git\n")]
    [InlineData("[remote \"origin\"]\r\n\turl = https://github.com/acme/orders.git\r\n")]
    [InlineData("[REMOTE \"origin\"]\nURL=https://github.com/acme/orders")]
    [InlineData("[remote \"origin\"] url = \"https://github.com/acme/orders\" # ours")]
    [InlineData("[remote \"origin\"]\nfetch = +refs/heads/*:refs/remotes/origin/*\nurl = https://github.com/acme/orders ; ours\nurl = "
        + "https://github.com/other/other")]
    [InlineData("[remote \"origin\"]\nurl = https://github.com/\\\nacme/orders")]
    [InlineData("# [remote \"origin\"]\n; url = x\n[core]\nbare\nurl = x\n[remote \"a]b\"]\nurl = x\n[remote \"q\\\"\"]\nurl = x\n[remote \"origin\"]\nurl = "
        + "https://github.com/acme/orders")]
    [InlineData("[broken\n[remote\n[remote \"\n=\n\"\n\\\n[remote \"origin\"]\nurl = https://github.com/acme/orders")]
    public void The_configuration_is_read_as_git_reads_it(string config)
    {
        _sandbox.With(".git/config", config);

        GitFolder.Remote(_sandbox.Path).ShouldBe(Orders);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[remote \"Origin\"]\nurl = https://github.com/acme/a\n[remote \"ORIGIN\"]\nurl = https://github.com/acme/b")]
    [InlineData("[remote \"origin\"]\n# url = https://github.com/acme/orders")]
    [InlineData("[remote \"origin\"]\nurl =")]
    [InlineData("[remote \"origin\"]\nurl = \\")]
    public void A_configuration_without_a_remote_has_none(string config)
    {
        _sandbox.With(".git/config", config);

        GitFolder.Remote(_sandbox.Path).ShouldBeNull();
    }

    [Fact(Timeout = 20_000)]
    public async Task Pipes_and_huge_files_in_the_git_folder_are_passed_over()
    {
        using var folder = new TemporaryFolder();
        PosixCalls.MakePipe(Path.Combine(folder.Path, ".git"));
        _sandbox.With(".git/config", "[remote \"origin\"]\nurl = https://github.com/acme/orders\n" + new string('#', 2 << 20));

        await Task.Run(() =>
        {
            GitFolder.FindRoot(folder.Path).ShouldBeNull();
            GitFolder.Remote(_sandbox.Path).ShouldBeNull();
        }, TestContext.Current.CancellationToken);
    }
}
