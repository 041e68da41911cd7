using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Testing;
using static Automation.Git.Tests.Branches.Branches;

namespace Automation.Git.Tests.Branches;

public sealed class LocalBranchTests : IDisposable
{
    private readonly GitSandbox _repository = GitSandbox.Create();

    public LocalBranchTests() => _repository.Git("config", "core.bare", "true");

    private string Bare => _repository.At(".git");

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void A_branch_that_somebody_else_moved_stays_where_they_put_it()
    {
        using var branch = Open(Bare);
        using var other = Open(Bare);
        var first = branch.Put(Write("a", "1"));
        var mine = branch.Commit(first, Write("a", "2")).ShouldNotBeNull();

        var theirs = other.Put(Write("a", "3"));

        branch.Move(first, mine).ShouldBe(new MoveOutcome.Overtaken(theirs));
        _repository.Git("rev-parse", "main").ShouldBe(theirs.Sha);
    }

    [Fact]
    public void A_branch_that_somebody_else_made_or_deleted_is_not_overwritten()
    {
        using var branch = Open(Bare);
        using var other = Open(Bare);
        var mine = branch.Commit(null, Write("a", "1")).ShouldNotBeNull();
        var theirs = other.Put(Write("a", "2"));

        branch.Move(null, mine).ShouldBe(new MoveOutcome.Overtaken(theirs));
        var next = branch.Commit(theirs, Write("a", "3")).ShouldNotBeNull();
        _repository.Git("update-ref", "-d", "refs/heads/main");
        branch.Move(theirs, next).ShouldBe(new MoveOutcome.Overtaken(null));
    }

    [Fact]
    public void A_branch_that_git_has_packed_away_moves_too()
    {
        using var branch = Open(Bare);
        var first = branch.Put(Write("a", "1"));
        _repository.Git("pack-refs", "--all");

        var second = branch.Put(Write("a", "2"));

        _repository.Git("rev-parse", "main", "main~").ShouldBe($"{second}\n{first}");
    }

    [Fact]
    public void The_default_branch_is_the_one_that_HEAD_names()
    {
        _repository.Git("symbolic-ref", "HEAD", "refs/heads/trunk");
        using var branch = Open(Bare);

        branch.Name.ShouldBe("trunk");
        branch.Put(Write("a", "1"));
        _repository.Git("rev-parse", "--abbrev-ref", "HEAD").ShouldBe("trunk");
    }

    [Fact]
    public void A_branch_below_a_branch_is_refused()
    {
        using var branch = Open(Bare);
        branch.Put(Write("a", "1"));
        using var below = Open(Bare, "main/x");

        Should.Throw<RepositoryException>(() => below.Put(Write("a", "1"))).Message.ShouldContain("because refs/heads/main exists");
    }

    [Fact]
    public void What_a_killed_process_of_this_program_left_behind_is_cleared_away()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The system does that there.");
        using var branch = Open(Bare);
        branch.Put(Write("a", "1"));
        File.CreateSymbolicLink(Path.Combine(Bare, "refs/heads/main.lock"), "held-by-automation");
        File.WriteAllText(Path.Combine(Bare, "automation-ref.tmp"), "0123");
        File.WriteAllText(Path.Combine(Bare, "objects/pack/tmp_pack_01234567"), "PACK");

        branch.Put(Write("a", "2"));

        File.Exists(Path.Combine(Bare, "refs/heads/main.lock")).ShouldBeFalse();
        _repository.Git("fsck", "--full").ShouldBeEmpty();
        _repository.Git("update-ref", "refs/heads/main", "main~");
    }

    [Fact]
    public void Git_does_not_move_the_branch_while_this_program_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The lock is of another sort there.");
        using var branch = Open(Bare);
        branch.Put(Write("a", "1"));
        branch.Put(Write("a", "2"));
        File.CreateSymbolicLink(Path.Combine(Bare, "refs/heads/main.lock"), "held-by-automation");

        Should.Throw<Exception>(() => _repository.Git("update-ref", "refs/heads/main", "main~")).Message.ShouldContain("main.lock");
    }

    [Fact]
    public async Task A_lock_of_git_s_own_is_waited_for()
    {
        using var branch = Open(Bare);
        var first = branch.Put(Write("a", "1"));
        var next = branch.Commit(first, Write("a", "2")).ShouldNotBeNull();
        var held = Path.Combine(Bare, "refs/heads/main.lock");
        File.WriteAllText(held, "");

        var moving = Task.Run(() => branch.Move(first, next), TestContext.Current.CancellationToken);
        moving.IsCompleted.ShouldBeFalse();
        File.Delete(held);

        (await moving).ShouldBe(new MoveOutcome.Moved());
    }

    [Fact]
    public void Many_at_once_lose_nothing()
    {
        const int Writers = 8;
        const int Rounds = 5;

        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer =>
        {
            using var branch = Open(Bare);
            for (var round = 0; round < Rounds; round++)
            {
                while (true)
                {
                    var tip = branch.Tip();
                    if (branch.Move(tip, branch.Commit(tip, Write($"{writer}/{round}", "")).ShouldNotBeNull()) is MoveOutcome.Moved)
                    {
                        break;
                    }
                }
            }
        });

        _repository.Git("ls-tree", "-r", "--name-only", "main").Split('\n').Length.ShouldBe(Writers * Rounds);
        _repository.Git("rev-list", "--count", "--first-parent", "main").ShouldBe($"{Writers * Rounds}");
        _repository.Git("rev-list", "--merges", "main").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_a_repository_is_reported()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<RepositoryException>(() => Open(folder.Path)).Message.ShouldContain("git init --bare");
        Should.Throw<RepositoryException>(() => Open(Path.Combine(folder.Path, "gone"))).Message.ShouldContain("git init --bare");
    }
}
