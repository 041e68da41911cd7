using System.Text;
using Automation.Git.Disk;
using Automation.Git.Objects;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class WorkingFileTests : IDisposable
{
    private static readonly byte[] New = Encoding.UTF8.GetBytes("new");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Root => Path.Combine(_folder.Path, "root");

    private string At(string path) => Path.Combine(Root, path);

    [Fact]
    public void A_file_is_replaced_and_nothing_is_left_beside_it()
    {
        _folder.With("root/a/x", "a much longer text than the new one");

        WorkingFile.Replace(Root, "a/x", New).ShouldBeOfType<WriteOutcome.Written>();

        File.ReadAllText(At("a/x")).ShouldBe("new");
        Directory.GetFileSystemEntries(At("a")).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_file_is_made_where_its_folder_stands()
    {
        _folder.With("root/a/x", "");

        WorkingFile.Replace(Root, "a/y", New).ShouldBeOfType<WriteOutcome.Written>();
        WorkingFile.Replace(Root, "y", New).ShouldBeOfType<WriteOutcome.Written>();

        File.ReadAllText(At("a/y")).ShouldBe("new");
        WorkingFile.Replace(Root, "b/y", New).ShouldBe(new WriteOutcome.Refused("'b' is not a folder of this repository"));
    }

    [Fact]
    public void The_mode_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        _folder.With("root/x", "");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherExecute;
        PosixCalls.SetMode(At("x"), Mode);

        WorkingFile.Replace(Root, "x", New).ShouldBeOfType<WriteOutcome.Written>();

        PosixCalls.ModeOf(At("x")).ShouldBe(Mode);
    }

    [Fact]
    public void Links_and_paths_that_leave_the_root_are_refused()
    {
        _folder.With("root/x", "old")
            .With("root/a/x", "old")
            .With("outside/x", "old")
            .With("root/.git/config", "old")
            .With("root/other/.git/config", "old")
            .With("root/other/x", "old");
        File.CreateSymbolicLink(At("link"), "x");
        File.CreateSymbolicLink(At("dangling"), "../outside/made");
        File.CreateSymbolicLink(At("out"), "../outside");
        PosixCalls.MakePipe(At("pipe"));

        foreach (var path in new[]
        {
            "link",
            "dangling",
            "out",
            "out/x",
            "out/made",
            "pipe",
            "a",
            "",
            ".",
            "..",
            "../outside/x",
            "/etc/x",
            "a/../x",
            "x/",
            "x\0",
            ".git/config",
            ".git/hooks",
            "other/x",
            "other/y",
            "x/y",
        })
        {
            WorkingFile.Replace(Root, path, New).ShouldBeOfType<WriteOutcome.Refused>(path).Reason.ShouldNotBeEmpty();
        }

        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is "x" or "config")
            .ShouldAllBe(file => File.ReadAllText(file) == "old");
        Directory.GetFileSystemEntries(Path.Combine(_folder.Path, "outside")).ShouldHaveSingleItem();
        new FileInfo(At("link")).LinkTarget.ShouldBe("x");
    }

    [Fact]
    public void A_write_that_fails_leaves_the_file_as_it_was()
    {
        // A submodule's folder is not a file to the tree, so that only the system finds out.
        _folder.With("root/module/.git", "gitdir: x");

        Should.Throw<RepositoryException>(() => WorkingFile.Replace(Root, "module", New)).Message.ShouldStartWith("module could not be written: ");

        Directory.GetFileSystemEntries(Root).ShouldHaveSingleItem();
        File.ReadAllText(At("module/.git")).ShouldBe("gitdir: x");
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_an_error_for_people()
    {
        PosixCalls.RequireFileModes();
        _folder.With("root/x", "old");
        PosixCalls.SetMode(Root, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Should.Throw<RepositoryException>(() => WorkingFile.Replace(Root, "x", New)).Message.ShouldContain("permission to write");
            File.ReadAllText(At("x")).ShouldBe("old");
        }
        finally
        {
            PosixCalls.SetMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
