using System.Text;
using Automation.Core.Trees;

namespace Automation.GitOps.Tests.Reading;

/// <summary>Files and links in memory: a text that begins with <c>-> </c> is a link to what follows.</summary>
internal sealed class LinkedFilesTree(params (string Path, string Text)[] files) : FileTree
{
    private const string Arrow = "-> ";

    private readonly SortedDictionary<string, string> _files = new(files.ToDictionary(f => f.Path, f => f.Text), StringComparer.Ordinal);

    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _files.Keys.Select(p => Find(p)!);

    public override FileEntry? Find(string path) =>
        !_files.TryGetValue(path, out var text) ? null
        : new FileEntry(path, text.StartsWith(Arrow, StringComparison.Ordinal) ? FileKind.Link : FileKind.File, text.Length);

    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        !_files.TryGetValue(path, out var text) ? new FileContent.Missing()
        : text.StartsWith(Arrow, StringComparison.Ordinal) ? new FileContent.Unreadable("it is a link")
        : text.Length > limit ? new FileContent.TooLarge(text.Length)
        : new FileContent.Whole(Encoding.UTF8.GetBytes(text));

    public override string? LinkText(string path, CancellationToken cancellationToken = default) =>
        _files.TryGetValue(path, out var text) && text.StartsWith(Arrow, StringComparison.Ordinal) ? text[Arrow.Length..] : null;
}
