using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Trees;
using Automation.Git.Repositories;

namespace Automation.Cli.Templates;

/// <summary>The repository of a template, with its history.</summary>
/// <param name="Path">The template in it; empty if no file was named.</param>
internal sealed record TemplateRepository(GitRepository Repository, string Path) : IDisposable
{
    private const string GitHub = "https://github.com";

    private IDisposable? Cloned { get; init; }

    /// <summary>The clone that a file is in.</summary>
    /// <exception cref="UsageException">It is in none.</exception>
    public static TemplateRepository At(Terminal terminal, string named)
    {
        var file = terminal.FullPath(named);
        return GitFolder.FindRoot(System.IO.Path.GetDirectoryName(file)!) is { } root
            ? new TemplateRepository(Clones.Open(terminal, root), PathExpansion.Slashed(System.IO.Path.GetRelativePath(root, file)))
            : throw new UsageException($"'{named}' is not in a clone of a repository.");
    }

    /// <summary>A clone on the disk, or a repository that is cloned now.</summary>
    /// <param name="named">A folder, an address, or <c>OWNER/REPO</c> on the GitHub of the job or the public one.</param>
    /// <exception cref="UsageException">It is none of these.</exception>
    public static TemplateRepository Open(Terminal terminal, string named)
    {
        if (Directory.Exists(terminal.FullPath(named)))
        {
            return new TemplateRepository(Clones.Open(terminal, named), "");
        }

        var server = (terminal.Variable("GITHUB_SERVER_URL") ?? GitHub).TrimEnd('/');
        var address = named.Contains("://", StringComparison.Ordinal) ? named
            : RepositorySlug.Parse(named) is { } slug ? $"{server}/{slug}.git"
            : throw new UsageException($"'{named}' is neither a folder nor a repository: specify a clone, a URL, or OWNER/REPO.");
        var clone = TemporaryClone.Of(address, new FetchAccess(new Uri(server), terminal.Variable("GITHUB_TOKEN")), terminal.Cancelled);
        return new TemplateRepository(clone.Repository, "") { Cloned = clone };
    }

    /// <inheritdoc/>
    public void Dispose() => (Cloned ?? Repository).Dispose();
}

/// <summary>Clones on the disk that commands are given.</summary>
internal static class Clones
{
    /// <summary>The clone that a folder is in.</summary>
    /// <exception cref="UsageException">It is in none.</exception>
    public static GitRepository Open(Terminal terminal, string named) =>
        GitRepository.Discover(terminal.FullPath(named)) ?? throw new UsageException($"'{named}' is not in a clone of a repository.");
}
