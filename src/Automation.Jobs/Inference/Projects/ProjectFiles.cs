using System.Text.Json;
using Automation.Core.Trees;

namespace Automation.Jobs.Inference.Projects;

/// <summary>The files of one folder that may be a component, without those of components within it. Paths are relative to the folder.</summary>
internal sealed class ProjectFiles
{
    private static readonly JsonDocumentOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    // Where the file of an image that is built from the whole folder is kept.
    private static readonly string[] ImageFolders = ["", "docker", "build", "deploy", "deployment", "package", "packaging", "src/main/docker", "container"];
    private static readonly string[] ImageFiles = ["Dockerfile", "Containerfile"];
    private static readonly string[] PlatformFiles =
        ["Procfile", "serverless.yml", "serverless.yaml", "fly.toml", "app.yaml", "skaffold.yaml", "vercel.json", "netlify.toml", "template.yaml"];

    private readonly RepositoryContents _contents;
    private readonly HashSet<string> _paths;

    /// <param name="folder">The folder's path; empty for the root.</param>
    /// <param name="others">The folders of other components.</param>
    public ProjectFiles(RepositoryContents contents, string folder, IReadOnlyCollection<string> others)
    {
        (_contents, Folder) = (contents, folder);
        var within = others.Where(o => RepositoryPath.Within(folder, o) is not null).ToHashSet(StringComparer.Ordinal);
        Listed = [.. contents.All.Where(p => RepositoryPath.Closest(within, p) is null).Select(p => RepositoryPath.Within(folder, p)).OfType<string>()];
        Delivered = [.. Listed.Where(RepositoryContents.IsDelivered)];
        _paths = [.. Delivered];
        Image = ImageFolders.SelectMany(f => ImageFiles.Select(name => f.Length == 0 ? name : $"{f}/{name}")).FirstOrDefault(Has);
        Deployment = Image ?? PlatformFiles.FirstOrDefault(Has) ?? Nearest(p => NameOf(p) == "Chart.yaml").FirstOrDefault();
    }

    public string Folder { get; }

    /// <summary>All files of the folder, in ordinal order.</summary>
    public IReadOnlyList<string> Listed { get; }

    /// <summary>The files of what the folder delivers, in ordinal order.</summary>
    public IReadOnlyList<string> Delivered { get; }

    /// <summary>The file that builds an image of the folder; null if there is none.</summary>
    public string? Image { get; }

    /// <summary>A file because of which the folder is deployed as something that runs; null if there is none.</summary>
    public string? Deployment { get; }

    public bool Has(string path) => _paths.Contains(path);

    public string? Text(string path) => Has(path) ? _contents.Text(Join(path))?.Content : null;

    /// <summary>The path from the root of the repository.</summary>
    public string Join(string path) => Folder.Length == 0 ? path : $"{Folder}/{path}";

    /// <summary>How many files have one of some extensions, with their dot.</summary>
    public int Count(params IReadOnlyList<string> extensions) => Delivered.Count(p => extensions.Any(e => p.EndsWith(e, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The matching files, those nearest to the folder first.</summary>
    public IEnumerable<string> Nearest(Func<string, bool> matches) =>
        Delivered.Where(matches).OrderBy(p => p.AsSpan().Count('/')).ThenBy(p => p, StringComparer.Ordinal);

    /// <summary>The nearest file of one of some names, of which the first found is used.</summary>
    public string? Nearest(int deepest, params IReadOnlyList<string> names) =>
        Nearest(p => p.AsSpan().Count('/') <= deepest && names.Contains(NameOf(p), StringComparer.Ordinal)).FirstOrDefault();

    /// <summary>A file as JSON; null if there is none, or it is not JSON.</summary>
    public JsonDocument? Json(string path)
    {
        try
        {
            return Text(path) is { } text ? JsonDocument.Parse(text, Tolerant) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
