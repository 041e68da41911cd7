using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Testing;
using static Automation.Git.Tests.Branches.Branches;

namespace Automation.Git.Tests.Branches;

public sealed class CommitTests : IDisposable
{
    private readonly GitSandbox _repository = GitSandbox.Create();

    public CommitTests() => _repository.Git("config", "core.bare", "true");

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void A_first_commit_is_what_git_would_write()
    {
        using var branch = WritableBranches.Open(_repository.At(".git"), null, new FetchAccess(new Uri("https://github.example"), null));
        var commit = branch.Commit(null, Write("a-b", "1"), Write("a/x", "2"), Write("a.c", "3"), Write("ä/ö", "4")).ShouldNotBeNull();

        branch.Move(null, commit).ShouldBe(new MoveOutcome.Moved());

        _repository.Git("fsck", "--full", "--strict").ShouldBeEmpty();
        _repository.Git("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "main").Split('\n').ShouldBe(["a-b", "a.c", "a/x", "ä/ö"]);
        _repository.Git("log", "--format=%an %ae %aI %cn %cI %B", "main")
            .ShouldBe("Ada ada@acme.example 2024-01-02T03:04:05+00:00 Ada 2024-01-02T03:04:05+00:00 A change");
        _repository.Git("read-tree", "main");
        _repository.Git("write-tree").ShouldBe(_repository.Git("rev-parse", "main^{tree}"));
    }

    [Fact]
    public void A_commit_differs_from_its_parent_by_the_changes_and_nothing_else()
    {
        _repository.Git("config", "core.bare", "false");
        _repository.With("keep/script.sh", "1")
            .With("keep/deep/file", "1")
            .With("a/one", "1")
            .With("a/two", "1")
            .With("gone/only", "1")
            .WithLink("link", "a/one");
        _repository.Git("add", "--all");
        _repository.Git("update-index", "--chmod=+x", "keep/script.sh");
        _repository.Git("commit", "--quiet", "-m", "First");
        _repository.Git("config", "core.bare", "true");
        using var branch = Open(_repository.At(".git"));

        branch.Put(Write("a/one", "2"), Gone("gone/only"), Gone("never/was"), Write("new/n", "3"));

        _repository.Git("fsck", "--full", "--strict").ShouldBeEmpty();
        _repository.Git("diff-tree", "-r", "--name-status", "main~", "main").Split('\n').ShouldBe(["M\ta/one", "D\tgone/only", "A\tnew/n"]);
        _repository.Git("ls-tree", "main", "keep/script.sh").ShouldStartWith("100755");
    }

    [Fact]
    public void Many_files_become_one_pack()
    {
        using var branch = Open(_repository.At(".git"));
        var changes = Enumerable.Range(0, 2_000)
            .Select(i => Write($"entities/{i % 256:x2}/{i}.yaml", string.Concat(Enumerable.Repeat($"file {i}\n", i % 300))))
            .ToArray();

        branch.Put(changes);

        _repository.Git("fsck", "--full", "--strict").ShouldBeEmpty();
        Directory.GetFiles(_repository.At(".git/objects/pack")).Select(Path.GetExtension).Order(StringComparer.Ordinal).ShouldBe([".idx", ".pack"]);
        _repository.Git("verify-pack", Directory.GetFiles(_repository.At(".git/objects/pack"), "*.idx").Single());
        branch.TreeAt(branch.Tip()).Text("entities/ff/255.yaml").ShouldBe(string.Concat(Enumerable.Repeat("file 255\n", 255)));
        _repository.Git("show", "main:entities/00/256.yaml").ShouldBe(string.Concat(Enumerable.Repeat("file 256\n", 256)).TrimEnd());
    }

    [Fact]
    public void Changes_that_change_nothing_are_no_commit()
    {
        using var branch = Open(_repository.At(".git"));
        var first = branch.Put(Write("a", "1"));

        branch.Commit(first, Write("a", "1"), Gone("b")).ShouldBeNull();
    }

    [Fact]
    public void The_last_file_may_go()
    {
        using var branch = Open(_repository.At(".git"));
        branch.Put(Write("a/b", "1"));

        branch.Put(Gone("a/b"));

        _repository.Git("fsck", "--full", "--strict").ShouldBeEmpty();
        _repository.Git("ls-tree", "main").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("file/x")]
    [InlineData("link/x")]
    [InlineData("folder")]
    [InlineData("../x")]
    [InlineData("a//b")]
    [InlineData(".GIT/config")]
    public void A_path_that_is_something_else_is_refused(string path)
    {
        _repository.Git("config", "core.bare", "false");
        _repository.With("file", "1").With("folder/f", "1").WithLink("link", "folder").Commit();
        _repository.Git("config", "core.bare", "true");
        using var branch = Open(_repository.At(".git"));

        Should.Throw<RepositoryException>(() => branch.Commit(branch.Tip(), Write(path, "x"))).Message.ShouldContain(path.Split('/')[0]);
    }

    [Fact]
    public void A_hostile_author_or_message_stays_one()
    {
        using var branch = Open(_repository.At(".git"));
        var commit = branch.Commit(
            null,
            [Write("a", "1")],
            new CommitText("One\r\n\r\ntree 000\0", new CommitAuthor("A\ntree x <b>", "c>\nd"), DateTimeOffset.UnixEpoch),
            TestContext.Current.CancellationToken)
            .ShouldNotBeNull();

        branch.Move(null, commit);

        _repository.Git("fsck", "--full", "--strict").ShouldBeEmpty();
        _repository.Git("log", "--format=%an|%ae|%B", "main").ShouldBe("Atree x b|cd|One\n\ntree 000");
    }
}
