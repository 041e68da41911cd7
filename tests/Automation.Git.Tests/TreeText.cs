using System.Text;
using Automation.Core.Trees;

namespace Automation.Git.Tests;

/// <summary>Says what a tree holds in words a test can compare.</summary>
internal static class TreeText
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>What a tree lists. The name of a file's content is left out: a directory does not know it.</summary>
    public static FileEntry[] Entries(this FileTree tree) => [.. tree.List(Test).Select(WithoutBlob)];

    public static FileEntry WithoutBlob(this FileEntry entry) => entry with { BlobId = null };

    public static string[] Paths(this FileTree tree) => [.. tree.Entries().Select(entry => entry.Path)];

    public static FileContent Content(this FileTree tree, string path, long limit = 1 << 20) => tree.Read(path, limit, Test);

    public static string Text(this FileTree tree, string path) =>
        Encoding.UTF8.GetString(tree.Content(path).ShouldBeOfType<FileContent.Whole>().Bytes.Span);

    public static string Reason(this FileTree tree, string path) =>
        tree.Content(path).ShouldBeOfType<FileContent.Unreadable>().Reason;
}
