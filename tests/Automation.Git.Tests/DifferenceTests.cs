using Automation.Core.Trees;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

/// <summary>The difference between two commits, without opening what is equal.</summary>
public sealed class DifferenceTests : IDisposable
{
    private readonly GitSandbox _sandbox = GitSandbox.Create();

    [Fact]
    public void It_names_what_came_changed_and_went_and_both_names_of_what_moved()
    {
        var from = _sandbox.With("same/x", "1").With("a/b/changed", "1").With("a/gone", "1").With("moved", "m").Commit();
        var to = _sandbox.With("a/b/changed", "2").Without("a/gone").Without("moved").With("c/moved", "m").With("new/deep/file", "").Commit();

        Between(from, to).ShouldBe(["a/b/changed", "-a/gone", "c/moved", "-moved", "new/deep/file"]);
    }

    [Fact]
    public void Files_that_become_folders_and_folders_that_become_files_are_both()
    {
        var from = _sandbox.With("a", "1").With("b/x", "1").Commit();
        _sandbox.Without("a").With("a/x", "1");
        Directory.Delete(_sandbox.At("b"), recursive: true);
        var to = _sandbox.With("b", "1").Commit();

        Between(from, to).ShouldBe(["-a", "a/x", "b", "-b/x"]);
    }

    [Fact]
    public void A_file_that_becomes_a_link_is_reported_as_one()
    {
        var from = _sandbox.With("a", "1").Commit();
        var to = _sandbox.Without("a").WithLink("a", "b").Commit();
        using var repository = Open();

        repository.TreeAt(new CommitId(to)).DifferencesFrom(new CommitId(from),
            TestContext.Current.CancellationToken).ShouldHaveSingleItem().Now!.Kind.ShouldBe(
            FileKind.Link);
    }

    [Fact]
    public void What_a_listing_leaves_out_does_not_count()
    {
        var from = _sandbox.With("x", "1").Commit();
        var to = _sandbox.With("node_modules/p/x", "1").With("a/node_modules/x", "").Commit();

        Between(from, to).ShouldBeEmpty();
    }

    [Fact]
    public void It_gives_the_same_result_as_listing_both()
    {
        var random = new Random(7);
        var commits = new List<string>();
        for (var commit = 0; commit < 8; commit++)
        {
            for (var i = 0; i < 12; i++)
            {
                var path = $"d{random.Next(3)}/e{random.Next(3)}/f{random.Next(4)}";
                _ = random.Next(3) == 0 && File.Exists(_sandbox.At(path)) ? _sandbox.Without(path) : _sandbox.With(path, $"{random.Next(3)}");
            }

            commits.Add(_sandbox.Commit());
        }

        using var repository = Open();
        foreach (var from in commits)
        {
            foreach (var to in commits)
            {
                var (before, after) = (Listed(repository, from), Listed(repository, to));
                Between(from, to).ShouldBe(after.Except(before)
                    .Select(f => f.Path)
                    .Concat(before.Select(f => f.Path).Except(after.Select(f => f.Path)).Select(p => $"-{p}"))
                    .OrderBy(p => p.TrimStart('-'), StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void A_commit_that_is_not_here_is_no_base()
    {
        var to = _sandbox.With("x", "1").Commit();
        using var repository = Open();

        repository.Has(new CommitId(to)).ShouldBeTrue();
        repository.Has(new CommitId(new string('1', 40))).ShouldBeFalse();
        Should.Throw<RepositoryException>(
            () => repository.TreeAt(new CommitId(to)).DifferencesFrom(new CommitId(new string('1', 40)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_listing_names_the_content_of_each_file()
    {
        var commit = _sandbox.With("x", "one").Commit();
        using var repository = Open();

        repository.TreeAt(new CommitId(commit)).List(TestContext.Current.CancellationToken).ShouldHaveSingleItem().BlobId.ShouldBe(BlobId.Of("one"));
    }

    /// <inheritdoc/>
    public void Dispose() => _sandbox.Dispose();

    private static List<FileEntry> Listed(GitRepository repository, string commit) =>
        [.. repository.TreeAt(new CommitId(commit)).List(TestContext.Current.CancellationToken)];

    private List<string> Between(string from, string to)
    {
        using var repository = Open();
        return [
            .. repository.TreeAt(new CommitId(to))
                .DifferencesFrom(new CommitId(from), TestContext.Current.CancellationToken)
                .Select(d => d.Now is null ? $"-{d.Path}" : d.Path),
        ];
    }

    private GitRepository Open() => GitRepository.Open(_sandbox.Path)!;
}
