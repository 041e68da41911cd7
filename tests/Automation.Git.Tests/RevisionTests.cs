using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class RevisionTests : IDisposable
{
    private readonly GitSandbox _sandbox = GitSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Branches_tags_and_commits_are_found()
    {
        var first = _sandbox.With("x", "x").Commit();
        var second = _sandbox.Commit("Second");
        _sandbox.Git("tag", "light", first);
        _sandbox.Git("tag", "--annotate", "v1", "--message", "One", first);
        _sandbox.Git("branch", "feature/-é", first);
        _sandbox.Git("branch", "🚀", first);
        _sandbox.Git("update-ref", "refs/remotes/origin/main", first);
        using var repository = Open();

        foreach (var revision in new[]
        {
            first,
            first[..10],
            "light",
            "v1",
            "refs/tags/v1",
            "feature/-é",
            "origin/main",
            "HEAD~1",
            "🚀",
            "HEAD^",
            "main~",
            "v1^{commit}",
        })
        {
            repository.Resolve(revision).ShouldBe(new RevisionOutcome.Found(new CommitId(first)), revision);
        }

        foreach (var revision in new[] { "HEAD", "main", "@", "HEAD~0" })
        {
            repository.Resolve(revision).ShouldBe(new RevisionOutcome.Found(new CommitId(second)), revision);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--upload-pack=touch /tmp/x")]
    [InlineData("--output=x")]
    [InlineData(":/.*.*.*.*x")]
    [InlineData("HEAD^{/(a+)+$}")]
    [InlineData("HEAD:x")]
    [InlineData(":0:x")]
    [InlineData("main..side")]
    [InlineData("main...side")]
    [InlineData("../../../etc/passwd")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("refs/heads/*")]
    [InlineData("\\\\host\\share")]
    public void What_cannot_be_one_commit_is_not_looked_up(string revision)
    {
        _sandbox.With("x", "x").Commit();
        using var repository = Open();

        repository.Resolve(revision).ShouldBeOfType<RevisionOutcome.Malformed>().Reason.ShouldNotBeEmpty();
        repository.MergeBase(revision).ShouldBeOfType<MergeBaseOutcome.NotFound>();
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HEAD~2147483647")]
    [InlineData("HEAD~99999999999999999999")]
    [InlineData("HEAD^^^^^^^^^^^^^^^^^^^^^")]
    [InlineData("HEAD^99")]
    [InlineData("HEAD^{tree}")]
    [InlineData("HEAD^{nothing}")]
    [InlineData("HEAD^{")]
    [InlineData("HEAD@{99999}")]
    [InlineData("HEAD@{-99999}")]
    [InlineData("HEAD@{upstream}")]
    [InlineData("HEAD@{nonsense}")]
    [InlineData("^HEAD")]
    [InlineData("~")]
    [InlineData("@{")]
    [InlineData("/etc/passwd")]
    [InlineData("refs/heads/main.lock")]
    [InlineData("config")]
    [InlineData("objects")]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("1111111111111111111111111111111111111111")]
    [InlineData("$(reboot)")]
    public void What_names_no_commit_is_not_found_whatever_it_looks_like(string revision)
    {
        _sandbox.With("x", "x").Commit();
        using var repository = Open();

        repository.Resolve(revision).ShouldNotBeOfType<RevisionOutcome.Found>();
        repository.Resolve(revision).Reason.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_huge_text_is_refused()
    {
        _sandbox.Commit();
        using var repository = Open();

        repository.Resolve(string.Concat(Enumerable.Repeat("HEAD^", 10_000_000))).ShouldBeOfType<RevisionOutcome.Malformed>();
    }

    [Fact]
    public void The_beginning_of_several_names_is_not_guessed_at()
    {
        var pair = Enumerable.Range(1000, 9000).GroupBy(text => BlobName($"{text}")[..4]).First(group => group.Count() > 1);
        foreach (var text in pair)
        {
            _sandbox.With($"{text}", $"{text}");
        }

        _sandbox.Commit();
        using var repository = Open();

        repository.Resolve(pair.Key).ShouldBeOfType<RevisionOutcome.NotFound>().Reason.ShouldContain("use more digits");
    }

    [Fact]
    public void A_missing_revision_of_a_full_clone_explains_how_to_fetch_it()
    {
        _sandbox.Commit();
        _sandbox.Git("update-ref", "refs/remotes/origin/release", "HEAD");
        _sandbox.Git("remote", "add", "origin", "https://github.com/acme/orders");
        _sandbox.Git("remote", "add", "up", "https://github.com/acme/up");
        using var repository = Open();

        repository.Resolve("v2").Reason.ShouldBe("this clone has no 'v2': fetch it (git fetch origin v2, then use FETCH_HEAD)");
        repository.Resolve("origin/main").Reason.ShouldBe("this clone has no 'origin/main': fetch it (git fetch origin main:refs/remotes/origin/main)");
        repository.Resolve("up/feature/x").Reason.ShouldBe("this clone has no 'up/feature/x': fetch it (git fetch up feature/x:refs/remotes/up/feature/x)");
        repository.Resolve("release").Reason.ShouldBe("this clone has no 'release', but it has 'origin/release': use that");
        repository.Resolve("$(reboot)").Reason.ShouldBe("this clone has no '$(reboot)': specify a branch, a tag or a commit of it");
    }

    [Fact]
    public void A_missing_revision_without_a_remote_has_no_fetch_command()
    {
        _sandbox.Commit();
        using var repository = Open();

        repository.Resolve("origin/main").Reason.ShouldBe("this clone has no 'origin/main' and no remote 'origin': specify a branch, a tag or a commit of it");
        repository.Resolve("v2").Reason.ShouldBe("this clone has no 'v2': specify a branch, a tag or a commit of it");
    }

    [Fact]
    public void The_command_that_is_named_fetches_a_missing_branch()
    {
        _sandbox.Commit();
        _sandbox.Git("branch", "release");
        using var clone = _sandbox.Clone("--depth=1", "--single-branch");
        using var repository = GitRepository.Discover(clone.Path)!;
        var reason = repository.Resolve("origin/release").Reason;

        var command = reason[(reason.IndexOf("(git ", StringComparison.Ordinal) + "(git ".Length)..reason.IndexOf(')', StringComparison.Ordinal)];
        clone.Git(command.Split(' '));

        using var again = GitRepository.Discover(clone.Path)!;
        again.Resolve("origin/release").ShouldBeOfType<RevisionOutcome.Found>();
    }

    [Fact]
    public void A_missing_revision_of_a_shallow_clone_explains_how_to_deepen_it()
    {
        _sandbox.Commit();
        _sandbox.Commit("Second");
        using var clone = _sandbox.Clone("--depth=1");
        using var repository = GitRepository.Discover(clone.Path)!;

        repository.IsShallow.ShouldBeTrue();
        repository.Resolve("v1").Reason.ShouldContain("git fetch --depth=50 origin v1");
        repository.Resolve("HEAD~1").Reason.ShouldContain("git fetch --unshallow");
    }

    [SuppressMessage("Security", "CA5350", Justification = "It is how git names objects.")]
    private static string BlobName(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes($"blob {text.Length}\0{text}")));

    private GitRepository Open() => GitRepository.Discover(_sandbox.Path)!;
}
