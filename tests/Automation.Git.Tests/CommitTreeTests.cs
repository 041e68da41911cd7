using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class CommitTreeTests : IDisposable
{
    private readonly GitSandbox _sandbox = GitSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void A_commit_and_the_directory_it_was_made_from_list_the_same()
    {
        _sandbox
            .With("catalog-info.yaml", "kind: Component").With("a-b/x", "x").With("a/x", "x").With("a.b", "").With(".github/CODEOWNERS", "* @acme/web")
            .With("é", "").With("😀", "").With("\uE000", "").With("web/node_modules/p/catalog-info.yaml", "kind: API")
            .WithLink("link", "a/x").WithLink("loop", ".").WithLink("folder", "a").WithLink("out", "/etc/passwd")
            .Commit();
        using var repository = Open(_sandbox);

        var commit = repository.TreeAt(repository.Head!);

        commit.Entries().ShouldBe(new DirectoryTree(_sandbox.Path).Entries());
        commit.Paths().ShouldBe([".github/CODEOWNERS", "a-b/x", "a.b", "a/x", "catalog-info.yaml", "folder", "link", "loop", "out", "é", "😀", "\uE000"]);
        commit.Text("catalog-info.yaml").ShouldBe("kind: Component");
        commit.Text("web/node_modules/p/catalog-info.yaml").ShouldBe("kind: API");
        commit.Unreadable.ShouldBeEmpty();
    }

    [Fact]
    public void A_commit_and_a_directory_find_and_read_the_same()
    {
        _sandbox.With("a/x", "12345").With("empty", "").WithLink("link", "a/x").WithLink("folder", "a").Commit();
        using var repository = Open(_sandbox);
        var (commit, directory) = (repository.TreeAt(repository.Head!), new DirectoryTree(_sandbox.Path));

        foreach (var path in new[]
        {
            "a",
            "a/x",
            "empty",
            "link",
            "folder",
            "folder/x",
            "a/x/y",
            "",
            ".",
            "..",
            "../x",
            "/a/x",
            "a/",
            "a//x",
            "a/../a/x",
            ".git",
            ".git/config",
            "a\0",
            "none",
        })
        {
            commit.Find(path)?.WithoutBlob().ShouldBe(directory.Find(path), path);
            (commit.Find(path) is null).ShouldBe(directory.Find(path) is null, path);
            commit.Contains(path).ShouldBe(directory.Contains(path), path);
            commit.Content(path, 4).GetType().ShouldBe(directory.Content(path, 4).GetType(), path);
        }

        commit.Content("a/x", 4).ShouldBe(new FileContent.TooLarge(5));
        commit.Reason("link").ShouldBe(directory.Reason("link"));
        commit.Reason("a").ShouldBe(directory.Reason("a"));
    }

    [Fact]
    public void A_submodule_is_part_of_neither()
    {
        using var library = GitSandbox.Create();
        library.With("catalog-info.yaml", "kind: API").Commit();
        _sandbox.With("x", "x").Git("submodule", "--quiet", "add", library.Path, "vendor/library");
        _sandbox.Commit();
        using var repository = Open(_sandbox);

        foreach (var tree in new FileTree[] { repository.TreeAt(repository.Head!), new DirectoryTree(_sandbox.Path) })
        {
            tree.Paths().ShouldBe([".gitmodules", "x"]);
            tree.Find("vendor/library").ShouldBeNull();
            tree.Find("vendor/library/catalog-info.yaml").ShouldBeNull();
            tree.Find("vendor")!.Kind.ShouldBe(FileKind.Folder);
        }
    }

    [Fact]
    public void An_older_commit_is_read_as_it_was()
    {
        var before = _sandbox.With("x", "old").Commit();
        _sandbox.With("x", "new").With("y", "").Commit();
        using var repository = Open(_sandbox);

        var tree = repository.TreeAt(new CommitId(before));

        tree.Paths().ShouldBe(["x"]);
        tree.Text("x").ShouldBe("old");
        tree.Commit.Sha.ShouldBe(before);
    }

    [Fact]
    public void Bytes_are_those_of_the_commit_whatever_the_attributes_ask_for()
    {
        _sandbox.With(".gitattributes", "* text eol=crlf ident\n").With("x", "$Id$\n").Commit();
        using var repository = Open(_sandbox);

        repository.TreeAt(repository.Head!).Text("x").ShouldBe("$Id$\n");
    }

    [Fact]
    public void A_file_that_a_partial_clone_lacks_is_reported()
    {
        _sandbox.With("a/x", "x").Commit();
        using var clone = _sandbox.Clone("--filter=blob:none", "--no-checkout");
        using var repository = Open(clone);

        var tree = repository.TreeAt(repository.Head!);

        tree.Entries().ShouldBe([new FileEntry("a/x", FileKind.File, 0)]);
        tree.Reason("a/x").ShouldContain("not in this clone");
        tree.Content("none").ShouldBeOfType<FileContent.Missing>();
    }

    [Fact]
    public void A_folder_a_partial_clone_left_behind_is_reported()
    {
        _sandbox.With("a/x", "x").With("y", "y").Commit();
        using var clone = _sandbox.Clone("--filter=tree:1", "--no-checkout");
        using var repository = Open(clone);

        var tree = repository.TreeAt(repository.Head!);

        tree.Paths().ShouldBe(["y"]);
        tree.Unreadable.ShouldHaveSingleItem().Path.ShouldBe("a");
        tree.Reason("a/x").ShouldContain("not in this clone");
        tree.Find("a/x").ShouldBeNull();
    }

    [Fact]
    public void A_broken_object_is_unreadable()
    {
        _sandbox.With("x", "hello").Commit();
        var blob = _sandbox.Git("rev-parse", "HEAD:x");
        var file = _sandbox.At($".git/objects/{blob[..2]}/{blob[2..]}");
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllText(file, "not an object");
        using var repository = Open(_sandbox);

        repository.TreeAt(repository.Head!).Content("x").ShouldBeOfType<FileContent.Unreadable>();
    }

    [Fact]
    public void Folders_that_hold_each_other_a_billion_times_are_refused()
    {
        // Ten folders of ten folders of ten folders …: ten objects, 10^10 files.
        var @object = _sandbox.With("x", "x").Git("hash-object", "-w", "x");
        var entry = $"100644 blob {@object}";
        for (var level = 0; level < 10; level++)
        {
            _sandbox.With("tree", string.Concat(Enumerable.Range(0, 10).Select(i => $"{entry}\t{i}\n")));
            entry = $"040000 tree {_sandbox.GitWithInput("tree", "mktree")}";
        }

        var commit = _sandbox.Git("commit-tree", "-m", "bomb", entry[12..]);
        _sandbox.Git("update-ref", "refs/heads/bomb", commit);
        _sandbox.Git("gc", "--quiet");      // As it comes over the wire: in one pack.
        using var repository = Open(_sandbox);

        Should.Throw<RepositoryException>(() => repository.TreeAt(new CommitId(commit)).Entries()).Message.ShouldContain("more than 1000000");
        repository.TreeAt(new CommitId(commit)).Text("0/1/2/3/4/5/6/7/8/9").ShouldBe("x");
    }

    [Fact]
    public void A_commit_this_clone_lacks_is_an_error_for_people()
    {
        _sandbox.Commit();
        using var repository = Open(_sandbox);

        Should.Throw<RepositoryException>(() => repository.TreeAt(new CommitId(new string('1', 40)))).Message.ShouldContain("1111111111");
    }

    private static GitRepository Open(GitSandbox sandbox) => GitRepository.Discover(sandbox.Path)!;
}
