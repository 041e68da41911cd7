using Automation.Core.Trees;
using Automation.Jobs.Documents;

namespace Automation.Jobs.Tests.Documents;

/// <summary>Which files of a source are the documentation of an entity.</summary>
public sealed class DocumentFilesTests
{
    [Fact]
    public void A_source_with_many_entities_is_listed_once()
    {
        var tree = new CountedTree(
            [.. Enumerable.Range(0, 500).SelectMany(i => (string[])[$"s{i}/catalog-info.yaml", $"s{i}/README.md", $"s{i}/docs/a.md", $"s{i}/docs-old/b.md"])]);
        var documents = new DocumentFiles(tree, TestContext.Current.CancellationToken);

        for (var i = 0; i < 500; i++)
        {
            documents.Of($"s{i}/catalog-info.yaml", null).Paths.ShouldBe([$"s{i}/README.md", $"s{i}/docs/a.md"]);
        }

        tree.Listings.ShouldBe(1);
    }

    [Fact]
    public void At_most_fifty_pages_are_read_and_those_near_the_root_come_first()
    {
        var tree = new CountedTree(
            ["docs/deep/er/z.md", .. Enumerable.Range(100, 60).Select(i => $"docs/deep/{i}.md"), "docs/b.MD", "docs/index.md", "catalog-info.yaml"]);

        var paths = new DocumentFiles(tree, TestContext.Current.CancellationToken).Of("catalog-info.yaml", null).Paths;

        paths.Count.ShouldBe(DocumentFiles.MostPages);
        paths.Take(3).ShouldBe(["docs/index.md", "docs/b.MD", "docs/deep/100.md"]);
    }

    private sealed class CountedTree(IReadOnlyList<string> paths) : FileTree
    {
        private readonly string[] _paths = [.. paths.Order(StringComparer.Ordinal)];

        public int Listings { get; private set; }

        public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default)
        {
            Listings++;
            return _paths.Select(p => new FileEntry(p, FileKind.File, 1));
        }

        public override FileEntry? Find(string path) => _paths.Contains(path) ? new FileEntry(path, FileKind.File, 1) : null;

        public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) => new FileContent.Missing();
    }
}
