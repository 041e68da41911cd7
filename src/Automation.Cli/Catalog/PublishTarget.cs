using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Objects;
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

    public (string Branch, PublishOutcome Outcome) Publish(Terminal terminal, PublishedSources sources, EntityRefs refs)
    {
        PublishedBranch.Check(Branch);
        if (MessagePrefix is { } prefix && (prefix.Length > LongestPrefix || prefix.Any(char.IsControl)))
        {
            throw new UsageException($"The prefix of the message must be one line of at most {LongestPrefix} characters.");
        }

        using var branch = PublishedBranch.Open(terminal, Repository, Branch, Token);
        try
        {
            return (branch.Name, new PublishCatalog(
                new GitCatalogBranch(branch),
                sources,
                refs,
                TimeProvider.System,
                PublishedBranch.Backoff())
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
}
