using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Repositories;

namespace Automation.Cli.Templates;

/// <summary>A template in a clone with its history.</summary>
/// <param name="Repository">The clone.</param>
/// <param name="Path">The template in it.</param>
internal sealed record TemplateRepository(GitRepository Repository, string Path) : IDisposable
{
    /// <summary>The clone that a file is in.</summary>
    /// <exception cref="UsageException">It is in none.</exception>
    public static TemplateRepository At(Terminal terminal, string named)
    {
        var file = terminal.FullPath(named);
        return GitFolder.FindRoot(System.IO.Path.GetDirectoryName(file)!) is { } root
            ? new TemplateRepository(Open(terminal, root), PathExpansion.Slashed(System.IO.Path.GetRelativePath(root, file)))
            : throw new UsageException($"'{named}' is not in a clone of a repository.");
    }

    /// <summary>The clone that a folder is in.</summary>
    /// <exception cref="UsageException">It is in none.</exception>
    public static GitRepository Open(Terminal terminal, string named) =>
        GitRepository.Discover(terminal.FullPath(named)) ?? throw new UsageException($"'{named}' is not in a clone of a repository.");

    /// <inheritdoc/>
    public void Dispose() => Repository.Dispose();
}
