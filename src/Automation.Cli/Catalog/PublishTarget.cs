using System.Security.Cryptography;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Jobs.Publishing;

namespace Automation.Cli.Catalog;

/// <summary>The target and the options of a publish.</summary>
/// <param name="Repository">A bare repository's path, a working copy, or an address.</param>
/// <param name="Branch">The branch; null for the repository's default one.</param>
/// <param name="MessagePrefix">The prefix of the commit's message.</param>
/// <param name="IsDryRun">Whether nothing is written.</param>
/// <param name="Token">A token to write to the repository; null for none.</param>
internal sealed record PublishTarget(string Repository, string? Branch, string? MessagePrefix, bool IsDryRun, string? Token)
{
    private const int LongestPrefix = 100;
    private static readonly Uri GitHub = new("https://github.com");

    public (string Branch, PublishOutcome Outcome) Publish(Terminal terminal, PublishedSources sources, EntityRefs refs)
    {
        if (Branch is not null && !WritableBranches.IsName(Branch))
        {
            throw new UsageException($"'{Branch}' is not the name of a branch.");
        }

        if (MessagePrefix is { } prefix && (prefix.Length > LongestPrefix || prefix.Any(char.IsControl)))
        {
            throw new UsageException($"The prefix of the message must be one line of at most {LongestPrefix} characters.");
        }

        using var branch = WritableBranches.Open(Place(terminal), Branch, new FetchAccess(Server(terminal), Token));
        try
        {
            return (branch.Name, new PublishCatalog(
                new GitCatalogBranch(branch),
                sources,
                refs,
                TimeProvider.System,
                new Backoff(TimeProvider.System, new Random(RandomNumberGenerator.GetInt32(int.MaxValue))))
            {
                MessagePrefix = MessagePrefix is null ? null : MessagePrefix.TrimEnd() + " ",
                IsDryRun = IsDryRun,
            }.Run(terminal.Cancelled));
        }
        catch (ArtifactException e)
        {
            throw new RepositoryException($"The catalog on the branch '{branch.Name}' cannot be read: {e.Message}", e);
        }
    }

    // A file: address is a path on this machine: there the branch can be updated under git's own lock.
    private string Place(Terminal terminal) =>
        Uri.TryCreate(Repository, UriKind.Absolute, out var url) && url.IsFile && WritableBranches.IsAddress(Repository) ? url.LocalPath
        : WritableBranches.IsAddress(Repository) ? Repository
        : terminal.FullPath(Repository);

    private static Uri Server(Terminal terminal) => Uri.TryCreate(terminal.Variable("GITHUB_SERVER_URL"), UriKind.Absolute, out var url) ? url : GitHub;
}
