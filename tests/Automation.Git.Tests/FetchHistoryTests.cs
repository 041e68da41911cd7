using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class FetchHistoryTests : IDisposable
{
    private const string Token = "canary";
    private static readonly FetchAccess Access = new(new Uri("https://github.com"), Token);

    private readonly GitSandbox _origin = GitSandbox.Create();

    public void Dispose() => _origin.Dispose();

    [Fact]
    public void A_shallow_clone_gets_both_sides_and_where_they_part_and_stays_as_it_was()
    {
        var (start, @base, head) = Parted();
        using var clone = _origin.Clone("--depth", "1");
        var before = Files(clone);
        using var repository = GitRepository.Discover(clone.Path)!;

        using var fetched = repository.FetchHistory(new WantedCommit(@base), new WantedCommit(head), Access, TestContext.Current.CancellationToken)
            .ShouldNotBeNull();

        using (var history = GitRepository.Discover(fetched.Folder)!)
        {
            history.MergeBase(@base, head).ShouldBe(new MergeBaseOutcome.Found(new CommitId(start)));
        }

        Files(clone).ShouldBe(before);
        fetched.Dispose();
        Directory.Exists(fetched.Folder).ShouldBeFalse();
    }

    [Fact]
    public void A_clone_that_has_everything_fetches_nothing()
    {
        var (_, @base, head) = Parted();
        using var repository = GitRepository.Discover(_origin.Path)!;

        repository.FetchHistory(new WantedCommit(@base), new WantedCommit(head), Access, TestContext.Current.CancellationToken).ShouldBeNull();
    }

    [Fact]
    public void A_commit_that_is_nowhere_is_named_with_what_to_do()
    {
        var (_, @base, _) = Parted();
        using var clone = _origin.Clone("--depth", "1");
        using var repository = GitRepository.Discover(clone.Path)!;

        var failure = Should.Throw<RepositoryException>(
            () =>
                repository.FetchHistory(
                    new WantedCommit(@base), new WantedCommit(new string('1', 40), "refs/pull/7/head"), Access, TestContext.Current.CancellationToken));

        failure.Message.ShouldContain(new string('1', 40));
        failure.Message.ShouldContain("fetch-depth: 0");
        failure.Message.ShouldNotContain(@base);
    }

    [Fact]
    public void A_branch_and_a_tag_are_found_at_the_origin()
    {
        var (start, @base, head) = Parted();
        _origin.Git("tag", "v1", start);
        using var clone = _origin.Clone("--depth", "1");
        using var repository = GitRepository.Discover(clone.Path)!;

        repository.FindAtOrigin("main", Access).ShouldBe(new CommitId(@base));
        repository.FindAtOrigin("change", Access).ShouldBe(new CommitId(head));
        repository.FindAtOrigin("v1", Access).ShouldBe(new CommitId(start));
        repository.FindAtOrigin("nowhere", Access).ShouldBeNull();
    }

    [Theory]
    [InlineData("https://user:pass@github.com/a/b: no", "https://github.com/a/b: no")]
    [InlineData("'https://canary@github.com', ssh://git@host x@y", "'https://github.com', ssh://host x@y")]
    [InlineData("https://a@b@c/d", "https://c/d")]
    [InlineData("canary, canary", "***, ***")]
    [InlineData("://", "://")]
    [InlineData("", "")]
    public void Messages_hold_no_token_and_no_password(string message, string covered) => Access.Cover(message).ShouldBe(covered);

    [Theory]
    [InlineData("refs/heads/main", true)]
    [InlineData("refs/pull/7/head", true)]
    [InlineData("main", false)]
    [InlineData("refs/heads/x:refs/heads/main", false)]
    [InlineData("refs/heads/*", false)]
    [InlineData("+refs/heads/main", false)]
    [InlineData("refs/heads/../x", false)]
    [InlineData("refs/heads/a b", false)]
    [InlineData(null, false)]
    public void Only_the_name_of_a_ref_is_one(string? name, bool isRef) => GitRepository.IsRef(name).ShouldBe(isRef);

    private (string Start, string Base, string Head) Parted()
    {
        var start = _origin.With("x", "x").Commit();
        _origin.Git("switch", "--quiet", "--create", "change");
        var head = _origin.With("y", "y").Commit();
        _origin.Git("switch", "--quiet", "main");
        return (start, _origin.With("z", "z").Commit(), head);
    }

    private static List<string> Files(GitSandbox clone) =>
        [.. Directory.EnumerateFiles(clone.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => $"{f} {new FileInfo(f).Length}")];
}
