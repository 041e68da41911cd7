using System.Text;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Objects;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class FolderWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Root => Path.Combine(_folder.Path, "out");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_that_is_new_or_empty_takes_its_place_at_once(bool isThere)
    {
        if (isThere)
        {
            Directory.CreateDirectory(Root);
        }

        Apply(Write("a/b.txt", "1"), Write("c.txt", "2"));

        Everything().ShouldBe(["a/b.txt=1", "c.txt=2"]);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([Root]);
    }

    [Fact]
    public void Files_are_written_replaced_and_deleted_and_others_stay()
    {
        _folder.With("out/keep/k", "0").With("out/a/b/gone", "1").With("out/c", "1");

        Apply(Gone("a/b/gone"), Write("c", "2"), Write("n/e/w", "3"));

        Everything().ShouldBe(["c=2", "keep/k=0", "n/e/w=3"]);
        Directory.Exists(Path.Combine(Root, "a")).ShouldBeFalse("With the last file of a folder the folder goes.");
    }

    [Fact]
    public void A_folder_in_which_something_is_left_stays()
    {
        _folder.With("out/a/gone", "1").With("out/a/left", "1");

        Apply(Gone("a/gone"), Gone("never/was"));

        Everything().ShouldBe(["a/left=1"]);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/etc/out")]
    [InlineData("a/../../out")]
    [InlineData(".git/config")]
    [InlineData("a\nDb")]
    public void A_path_that_leaves_the_folder_is_refused_whether_the_folder_is_new_or_not(string path)
    {
        Should.Throw<RepositoryException>(() => Apply(Write(path, "x")));
        Directory.Exists(Root).ShouldBeFalse();

        _folder.With("out/there", "0");
        Should.Throw<RepositoryException>(() => Apply(Write("there", "1"), Write(path, "x")));
        Everything().ShouldBe(["there=0"]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(200)]
    public void A_file_of_a_new_folder_that_the_system_refuses_is_reported_and_none_of_many_is_written(int files)
    {
        TreeChange[] changes = [.. Enumerable.Range(0, files).Select(i => Write($"f{i}", "x")), Write(new string('n', 300), "x")];

        Should.Throw<RepositoryException>(() => Apply(changes)).Message.ShouldContain("could not be written");
        Directory.Exists(Root).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_written_through_a_link_into_another_repository_or_over_a_folder()
    {
        _folder.With("out/there", "0").With("elsewhere/x", "0").With("out/clone/.git/HEAD", "").With("out/full/file", "0");
        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), Path.Combine(_folder.Path, "elsewhere"));

        foreach (var path in (string[])["link/x", "clone/x", "there/x", "full"])
        {
            Should.Throw<RepositoryException>(() => Apply(Write("there", "1"), Write(path, "1")));
        }

        File.ReadAllText(Path.Combine(Root, "there")).ShouldBe("0");
        File.ReadAllText(Path.Combine(_folder.Path, "elsewhere/x")).ShouldBe("0");
        Directory.GetFileSystemEntries(Root, ".automation*").ShouldBeEmpty();
    }

    [Fact]
    public void A_link_where_a_file_goes_is_replaced_and_not_followed()
    {
        _folder.With("out/there", "0").With("elsewhere", "0");
        File.CreateSymbolicLink(Path.Combine(Root, "link"), Path.Combine(_folder.Path, "elsewhere"));

        Apply(Write("link", "1"));

        File.ReadAllText(Path.Combine(_folder.Path, "elsewhere")).ShouldBe("0");
        File.ReadAllText(Path.Combine(Root, "link")).ShouldBe("1");
    }

    [Fact]
    public void An_empty_folder_that_a_link_leads_to_is_written_into()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere"));
        Directory.CreateSymbolicLink(Root, Path.Combine(_folder.Path, "elsewhere"));

        Apply(Write("a", "1"));

        File.ReadAllText(Path.Combine(_folder.Path, "elsewhere/a")).ShouldBe("1");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_journal_that_was_worked_off_in_part_is_finished(int done)
    {
        _folder.With("out/a/gone", "1").With("out/b", "1").With("out/keep", "0");
        _folder.With("out/.automation-pending/journal", "Da/gone\nWb\nWc/new\nWd\n");
        (string Path, string? Text)[] changes = [("a/gone", null), ("b", "2"), ("c/new", "3"), ("d", "4")];
        for (var i = 0; i < changes.Length; i++)
        {
            if (changes[i].Text is { } text)
            {
                _folder.With(i < done ? $"out/{changes[i].Path}" : $"out/.automation-pending/{i}", text);
            }
            else if (i < done)
            {
                Directory.Delete(Path.Combine(Root, "a"), recursive: true);
            }
        }

        FolderWriter.Recover(Root);

        Everything().ShouldBe(["b=2", "c/new=3", "d=4", "keep=0"]);
        Directory.GetFileSystemEntries(Root, ".automation*").ShouldBeEmpty();
        FolderWriter.Recover(Root);
    }

    [Fact]
    public void A_write_works_off_the_journal_of_the_one_before_it_first()
    {
        _folder.With("out/a", "1")
            .With("out/.automation-pending/journal", "Wa\nWb\n")
            .With("out/.automation-pending/0", "2")
            .With("out/.automation-pending/1", "2");

        Apply(Write("a", "3"));

        Everything().ShouldBe(["a=3", "b=2"]);
    }

    [Fact]
    public void What_was_only_laid_out_counts_for_nothing_and_goes_after_a_day()
    {
        _folder.With("out/a", "1");
        foreach (var name in (string[])["out/.automation-pending-0123abcd", "out/.automation-pending-89ab0123"])
        {
            _folder.With($"{name}/0", "2").With($"{name}/journal", "Wa\n");
        }

        Directory.SetLastWriteTimeUtc(Path.Combine(Root, ".automation-pending-0123abcd"), DateTime.UnixEpoch);

        FolderWriter.Recover(Root);
        Apply(Write("b", "3"));

        File.ReadAllText(Path.Combine(Root, "a")).ShouldBe("1");
        Directory.GetDirectories(Root).ShouldBe([Path.Combine(Root, ".automation-pending-89ab0123")]);
    }

    [Fact]
    public void A_new_folder_that_was_only_laid_out_counts_for_nothing_and_goes_after_a_day()
    {
        _folder.With("out.0123abcd.tmp/a", "1").With("out.89ab0123.tmp/a", "1").With("out.other.tmp/a", "1");
        foreach (var name in (string[])["out.0123abcd.tmp", "out.other.tmp"])
        {
            Directory.SetLastWriteTimeUtc(Path.Combine(_folder.Path, name), DateTime.UnixEpoch);
        }

        Apply(Write("b", "3"));

        Everything().ShouldBe(["b=3"]);
        Directory.GetDirectories(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["out", "out.89ab0123.tmp", "out.other.tmp"]);
    }

    [Theory]
    [InlineData("D../victim\n")]
    [InlineData("W../victim\n")]
    [InlineData("Dlink/victim\n")]
    public void A_journal_that_somebody_has_committed_leads_nowhere_else(string journal)
    {
        _folder.With("victim", "0").With("elsewhere/victim", "0").With("out/.automation-pending/journal", journal).With("out/.automation-pending/0", "1");
        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), Path.Combine(_folder.Path, "elsewhere"));

        Should.Throw<RepositoryException>(() => FolderWriter.Recover(Root));

        File.ReadAllText(Path.Combine(_folder.Path, "victim")).ShouldBe("0");
        File.ReadAllText(Path.Combine(_folder.Path, "elsewhere/victim")).ShouldBe("0");
    }

    [Fact]
    public void A_journal_that_is_a_link_is_not_followed()
    {
        _folder.With("out/a", "0").With("elsewhere/journal", "Da\n");
        Directory.CreateSymbolicLink(Path.Combine(Root, ".automation-pending"), Path.Combine(_folder.Path, "elsewhere"));

        Should.Throw<RepositoryException>(() => FolderWriter.Recover(Root)).Message.ShouldContain("delete it");

        Everything().ShouldContain("a=0");
    }

    [Fact]
    public void What_is_interrupted_changes_nothing()
    {
        _folder.With("out/a", "1");

        Should.Throw<OperationCanceledException>(() => FolderWriter.Apply(Root, [Write("a", "2")], new CancellationToken(canceled: true)));

        Everything().ShouldBe(["a=1"]);
    }

    private void Apply(params TreeChange[] changes) => FolderWriter.Apply(Root, changes, TestContext.Current.CancellationToken);

    private static TreeChange Write(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private static TreeChange Gone(string path) => new(path, null);

    private IEnumerable<string> Everything() => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(f => $"{Path.GetRelativePath(Root, f).Replace('\\', '/')}={File.ReadAllText(f)}")
        .Order(StringComparer.Ordinal);
}
