using System.Globalization;
using Automation.Core.Trees;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests.Objects;

/// <summary>Objects are read wherever git keeps them: in files of their own, in packs, as differences, or in another repository.</summary>
public sealed class PackedCommitTests : IDisposable
{
    private const int Files = 400;

    private readonly GitSandbox _sandbox = GitSandbox.Create();

    [Theory]
    [InlineData("gc")]
    [InlineData("repack", "-a", "-d", "-f", "--depth=50", "--window=50")]
    [InlineData("repack", "-a", "-d", "-F")]
    [InlineData("count-objects")]
    public void However_they_are_kept_the_difference_and_the_files_are_the_same(params string[] repack)
    {
        var (from, to) = TwoCommits();
        _sandbox.Git(repack);

        Between(from, to).ShouldBe(["f007=new", "f123=changed 123 now", "-f200", "sub/f300=changed 300 now"]);
        EverythingIn(to).ShouldBeTrue();
        Unread().ShouldBeEmpty();
    }

    [Fact]
    public void Differences_named_by_the_object_they_are_from_are_read()
    {
        var (from, to) = TwoCommits();
        File.WriteAllText(_sandbox.At("all.txt"), _sandbox.Git("rev-list", "--objects", "--all"));

        // Without --delta-base-offset a pack names what a difference is from.
        _sandbox.GitWithInput("all.txt", "pack-objects", "--quiet", "--no-reuse-delta", "--window=50", ".git/objects/pack/pack");
        _sandbox.Git("prune-packed");

        Between(from, to).Count.ShouldBe(4);
        Unread().ShouldBeEmpty();
    }

    [Fact]
    public void What_another_repository_lends_is_read()
    {
        var (from, to) = TwoCommits();
        _sandbox.Git("gc");
        using var borrower = _sandbox.Clone("--shared");
        using var repository = GitRepository.Open(borrower.Path)!;

        repository.TreeAt(new CommitId(to)).DifferencesFrom(new CommitId(from), TestContext.Current.CancellationToken).Count.ShouldBe(4);
    }

    [Fact]
    public void An_object_that_does_not_match_its_id_is_not_returned()
    {
        var (from, to) = TwoCommits();
        var tree = _sandbox.Git("rev-parse", $"{to}^{{tree}}").Trim();
        var other = _sandbox.Git("rev-parse", $"{from}^{{tree}}").Trim();
        var path = _sandbox.At($".git/objects/{tree[..2]}/{tree[2..]}");
        File.SetAttributes(path, FileAttributes.Normal);
        File.Copy(_sandbox.At($".git/objects/{other[..2]}/{other[2..]}"), path, overwrite: true);
        using var repository = GitRepository.Open(_sandbox.Path)!;

        Should.Throw<RepositoryException>(() => repository.TreeAt(new CommitId(to)).DifferencesFrom(new CommitId(from), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_larger_than_the_limit_reports_its_size()
    {
        _sandbox.With("x", "1").Commit();
        var from = _sandbox.Git("rev-parse", "HEAD").Trim();
        var to = _sandbox.With("large", new string('a', 100_000)).Commit();
        foreach (var pack in new[] { "count-objects", "gc" })
        {
            _sandbox.Git(pack);
            using var repository = GitRepository.Open(_sandbox.Path)!;
            var files = repository.TreeAt(new CommitId(to));
            files.DifferencesFrom(new CommitId(from), TestContext.Current.CancellationToken).ShouldHaveSingleItem();

            files.Read("large", 99_999, TestContext.Current.CancellationToken).ShouldBe(new FileContent.TooLarge(100_000));
            files.Read("large", 100_000, TestContext.Current.CancellationToken).ShouldBeOfType<FileContent.Whole>().Bytes.Length.ShouldBe(100_000);
        }
    }

    [Fact]
    public void A_difference_that_leads_outside_is_refused()
    {
        // 3 bytes become 4: copy 4 bytes from place 0 of 3; insert more than follows; end early; an empty insert.
        Delta.Apply("abc"u8, [3, 4, 0x90, 4], 100).ShouldBeNull();
        Delta.Apply("abc"u8, [3, 4, 5, (byte)'x'], 100).ShouldBeNull();
        Delta.Apply("abc"u8, [3, 4, 0x90, 3], 100).ShouldBeNull();
        Delta.Apply("abc"u8, [3, 0, 0], 100).ShouldBeNull();
        Delta.Apply("abc"u8, [2, 4, 0x90, 3, 1, (byte)'x'], 100).ShouldBeNull();
        Delta.Apply("abc"u8, [3, 4, 0x90, 3, 1, (byte)'x'], 3).ShouldBeNull();
        Delta.Apply("abc"u8, [3, 4, 0x90, 3, 1, (byte)'x'], 4).ShouldBe("abcx"u8.ToArray());
    }

    [Fact]
    public void Folders_in_no_order_differ_only_in_what_differs()
    {
        var (a, b) = (new string('1', 40), new string('2', 40));
        var ordered = Folder(("a", a), ("b", a), ("c", a));
        var mixed = Folder(("c", a), ("a", b), ("b", a));

        DifferingLines.Between(ordered, mixed).Where(d => d.Value.Old != d.Value.Now).Select(d => d.Key).ShouldBe(["a"]);
        Should.Throw<RepositoryException>(() => DifferingLines.Between(ordered, "100644 x"u8));
    }

    /// <inheritdoc/>
    public void Dispose() => _sandbox.Dispose();

    private static byte[] Folder(params (string Name, string Target)[] entries)
    {
        using var bytes = new MemoryStream();
        foreach (var (name, target) in entries)
        {
            TreeLine.Write(bytes, 0x81A4, name, new ObjectName(target));
        }

        return bytes.ToArray();
    }

    private (string From, string To) TwoCommits()
    {
        for (var i = 0; i < Files; i++)
        {
            _sandbox.With(PathOf(i), Text(i));
        }

        var from = _sandbox.Commit();
        var to = _sandbox.With("f007", "new").With(PathOf(123), "changed 123 now").With(PathOf(300), "changed 300 now").Without(PathOf(200)).Commit();
        return (from, to);
    }

    private List<string> Between(string from, string to)
    {
        using var repository = GitRepository.Open(_sandbox.Path)!;
        var files = repository.TreeAt(new CommitId(to));
        return [
            .. files.DifferencesFrom(new CommitId(from), TestContext.Current.CancellationToken)
                .Select(d => d.Now is null ? $"-{d.Path}" : $"{d.Path}={TextOf(files, d.Path)}"),
        ];
    }

    // Without the library's help.
    private List<string> Unread()
    {
        using var reader = new ObjectReader(_sandbox.At(".git/objects"));
        return [
            .. _sandbox.Git("rev-list", "--objects", "--all")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => l[..40])
                .Where(name => reader.Read(new ObjectName(name), 1 << 20)?.Content is null),
        ];
    }

    private bool EverythingIn(string commit)
    {
        using var repository = GitRepository.Open(_sandbox.Path)!;
        var files = repository.TreeAt(new CommitId(commit));
        return Enumerable.Range(0, Files).Where(i => i is not (7 or 123 or 200 or 300)).All(i => TextOf(files, PathOf(i)) == Text(i))
            && files.List(TestContext.Current.CancellationToken)
                .All(f => files.Read(f.Path, 1 << 20, TestContext.Current.CancellationToken) is FileContent.Whole);
    }

    private static string TextOf(FileTree files, string path) => System.Text.Encoding.UTF8.GetString(((FileContent.Whole)files.Read(path, 1 << 20)).Bytes.Span);

    private static string PathOf(int i) =>
        i < 250 ? string.Create(CultureInfo.InvariantCulture, $"f{i:d3}") : string.Create(CultureInfo.InvariantCulture, $"sub/f{i:d3}");

    // Much the same, so that git keeps most of them as differences.
    private static string Text(int i) =>
        string.Concat(Enumerable.Range(0, 40).Select(line => string.Create(CultureInfo.InvariantCulture, $"line {line} of a text that all files share\n"))) + i;
}
