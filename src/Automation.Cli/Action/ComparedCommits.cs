using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Repositories;

namespace Automation.Cli.Action;

/// <summary>The two commits to compare, fetched if the checkout does not have them: the usual one has only the merge commit.</summary>
/// <param name="Base">The commit to compare with; null if there is nothing to compare with.</param>
/// <param name="Head">The commit to check; null if it is the checkout.</param>
/// <param name="Fetched">The fetched history; null if the checkout has the commits.</param>
internal sealed record ComparedCommits(string? Base, string? Head, FetchedHistory? Fetched) : IDisposable
{
    private static readonly Uri GitHub = new("https://github.com");

    /// <summary>Takes them from the inputs, else from the event, and fetches what is missing.</summary>
    public static ComparedCommits Of(Terminal terminal, ActionInputs inputs)
    {
        // A checkout of another repository is not related to the event.
        var sides = inputs.Repository is null || string.Equals(inputs.Repository, terminal.Variable("GITHUB_REPOSITORY"), StringComparison.OrdinalIgnoreCase)
            ? EventSides.Read(terminal) : null;
        var named = inputs.Base is { } text && !CommitName.IsNone(text) ? text : null;
        if (named is null && sides is null)
        {
            return new ComparedCommits(null, null, null);
        }

        using var clone = GitRepository.Discover(inputs.Folder)
            ?? throw new UsageException("The folder is not in a git repository, so there is nothing to compare with. Check it out with actions/checkout.");
        if (sides is not null)
        {
            ForkCheckout.Refuse(terminal, inputs, sides, clone);
        }

        var server = Uri.TryCreate(terminal.Variable("GITHUB_SERVER_URL"), UriKind.Absolute, out var url) ? url : GitHub;
        var access = new FetchAccess(server, inputs.Token);
        var @base = named is null ? sides!.Base : new WantedCommit(Commit(clone, named, access));
        var head = sides?.Head ?? new WantedCommit((clone.Head ?? throw new UsageException("The repository has no commit yet.")).Sha);
        return new ComparedCommits(@base.Sha, head.Sha, clone.FetchHistory(@base, head, access, terminal.Cancelled));
    }

    /// <inheritdoc/>
    public void Dispose() => Fetched?.Dispose();

    private static string Commit(GitRepository clone, string revision, FetchAccess access) => clone.Resolve(revision) switch
    {
        RevisionOutcome.Found(var commit) => commit.Sha,
        RevisionOutcome.Malformed(var reason) => throw new UsageException($"The input 'base' cannot be used: {reason}."),
        _ when CommitName.Is(revision) => revision,
        var unknown => clone.FindAtOrigin(revision, access)?.Sha ?? throw new UsageException($"The input 'base' cannot be used: {unknown.Reason}."),
    };
}
