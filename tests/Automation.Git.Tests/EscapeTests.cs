using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Testing;
using CsCheck;

namespace Automation.Git.Tests;

/// <summary>Whatever path is asked for, nothing outside the tree is ever found, read or written.</summary>
public sealed class EscapeTests : IDisposable
{
    private const string Secret = "secret";

    private static readonly Gen<string> Path = Gen.OneOf(
        Gen.OneOf(
            "..",
            ".",
            "",
            "a",
            "b",
            "x",
            "up",
            "out",
            "self",
            ".git",
            ".GIT",
            "config",
            "secret",
            "outside",
            "~",
            "\\",
            "..\\",
            "\0",
            "etc",
            "passwd",
            "...",
            "%2e%2e",
            "a ",
            "a:b")
            .Array[1, 8].Select(segments => string.Join('/', segments)),
        Gen.String[0, 30],
        Gen.String[Gen.OneOf('.', '/', '\\', 'a', 'x', '\0', '~'), 0, 20]);

    private readonly GitSandbox _sandbox = GitSandbox.Create();

    public EscapeTests()
    {
        _sandbox.With("a/b/x", "fine").With("x", "fine")
            .WithLink("a/up", "..").WithLink("out", "../outside").WithLink("self", ".").WithLink("a/out", "../../outside/secret").WithLink("b", "/");
        Directory.CreateDirectory(_sandbox.Beside("outside"));
        File.WriteAllText(_sandbox.Beside("outside/secret"), Secret);
        File.WriteAllText(_sandbox.Beside("secret"), Secret);
        File.WriteAllText(_sandbox.At(".git/secret"), Secret);
        _sandbox.Commit();
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void What_can_be_read_is_what_is_listed()
    {
        using var repository = GitRepository.Discover(_sandbox.Path)!;
        FileTree[] trees = [new DirectoryTree(_sandbox.Path), repository.TreeAt(repository.Head!)];
        var listed = trees[0].Paths();

        Path.Sample(
            path =>
            {
                foreach (var tree in trees)
                {
                    if (tree.Content(path) is FileContent.Whole whole)
                    {
                        listed.ShouldContain(path);
                        whole.Bytes.Length.ShouldBe("fine".Length);
                    }

                    (tree.Find(path) is null or { Kind: FileKind.Folder } || listed.Contains(path)).ShouldBeTrue(path);
                }

                repository.IsIgnored(path).ShouldBeFalse();
            },
            iter: 20_000,
            threads: 1);
    }

    [Fact]
    public void Nothing_outside_is_written()
    {
        Path.Sample(path => WorkingFile.Replace(_sandbox.Path, path.Replace("x", "y", StringComparison.Ordinal), "new"u8.ToArray()), iter: 2_000, threads: 1);

        foreach (var secret in new[] { _sandbox.Beside("outside/secret"), _sandbox.Beside("secret"), _sandbox.At(".git/secret") })
        {
            File.ReadAllText(secret).ShouldBe(Secret);
        }

        Directory.GetFileSystemEntries(_sandbox.Beside("outside")).ShouldHaveSingleItem();
        Directory.GetFileSystemEntries(_sandbox.Beside("")).Length.ShouldBe(3);
    }

    [Fact]
    public void Any_text_may_be_asked_for_as_a_revision()
    {
        using var repository = GitRepository.Discover(_sandbox.Path)!;

        Gen.OneOf(
            Gen.String[0, 40],
            Gen.String[Gen.OneOf('@', '{', '}', '^', '~', '-', '/', '.', 'H', '1', '0', ':', 'm', 'a', 'i', 'n'), 0, 12],
            Gen.String[Gen.OneOf('^', '~', '1', '{', '}', '0'), 0, 6].Select(end => "HEAD" + end))
            .Sample(
                revision => (repository.Resolve(revision) is RevisionOutcome.Found || repository.Resolve(revision).Reason.Length > 0).ShouldBeTrue(revision),
                iter: 20_000,
                threads: 1);
    }
}
