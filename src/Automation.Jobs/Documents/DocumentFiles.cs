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
    private const string Docs = "docs";
    private const string Markdown = ".md";

    private static readonly string[] Readmes = ["README.md", "readme.md", "Readme.md", "README.MD"];
    private static readonly string[] Configurations = ["mkdocs.yml", "mkdocs.yaml"];

    // A source can have thousands of entities: its files are listed once.
    private readonly Lazy<string[]> _markdown = new(() =>
    [
        .. files.List(cancellationToken)
            .Where(e => e.Kind == FileKind.File && e.Path.EndsWith(Markdown, StringComparison.OrdinalIgnoreCase)).Select(e => e.Path),
    ]);

    /// <summary>The documents of an entity.</summary>
    /// <param name="descriptor">The path of the entity's descriptor.</param>
    /// <param name="reference">The value of <c>backstage.io/techdocs-ref</c>; null if it has none.</param>
    public FoundDocuments Of(string descriptor, string? reference)
    {
        if (reference is null)
        {
            var beside = Beside(descriptor);
            return Found(Join(beside, Docs), Readme(beside));
        }

        // Documentation at another address is not read.
        if (!reference.StartsWith(Directory, StringComparison.Ordinal)
            || RepositoryPath.Resolved($"{RepositoryPath.FolderOf(descriptor)}/{reference[Directory.Length..].Trim()}") is not { } folder)
        {
            return new FoundDocuments("", []);
        }

        var pages = Found(FolderOfPages(folder), null);
        return pages.Paths.Count > 0 && IsIndex(pages.Folder, pages.Paths[0]) ? pages : Found(pages.Folder, Readme(folder));
    }

    /// <summary>The annotation of a descriptor that names its documentation; null if there is none.</summary>
    public static string? ReferenceIn(YamlMapping? descriptor) =>
        ((descriptor?["metadata"] as YamlMapping)?["annotations"] as YamlMapping)?["backstage.io/techdocs-ref"]
            is YamlScalar { Type: YamlType.String, Text.Length: > 0 } scalar ? scalar.Text : null;

    // A descriptor in .backstage or .github describes what that folder is in.
    private static string Beside(string descriptor)
    {
        var folder = RepositoryPath.FolderOf(descriptor);
        return folder[(folder.LastIndexOf('/') + 1)..].StartsWith('.') ? RepositoryPath.FolderOf(folder) : folder;
    }

    private FoundDocuments Found(string folder, string? first) =>
        new(folder, [.. (first is null ? [] : new[] { first }).Concat(Pages(folder).Where(p => p != first)).Take(MostPages)]);

    private string? Readme(string folder) => Readmes.Select(n => Join(folder, n)).FirstOrDefault(p => files.Find(p) is { Kind: FileKind.File });

    private List<string> Pages(string folder) =>
    [
        .. MarkdownBelow(folder)
            .OrderBy(p => !IsIndex(folder, p)).ThenBy(p => p.Count(c => c == '/')).ThenBy(p => p, StringComparer.Ordinal)
            .Take(MostPages),
    ];

    // Paths are in ordinal order.
    private IEnumerable<string> MarkdownBelow(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var start = Array.BinarySearch(_markdown.Value, prefix, StringComparer.Ordinal);
        return _markdown.Value.Skip(start < 0 ? ~start : start).TakeWhile(p => p.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static bool IsIndex(string folder, string path) => string.Equals(path, Join(folder, "index.md"), StringComparison.OrdinalIgnoreCase);

    private string FolderOfPages(string folder)
    {
        var named = Configurations.Select(c => files.Read(Join(folder, c), YamlLimits.Source.FileBytes, cancellationToken))
            .OfType<FileContent.Whole>()
            .Select(c => YamlDocuments.Of(SourceText.Decode("", c.Bytes.Span), YamlLimits.Source))
            .Select(d => d is { Count: > 0 } ? ((d.Read(0).Root as YamlMapping)?["docs_dir"] as YamlScalar)?.Text : null)
            .FirstOrDefault();
        return RepositoryPath.Resolved($"{folder}/{named ?? Docs}") ?? Join(folder, Docs);
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}

/// <summary>The documents of an entity, by their paths from the root of the source.</summary>
/// <param name="Folder">The folder of pages.</param>
/// <param name="Paths">The documents; the first is where a reader starts.</param>
internal sealed record FoundDocuments(string Folder, IReadOnlyList<string> Paths);
