using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Documents;

/// <summary>
/// Finds the documents of an entity: the README beside its descriptor, and the pages of the folder <c>docs</c>. As in Backstage, the annotation
/// <c>backstage.io/techdocs-ref: dir:PATH</c> names another folder, whose <c>mkdocs.yml</c> can name another folder of pages.
/// </summary>
/// <param name="files">The files of the source.</param>
internal sealed class DocumentFiles(FileTree files, CancellationToken cancellationToken)
{
    /// <summary>Further pages are left out.</summary>
    public const int MostPages = 50;

    private const string Directory = "dir:";
    private const string Markdown = ".md";

    private static readonly string[] Readmes = ["README.md", "readme.md", "Readme.md", "README.MD"];
    private static readonly string[] Configurations = ["mkdocs.yml", "mkdocs.yaml"];

    // A source can have thousands of entities: its files are listed once.
    private readonly Lazy<string[]> _markdown = new(() =>
    [
        .. files.List(cancellationToken)
            .Where(e => e.Kind == FileKind.File && e.Path.EndsWith(Markdown, StringComparison.OrdinalIgnoreCase)).Select(e => e.Path),
    ]);

    /// <summary>The paths of the documents, from the root of the source; the first is where a reader starts.</summary>
    /// <param name="descriptor">The path of the entity's descriptor.</param>
    /// <param name="reference">The value of <c>backstage.io/techdocs-ref</c>; null if it has none.</param>
    public IReadOnlyList<string> Of(string descriptor, string? reference)
    {
        var beside = Beside(descriptor);
        if (reference is null)
        {
            return Ordered(Readme(beside), Pages(Join(beside, "docs")));
        }

        // Documentation at another address is not read.
        if (!reference.StartsWith(Directory, StringComparison.Ordinal)
            || RepositoryPath.Resolved($"{RepositoryPath.FolderOf(descriptor)}/{reference[Directory.Length..].Trim()}") is not { } folder)
        {
            return [];
        }

        var pages = Pages(FolderOfPages(folder));
        return Ordered(pages.FirstOrDefault(IsIndex) ?? Readme(folder), pages);
    }

    // A descriptor in .backstage or .github describes what that folder is in.
    private static string Beside(string descriptor)
    {
        var folder = RepositoryPath.FolderOf(descriptor);
        return folder[(folder.LastIndexOf('/') + 1)..].StartsWith('.') ? RepositoryPath.FolderOf(folder) : folder;
    }

    private static IReadOnlyList<string> Ordered(string? first, IReadOnlyList<string> pages) =>
        first is null ? pages : [.. new[] { first }.Concat(pages.Where(p => p != first)).Take(MostPages)];

    private string? Readme(string folder) => Readmes.Select(n => Join(folder, n)).FirstOrDefault(p => files.Find(p) is { Kind: FileKind.File });

    private List<string> Pages(string folder) =>
    [
        .. MarkdownBelow(folder)
            .OrderBy(p => !IsIndex(p)).ThenBy(p => p.Count(c => c == '/')).ThenBy(p => p, StringComparer.Ordinal)
            .Take(MostPages),
    ];

    // Paths are in ordinal order.
    private IEnumerable<string> MarkdownBelow(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var start = Array.BinarySearch(_markdown.Value, prefix, StringComparer.Ordinal);
        return _markdown.Value.Skip(start < 0 ? ~start : start).TakeWhile(p => p.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static bool IsIndex(string path) => path.EndsWith("docs/index.md", StringComparison.OrdinalIgnoreCase);

    private string FolderOfPages(string folder)
    {
        var named = Configurations.Select(c => files.Read(Join(folder, c), YamlLimits.Source.FileBytes, cancellationToken))
            .OfType<FileContent.Whole>()
            .Select(c => YamlDocuments.Of(SourceText.Decode("", c.Bytes.Span), YamlLimits.Source))
            .Select(d => d is { Count: > 0 } ? ((d.Read(0).Root as YamlMapping)?["docs_dir"] as YamlScalar)?.Text : null)
            .FirstOrDefault();
        return RepositoryPath.Resolved($"{folder}/{named ?? "docs"}") ?? Join(folder, "docs");
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
