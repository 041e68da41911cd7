using System.Net.Sockets;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class DirectoryTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DirectoryTree Tree => new(_folder.Path);

    private string At(string path) => Path.Combine(_folder.Path, path);

    [Fact]
    public void Files_are_listed_in_the_ordinal_order_of_their_whole_paths()
    {
        _folder.With("a/x", "1").With("a-b/x", "22").With("a.yaml", "").With("B", "");

        Tree.Entries().ShouldBe(
        [
            new FileEntry("B", FileKind.File, 0),
            new FileEntry("a-b/x", FileKind.File, 2),
            new FileEntry("a.yaml", FileKind.File, 0),
            new FileEntry("a/x", FileKind.File, 1),
        ]);
    }

    [Fact]
    public void Hidden_files_are_listed_and_installed_packages_are_not()
    {
        _folder.With(".github/CODEOWNERS", "").With(".hidden", "").With("web/node_modules/left-pad/catalog-info.yaml", "kind: Component");

        Tree.Paths().ShouldBe([".github/CODEOWNERS", ".hidden"]);
        Tree.Text("web/node_modules/left-pad/catalog-info.yaml").ShouldBe("kind: Component");
    }

    [Fact]
    public void What_belongs_to_git_or_to_another_repository_is_not_part_of_the_tree()
    {
        _folder.With(".git/config", "secret").With("a/.git/HEAD", "").With("a/b/x", "x").With("c/.git", "gitdir: elsewhere").With("c/x", "x").With("d", "");

        Tree.Paths().ShouldBe(["d"]);
        foreach (var path in new[] { ".git", ".git/config", ".GIT/config", "a", "a/.git/HEAD", "a/b/x", "c", "c/x" })
        {
            Tree.Find(path).ShouldBeNull(path);
            Tree.Content(path, 100).ShouldBeOfType<FileContent.Missing>(path);
            Tree.Contains(path).ShouldBeFalse(path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/b")]
    [InlineData("a/gone")]
    [InlineData("a/file")]
    [InlineData("link")]
    [InlineData("other")]
    [InlineData("other/inner")]
    [InlineData("node_modules")]
    [InlineData("a/node_modules/left-pad")]
    [InlineData("..")]
    [InlineData(".git")]
    public void Below_a_folder_is_what_the_whole_list_has_there(string folder)
    {
        _folder.With("a/b/x", "1").With("a/b/c/y", "22").With("a/file", "").With("ab/x", "").With("other/.git/HEAD", "").With("other/inner/z", "")
            .With("node_modules/m", "").With("a/node_modules/left-pad/m", "").With("a/b/nested/.git", "gitdir: elsewhere").With("a/b/nested/w", "");
        Directory.CreateSymbolicLink(At("link"), "a");

        Tree.ListBelow(folder, TestContext.Current.CancellationToken)
            .ShouldBe(Tree.List(TestContext.Current.CancellationToken).Where(e => RepositoryPath.Within(folder, e.Path) is not null));
    }

    [Fact]
    public void Links_are_listed_and_never_followed()
    {
        _folder.With("a/x", "x");
        File.CreateSymbolicLink(At("file"), "a/x");
        File.CreateSymbolicLink(At("loop"), ".");
        File.CreateSymbolicLink(At("a/up"), "..");
        File.CreateSymbolicLink(At("out"), "/etc");
        File.CreateSymbolicLink(At("zero"), "/dev/zero");
        File.CreateSymbolicLink(At("nowhere"), "not-there");

        Tree.Entries().ShouldBe(
        [
            new FileEntry("a/up", FileKind.Link, 0),
            new FileEntry("a/x", FileKind.File, 1),
            new FileEntry("file", FileKind.Link, 0),
            new FileEntry("loop", FileKind.Link, 0),
            new FileEntry("nowhere", FileKind.Link, 0),
            new FileEntry("out", FileKind.Link, 0),
            new FileEntry("zero", FileKind.Link, 0),
        ]);
        Tree.Reason("zero").ShouldBe("it is a symbolic link, and links are not followed");
        Tree.Find("out")!.Kind.ShouldBe(FileKind.Link);
        Tree.Find("out/passwd").ShouldBeNull();
        Tree.Find("loop/a/x").ShouldBeNull();
        Tree.Content("a/up/a/x", 100).ShouldBeOfType<FileContent.Missing>();
    }

    [Fact]
    public void The_root_itself_may_be_a_link()
    {
        _folder.With("real/x", "x");
        Directory.CreateSymbolicLink(At("root"), "real");

        new DirectoryTree(At("root")).Text("x").ShouldBe("x");
        new DirectoryTree(At("root")).Paths().ShouldBe(["x"]);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_pipe_that_is_named_like_a_descriptor_is_never_opened()
    {
        PosixCalls.MakePipe(At("catalog-info.yaml"));

        await Task.Run(() =>
        {
            Tree.Entries().ShouldBe([new FileEntry("catalog-info.yaml", FileKind.Other, 0)]);
            Tree.Reason("catalog-info.yaml").ShouldBe("it is a pipe, a socket or a device, not a file");
        }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_socket_is_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), PosixCalls.NeedsPosix);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("s")));

        Tree.Find("s")!.Kind.ShouldBe(FileKind.Other);
        Tree.Reason("s").ShouldContain("socket");
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void A_device_is_never_opened(string device)
    {
        Assert.SkipUnless(File.Exists(device), "This system has no such device.");

        new DirectoryTree("/dev").Find(Path.GetFileName(device))!.Kind.ShouldBe(FileKind.Other);
        new DirectoryTree("/dev").Reason(Path.GetFileName(device)).ShouldContain("device");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("/")]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a/../a/x")]
    [InlineData("./a/x")]
    [InlineData("a//x")]
    [InlineData("a/x/")]
    [InlineData("a/x\0")]
    [InlineData("a\0/../x")]
    [InlineData("a/x/y")]
    public void A_path_that_is_not_plain_finds_nothing(string path)
    {
        _folder.With("root/a/x", "x").With("outside", "secret");
        var tree = new DirectoryTree(At("root"));

        tree.Find(path).ShouldBeNull();
        tree.Contains(path).ShouldBeFalse();
        tree.Content(path, 100).ShouldBeOfType<FileContent.Missing>();
    }

    [Fact]
    public void A_path_of_any_length_finds_nothing()
    {
        Tree.Find(new string('a', 100_000)).ShouldBeNull();
        Tree.Find(new string('a', 300)).ShouldBeNull();
        Tree.Find(string.Join('/', Enumerable.Repeat("a", 2_000))).ShouldBeNull();
    }

    [Fact]
    public void A_backslash_leads_nowhere()
    {
        _folder.With("root/x", "x").With("outside", "secret");

        new DirectoryTree(At("root")).Find("..\\outside").ShouldBeNull();
    }

    [Fact]
    public void Folders_are_found_but_hold_no_text()
    {
        _folder.With("docs/index.md", "# Docs");

        Tree.Find("docs").ShouldBe(new FileEntry("docs", FileKind.Folder, 0));
        Tree.Contains("docs").ShouldBeTrue();
        Tree.Reason("docs").ShouldBe("it is a folder, not a file");
    }

    [Fact]
    public void A_file_is_read_up_to_the_limit_and_not_beyond()
    {
        _folder.With("x", "12345").With("empty", "");

        Tree.Text("empty").ShouldBe("");
        Tree.Content("x", 5).ShouldBeOfType<FileContent.Whole>();
        Tree.Content("x", long.MaxValue).ShouldBeOfType<FileContent.Whole>();
        Tree.Content("x", 4).ShouldBe(new FileContent.TooLarge(5));
        Tree.Content("nothing", 4).ShouldBeOfType<FileContent.Missing>();
    }

    [Fact]
    public void A_huge_file_is_not_buffered()
    {
        using (var file = File.OpenHandle(At("huge"), FileMode.Create, FileAccess.Write))
        {
            RandomAccess.SetLength(file, 8L << 30);
        }

        Tree.Content("huge", 1 << 20).ShouldBe(new FileContent.TooLarge(8L << 30));
    }

    [Theory]
    [InlineData(3, 10, 20, false)]
    [InlineData(3, 20, 20, false)]
    [InlineData(0, 20, 20, false)]
    [InlineData(3, 21, 20, true)]
    [InlineData(3, 1_000_000, 20, true)]
    public void A_file_that_grows_while_it_is_read_stays_within_the_limit(int believed, int actual, int limit, bool tooLarge)
    {
        using var stream = new MemoryStream(new byte[actual]);

        var content = BoundedRead.From(stream, believed, limit, TestContext.Current.CancellationToken);

        stream.Position.ShouldBeLessThanOrEqualTo(limit + 1);
        (content is FileContent.TooLarge).ShouldBe(tooLarge);
        (content as FileContent.Whole)?.Bytes.Length.ShouldBe(actual);
    }

    [Fact]
    public void A_file_without_read_permission_is_reported()
    {
        PosixCalls.RequireFileModes();
        _folder.With("x", "x");
        PosixCalls.SetMode(At("x"), UnixFileMode.None);

        Tree.Reason("x").ShouldBe("permission to read it was denied");
    }

    [Fact]
    public void A_folder_that_may_not_be_read_is_reported_and_the_rest_is_listed()
    {
        PosixCalls.RequireFileModes();
        _folder.With("closed/x", "x").With("open/x", "x");
        PosixCalls.SetMode(At("closed"), UnixFileMode.None);
        try
        {
            var tree = Tree;
            tree.Paths().ShouldBe(["open/x"]);
            tree.Unreadable.ShouldBe([new UnreadableFolder("closed", "permission to read it was denied")]);
        }
        finally
        {
            PosixCalls.SetMode(At("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_root_that_is_not_there_is_reported_and_nothing_is_listed()
    {
        var tree = new DirectoryTree(At("vanished"));

        tree.Paths().ShouldBeEmpty();
        tree.Unreadable.ShouldBe([new UnreadableFolder("", "it does not exist")]);
        tree.Find("x").ShouldBeNull();
    }

    [Fact]
    public void Folders_below_the_deepest_are_reported()
    {
        Directory.CreateDirectory(At(string.Join('/', Enumerable.Repeat("d", 1_000))));

        var tree = Tree;
        tree.Paths().ShouldBeEmpty();
        tree.Unreadable.ShouldHaveSingleItem().Reason.ShouldBe("it is more than 128 folders deep");
    }

    [Fact]
    public void Many_empty_folders_are_no_trouble()
    {
        for (var i = 0; i < 20_000; i++)
        {
            Directory.CreateDirectory(At($"{i % 100}/{i}"));
        }

        Tree.Paths().ShouldBeEmpty();
    }

    [Fact]
    public void A_cancelled_list_stops()
    {
        Should.Throw<OperationCanceledException>(() => Tree.List(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_name_that_is_not_utf8_does_no_harm()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has such names.");
        PosixCalls.Shell("printf x > \"$0/$(printf 'a\\377b')\"", _folder.Path);
        try
        {
            _folder.With("c", "c");

            Tree.Paths().ShouldBe(["a\uFFFDb", "c"], ignoreOrder: true);
            Tree.Content("a\uFFFDb").ShouldBeOfType<FileContent.Missing>();
        }
        finally
        {
            PosixCalls.Shell("rm -r \"$0\"/*", _folder.Path);    // .NET cannot.
        }
    }

    [Fact]
    public void Names_are_kept_letter_by_letter()
    {
        var names = new[] { "a b", "é", "日本", "😀", "\uFFFD-", "new\nline", "back\\slash", "-dash", "a:b" }
            .Where(name => !OperatingSystem.IsWindows() || name.IndexOfAny(['\n', '\\', ':']) < 0)
            .ToArray();
        foreach (var name in names)
        {
            _folder.With(name, name);
        }

        Tree.Paths().ShouldBe(names.Order(StringComparer.Ordinal));
        foreach (var name in names)
        {
            Tree.Text(name).ShouldBe(name);
        }
    }
}
