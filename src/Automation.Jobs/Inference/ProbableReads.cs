using Automation.Core.Trees;
using Automation.Jobs.Inference.Projects;

namespace Automation.Jobs.Inference;

/// <summary>The files that an inference probably reads: of a repository on GitHub, a hundred come in one call, where each alone takes one.</summary>
internal static class ProbableReads
{
    /// <summary>The most that are read ahead.</summary>
    public const int Most = 300;

    /// <summary>The largest of them: what is larger comes alone.</summary>
    public const long Largest = 256 * 1024;

    private const int Deepest = 3;

    private static readonly HashSet<string> Names = new(
        [
            "CODEOWNERS", "package.json", "go.mod", "pom.xml", "build.gradle", "build.gradle.kts", "pyproject.toml", "requirements.txt", "setup.py",
            "setup.cfg", "Cargo.toml", "Gemfile", "composer.json", "Dockerfile", "action.yml", "action.yaml", "mkdocs.yml", "Chart.yaml", "Pipfile", "main.go",
            "automation.yml", "template.yaml", "template.yml",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a path is one of such a file.</summary>
    public static bool Includes(string path)
    {
        var name = ProjectFiles.NameOf(path);
        return path.AsSpan().Count('/') <= Deepest && RepositoryContents.IsDelivered(path)
            ? Names.Contains(name) || name.StartsWith("README", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tf", StringComparison.Ordinal)
                || ProjectReaders.MayDeploy(path)
            : RepositoryPath.FolderOf(path) == ".github" && Names.Contains(name);
    }
}
