using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Testing;
using static Automation.Git.Tests.Branches.Branches;

namespace Automation.Git.Tests.Branches;

public sealed class CheckedOutBranchTests : IDisposable
{
    private readonly GitSandbox _repository = GitSandbox.Create();

    private string Note => _repository.At(".git/automation-checkout");

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Files_and_index_follow_the_branch()
    {
        _repository.With("other", "0").With("a", "1").With("b/gone", "1").Commit();
        using var branch = Open(_repository.Path);

        branch.Put(Write("a", "2"), Gone("b/gone"), Write("c/new", "3"));

        _repository.Git("status", "--porcelain").ShouldBeEmpty();
        File.ReadAllText(_repository.At("a")).ShouldBe("2");
        File.ReadAllText(_repository.At("c/new")).ShouldBe("3");
        Directory.Exists(_repository.At("b")).ShouldBeFalse();
        File.Exists(Note).ShouldBeFalse();
    }

    [Fact]
    public void A_first_commit_fills_an_empty_working_copy()
    {
        using var branch = Open(_repository.Path);

        branch.Put(Write("a", "1"));

        _repository.Git("status", "--porcelain").ShouldBeEmpty();
        File.ReadAllText(_repository.At("a")).ShouldBe("1");
    }

    [Fact]
    public void Work_that_is_not_committed_is_not_touched()
    {
        _repository.With("a", "1").With("other", "1").Commit();
        _repository.With("other", "2").With("untracked", "stays");
        using var branch = Open(_repository.Path);

        Should.Throw<RepositoryException>(branch.Tip).Message.ShouldContain("other");

        _repository.With("other", "1");
        branch.Put(Write("a", "2"));
        File.ReadAllText(_repository.At("untracked")).ShouldBe("stays");
        Should.Throw<RepositoryException>(() => branch.Put(Write("untracked", "3"))).Message.ShouldContain("not in git");
        File.ReadAllText(_repository.At("untracked")).ShouldBe("stays");
        _repository.Git("ls-tree", "--name-only", "HEAD").ShouldBe("a\nother");
    }

    [Fact]
    public void Another_branch_than_the_one_that_is_checked_out_is_refused()
    {
        _repository.With("a", "1").Commit();
        _repository.Git("branch", "catalog");

        Should.Throw<RepositoryException>(() => Open(_repository.Path, "catalog")).Message.ShouldContain("the branch 'main' checked out, not 'catalog'");
        _repository.Git("checkout", "--quiet", "--detach");
        Should.Throw<RepositoryException>(() => Open(_repository.Path)).Message.ShouldContain("no branch");
    }

    // As it stands after a kill: the branch has moved, and of the files none, some or all.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Files_that_did_not_follow_any_more_are_brought_along_by_the_next_one(int followed)
    {
        var old = _repository.With("a", "1").With("b/gone", "1").Commit();
        var next = _repository.With("a", "2").Without("b/gone").With("c/new", "3").Commit();
        _repository.Git("reset", "--quiet", "--hard", old);
        _repository.Git("update-ref", "refs/heads/main", next);
        File.WriteAllText(Note, $"{old}\n{next}\n");
        _repository.With(".automation-pending-0123abcd/0", "half");
        File.WriteAllText(_repository.At(".git/automation-index.tmp"), "half");
        File.WriteAllText(_repository.At(".git/automation-index.tmp.lock"), "half");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_repository.At(".git/index.lock"), "held-by-automation");
        }

        if (followed > 0)
        {
            _repository.With("a", "2");
        }

        if (followed > 1)
        {
            _repository.Without("b/gone");
        }

        if (followed > 2)
        {
            _repository.With("c/new", "3");
        }

        using var branch = Open(_repository.Path);
        branch.Tip().ShouldBe(new CommitId(next));

        _repository.Git("status", "--porcelain").ShouldBeEmpty();
        File.Exists(Note).ShouldBeFalse();
    }

    [Fact]
    public void A_note_of_a_move_that_never_was_counts_for_nothing()
    {
        var old = _repository.With("a", "1").Commit();
        File.WriteAllText(Note, $"{old}\n{new string('1', 40)}\n");
        using var branch = Open(_repository.Path);

        branch.Tip().ShouldBe(new CommitId(old));

        File.Exists(Note).ShouldBeFalse();
        _repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void What_somebody_wrote_after_a_kill_is_not_overwritten()
    {
        var old = _repository.With("a", "1").Commit();
        var next = _repository.With("a", "2").Commit();
        _repository.With("a", "mine");
        File.WriteAllText(Note, $"{old}\n{next}\n");
        using var branch = Open(_repository.Path);

        Should.Throw<RepositoryException>(branch.Tip).Message.ShouldContain("was interrupted");

        File.ReadAllText(_repository.At("a")).ShouldBe("mine");
    }

    [Fact]
    public void Worktrees_share_their_branches_and_not_their_files()
    {
        _repository.With("a", "1").Commit();
        _repository.Git("worktree", "add", "--quiet", "-b", "catalog", _repository.Beside("tree"));
        using var branch = Open(_repository.Beside("tree"));

        var commit = branch.Put(Write("a", "2"));

        branch.Name.ShouldBe("catalog");
        _repository.Git("rev-parse", "catalog").ShouldBe(commit.Sha);
        _repository.Git("-C", _repository.Beside("tree"), "status", "--porcelain").ShouldBeEmpty();
        _repository.Git("status", "--porcelain").ShouldBeEmpty();
    }
}
