using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class ChangeTests : IDisposable
{
    private readonly GitSandbox _sandbox = GitSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void The_merge_base_is_where_the_branch_left()
    {
        var root = _sandbox.With("x", "1").Commit();
        _sandbox.Git("checkout", "--quiet", "-b", "side");
        var side = _sandbox.With("y", "1").Commit();
        _sandbox.Git("checkout", "--quiet", "main");
        _sandbox.With("x", "2").Commit();
        using var repository = Open();

        repository.MergeBase("main", "side").ShouldBe(new MergeBaseOutcome.Found(new CommitId(root)));
        repository.MergeBase("side").ShouldBe(new MergeBaseOutcome.Found(new CommitId(root)));
        repository.MergeBase("side", side).ShouldBe(new MergeBaseOutcome.Found(new CommitId(side)));
        repository.MergeBase("main", "none").ShouldBeOfType<MergeBaseOutcome.NotFound>().Reason.ShouldContain("'none'");
    }

    [Fact]
    public void A_shallow_clone_without_the_merge_base_compares_with_the_base_and_notes_it()
    {
        _sandbox.With("x", "1").Commit();
        _sandbox.Git("checkout", "--quiet", "-b", "side");
        _sandbox.With("y", "1").Commit();
        _sandbox.Git("checkout", "--quiet", "main");
        var main = _sandbox.With("x", "2").Commit();
        using var clone = _sandbox.Clone("--depth=1", "--no-single-branch");
        using var repository = GitRepository.Discover(clone.Path)!;

        var outcome = repository.MergeBase("origin/main", "origin/side").ShouldBeOfType<MergeBaseOutcome.BaseItself>();

        outcome.Commit.Sha.ShouldBe(main);
        outcome.Note.ShouldContain("fetch-depth: 0");
        repository.ChangedPaths(outcome.Commit, repository.Resolve("origin/side").ShouldBeOfType<RevisionOutcome.Found>().Commit)
            .ShouldBe(["x", "y"], ignoreOrder: true);
    }

    [Fact]
    public void Unrelated_histories_are_reported()
    {
        var main = _sandbox.With("x", "1").Commit();
        _sandbox.Git("checkout", "--quiet", "--orphan", "side");
        _sandbox.Commit("Another beginning");
        using var repository = Open();

        repository.MergeBase("main").ShouldBeOfType<MergeBaseOutcome.BaseItself>().ShouldSatisfyAllConditions(
            outcome => outcome.Commit.Sha.ShouldBe(main),
            outcome => outcome.Note.ShouldContain("share no history"));
    }

    [Fact]
    public void Every_way_to_change_a_file_counts()
    {
        foreach (var name in new[] { "same", "committed", "staged", "edited", "deleted", "staged-away", "renamed", "moved", "mode" })
        {
            _sandbox.With(name, $"{name}\n{new string('x', 200)}");
        }

        var from = _sandbox.With(".gitignore", "ignored/\n*.log\n").Commit();
        _sandbox.With("committed", "2").Commit();
        _sandbox.Git("mv", "renamed", "renamed-to");
        _sandbox.Git("rm", "--quiet", "staged-away");
        _sandbox.With("staged", "2").Git("add", "staged");
        File.Move(_sandbox.At("moved"), _sandbox.At("moved-to"));
        _sandbox.With("edited", "2")
            .Without("deleted")
            .With("new/deep/file", "")
            .With("é", "")
            .With("ignored/x", "")
            .With("x.log", "")
            .WithLink("link", "same");
        using var repository = Open();

        repository.ChangedPaths(new CommitId(from)).ShouldBe(
            ["committed", "staged", "edited", "deleted", "staged-away", "renamed", "renamed-to", "moved", "moved-to", "new/deep/file", "é", "link"],
            ignoreOrder: true);
    }

    [Fact]
    public void Between_two_commits_only_what_was_committed_counts()
    {
        var from = _sandbox.With("a", "1").With("b", new string('b', 200)).With("c", "1").Commit();
        _sandbox.Git("mv", "b", "d");
        var to = _sandbox.With("a", "2").Without("c").Commit();
        _sandbox.With("untracked", "");
        using var repository = Open();

        repository.ChangedPaths(new CommitId(from), new CommitId(to)).ShouldBe(["a", "b", "c", "d"], ignoreOrder: true);
        repository.ChangedPaths(new CommitId(to), new CommitId(to)).ShouldBeEmpty();
    }

    [Fact]
    public void Looking_for_changes_changes_nothing()
    {
        var from = _sandbox.With("x", "1").Commit();
        _sandbox.With("x", "2").With("y", "");
        var before = File.ReadAllBytes(_sandbox.At(".git/index"));
        File.SetLastWriteTimeUtc(_sandbox.At("x"), DateTime.UnixEpoch);
        using var repository = Open();

        repository.ChangedPaths(new CommitId(from)).ShouldBe(["x", "y"], ignoreOrder: true);
        File.ReadAllBytes(_sandbox.At(".git/index")).ShouldBe(before);
    }

    [Fact]
    public void A_nested_repository_is_not_a_change()
    {
        var from = _sandbox.With("x", "1").Commit();
        _sandbox.With("nested/x", "").Git("init", "--quiet", "nested");
        using var repository = Open();

        repository.ChangedPaths(new CommitId(from)).ShouldBeEmpty();
    }

    [Fact]
    public void Pipes_and_loops_in_the_working_tree_are_no_trouble()
    {
        var from = _sandbox.With("x", "1").With("y", "1").Commit();
        _sandbox.Without("x").WithLink("loop", ".");
        PosixCalls.MakePipe(_sandbox.At("x"));
        PosixCalls.MakePipe(_sandbox.At("z"));
        using var repository = Open();

        repository.ChangedPaths(new CommitId(from)).ShouldBe(["loop", "x"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_sparse_checkout_leaves_out_is_not_deleted()
    {
        var from = _sandbox.With("a/x", "1").With("a/z", "1").With("b/x", "1").With("b/y", "1").Commit();
        _sandbox.Git("rm", "--quiet", "b/y");
        _sandbox.Git("commit", "--quiet", "--message", "Without b/y");
        _sandbox.Git("sparse-checkout", "set", "a");
        _sandbox.With("a/x", "2").Without("a/z");     // Not staged: see GitRepository.ChangedPaths.
        File.Exists(_sandbox.At("b/x")).ShouldBeFalse();
        using var repository = Open();

        repository.ChangedPaths(new CommitId(from)).ShouldBe(["a/x", "b/y"], ignoreOrder: true);
    }

    [Fact]
    public void A_merge_that_is_not_finished_counts_both_sides()
    {
        var from = _sandbox.With("x", "1").Commit();
        _sandbox.Git("checkout", "--quiet", "-b", "side");
        _sandbox.With("x", "2").With("y", "").Commit();
        _sandbox.Git("checkout", "--quiet", "main");
        _sandbox.With("x", "3").Commit();
        Should.Throw<ShouldAssertException>(() => _sandbox.Git("merge", "--quiet", "side"));
        using var repository = Open();

        repository.ChangedPaths(new CommitId(from)).ShouldBe(["x", "y"], ignoreOrder: true);
    }

    [Fact]
    public void Ignored_files_are_distinguished()
    {
        _sandbox.With(".gitignore", "dist/\n*.tmp.yaml\n!keep.tmp.yaml\n")
            .With("tracked.tmp.yaml", "")
            .With("a/.gitignore", "/x\n")
            .Git("add", "--all", "--force");
        _sandbox.With("dist/catalog-info.yaml", "").With("b.tmp.yaml", "").With("catalog-info.yaml", "");
        using var repository = Open();

        foreach (var path in new[] { "dist/catalog-info.yaml", "dist/not/there", "b.tmp.yaml", "a/x", "a/b.tmp.yaml" })
        {
            repository.IsIgnored(path).ShouldBeTrue(path);
        }

        foreach (var path in new[] { "catalog-info.yaml", "tracked.tmp.yaml", "keep.tmp.yaml", "a/b/x", "", "..", "../x", "/dist/x", "a\0b", ".git/config" })
        {
            repository.IsIgnored(path).ShouldBeFalse(path);
        }
    }

    private GitRepository Open() => GitRepository.Discover(_sandbox.Path)!;
}
