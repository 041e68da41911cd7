using Automation.Core.Trees;
using Automation.GitHub.Trees;

namespace Automation.GitHub.Tests.Trees;

public sealed class ListedTreeTests
{
    private static readonly string[] Paths = ["a", "a-b/c", "a.b", "a/b", "a/b-c", "a/b.d/e", "a0", "b/a/c", "b/c"];

    // "a" is a file in one of them and a folder in the other, and "a-b" comes before "a/b".
    [Fact]
    public void Files_and_folders_are_found_by_their_whole_paths_whatever_comes_beside_them()
    {
        foreach (var left in Paths)
        {
            var files = Paths.Where(p => p != left && !(left != "a" && p == "a")).Order(StringComparer.Ordinal).ToList();
            var folders = files.SelectMany(FoldersOf).ToHashSet(StringComparer.Ordinal);
            var tree = new ListedTree([.. files.Select(f => new FileEntry(f, FileKind.File, 1))], files, []);

            foreach (var path in Paths.SelectMany(FoldersOf).Concat(Paths).Concat(["", "/", "a/", "a/b/c", "c", "Z"]).Distinct(StringComparer.Ordinal))
            {
                (tree.File(path)?.Path).ShouldBe(files.Contains(path) ? path : null, $"{path} without {left}");
                tree.HasFolder(path).ShouldBe(folders.Contains(path), $"{path} without {left}");
            }
        }
    }

    private static IEnumerable<string> FoldersOf(string path) => path.Index().Where(c => c.Item == '/').Select(c => path[..c.Index]);
}
