using System.Globalization;
using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git.Repositories;

namespace Automation.Cli.Options;

/// <summary>Finds the repository that a folder is a clone of.</summary>
internal static class Repositories
{
    /// <summary>The repository of its git remote, else of GitHub's runner; null if there is neither.</summary>
    public static RepositorySlug? Slug(Terminal terminal, string folder) =>
        (GitFolder.FindRoot(folder) is { } root ? GitFolder.Remote(root) : null) ?? FromRunner(terminal);

    /// <summary>Reads <c>--repository</c>.</summary>
    public static RepositorySlug? Parse(string? text) => text is null ? null
        : RepositorySlug.Parse(text) ?? throw new UsageException($"'{text}' is not a repository: write OWNER/REPO, or HOST/OWNER/REPO.");

    /// <summary>GitHub's number of the repository that a folder is a clone of, if its workflow runs here; else null.</summary>
    public static long? IdFromRunner(Terminal terminal, string folder) =>
        long.TryParse(terminal.Variable("GITHUB_REPOSITORY_ID"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && GitFolder.FindRoot(folder) is { } root && GitFolder.Remote(root) is { } remote && remote == FromRunner(terminal) ? id : null;

    private static RepositorySlug? FromRunner(Terminal terminal)
    {
        if (terminal.Variable("GITHUB_REPOSITORY") is not { } name || RepositorySlug.Parse(name) is not { } slug)
        {
            return null;
        }

        return Uri.TryCreate(terminal.Variable("GITHUB_SERVER_URL"), UriKind.Absolute, out var server) ? slug with { Host = server.Host } : slug;
    }
}
