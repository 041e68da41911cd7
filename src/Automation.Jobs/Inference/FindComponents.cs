using Automation.Core.Trees;
using Automation.Jobs.Inference.Projects;

namespace Automation.Jobs.Inference;

/// <summary>A component of a repository.</summary>
/// <param name="Facts">What its files say about it; null if nothing was recognised.</param>
/// <param name="Releases">A file of the repository that speaks of releases; null if there is none.</param>
internal sealed record FoundComponent(ProjectFiles Files, ProjectFacts? Facts, string? Releases);

/// <summary>
/// Finds the components of a repository: one, unless at least two folders run by themselves. A folder runs by itself if it has a build file that makes a
/// service or website, and an image of its own, or if it is at the top of a repository that builds nothing as a whole.
/// </summary>
internal static class FindComponents
{
    private const int MostComponents = 50;
    private const int Deepest = 4;

    private static readonly string[] BuildFiles =
    [
        "package.json", "go.mod", "pom.xml", "build.gradle", "build.gradle.kts", "pyproject.toml", "requirements.txt", "setup.py", "Cargo.toml", "Gemfile",
        "composer.json", "Pipfile",
    ];

    private static readonly string[] ReleaseFiles =
        ["CHANGELOG.md", "CHANGELOG", "CHANGES.md", "CHANGES.rst", "CHANGES", "HISTORY.md", "History.md", "RELEASES.md", ".goreleaser.yml", ".goreleaser.yaml"];

    public static (IReadOnlyList<FoundComponent> Components, IReadOnlyList<string> Notes) In(RepositoryContents contents, string name)
    {
        var whole = new ProjectFiles(contents, "", []);
        var folders = Candidates(whole);
        var running = folders.Take(MostComponents).Select(f => Read(contents, f, folders)).Where(c => c.Facts?.Runs == true).ToList();

        // What is within a part that runs belongs to it.
        List<FoundComponent> parts = [.. running.Where(c => !running.Exists(o => RepositoryPath.Within(o.Files.Folder, c.Files.Folder) is not null))];
        return parts.Count(c => c.Facts!.Type.IsCertain) < 2 && (parts.Count < 2 || whole.Image is not null)
            ? ([new FoundComponent(whole, FactsOf(whole, name), ReleasesOf(contents))], [])
            : (parts, folders.Count <= MostComponents ? [] : [$"Only {MostComponents} of {folders.Count:N0} folders that may be components were read."]);
    }

    private static FoundComponent Read(RepositoryContents contents, string folder, IReadOnlyCollection<string> folders)
    {
        var files = new ProjectFiles(contents, folder, folders);
        return new FoundComponent(files, FactsOf(files, ProjectFiles.NameOf(folder)), ReleasesOf(contents));
    }

    // The files say what is built, and the words of its people confirm it or not.
    private static ProjectFacts? FactsOf(ProjectFiles files, string name) => ProjectReaders.Read(files, name) is { } facts
        ? facts with { Type = TypeWords.Confirmed(facts.Type, name, ReadmeText.Of(files), facts.Description) }
        : null;

    // The record of changes, or the workflow that publishes.
    private static string? ReleasesOf(RepositoryContents contents) =>
        contents.All.FirstOrDefault(p => ReleaseFiles.Contains(p, StringComparer.Ordinal))
        ?? contents.All.FirstOrDefault(p => p.StartsWith(".github/workflows/", StringComparison.Ordinal)
            && (p.Contains("release", StringComparison.OrdinalIgnoreCase) || p.Contains("publish", StringComparison.OrdinalIgnoreCase)));

    private static List<string> Candidates(ProjectFiles whole)
    {
        var builds = whole.Delivered.Where(p => BuildFiles.Contains(ProjectFiles.NameOf(p), StringComparer.Ordinal) || IsDotNet(p)).ToList();
        var isBuiltAsWhole = builds.Exists(p => !p.Contains('/', StringComparison.Ordinal) && !IsWorkspace(p, whole.Text(p) ?? ""));
        return
        [
            .. builds.Select(FolderOf).Distinct(StringComparer.Ordinal)
                .Where(f => f.Length > 0 && f.AsSpan().Count('/') < Deepest)
                .Where(f => HasImage(whole, f) || (!isBuiltAsWhole && !f.Contains('/', StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
    }

    // The root of a workspace names its members, and builds nothing itself.
    private static bool IsWorkspace(string file, string text) => file switch
    {
        "package.json" => text.Contains("\"workspaces\"", StringComparison.Ordinal),
        "pyproject.toml" => text.Contains("[tool.uv.workspace]", StringComparison.Ordinal) && !text.Contains("[project]", StringComparison.Ordinal),
        "Cargo.toml" => text.Contains("[workspace]", StringComparison.Ordinal) && !text.Contains("[package]", StringComparison.Ordinal),
        _ => false,
    };

    // A build file in 'src' is that of the folder above.
    private static string FolderOf(string path)
    {
        var folder = RepositoryPath.FolderOf(path);
        return folder.EndsWith("/src", StringComparison.Ordinal) ? folder[..^"/src".Length] : folder == "src" ? "" : folder;
    }

    private static bool HasImage(ProjectFiles whole, string folder) => whole.Has($"{folder}/Dockerfile") || whole.Has($"{folder}/src/Dockerfile");

    private static bool IsDotNet(string path) =>
        path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".fsproj", StringComparison.OrdinalIgnoreCase);
}
