using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Portal.Content;

namespace Automation.Jobs.Portal.Serving;

/// <summary>Keeps the history of the catalog up to date with its repository on GitHub. Without it, the portal shows everything else.</summary>
/// <param name="cache">The cache of files and trees.</param>
internal sealed class FollowHistory(BlobCache cache)
{
    /// <summary>For how many commits a look finds out what they removed: about four calls each. The next look continues.</summary>
    private const int MostLookedUp = 40;

    private GitHubCommits? _commits;
    private string? _tip;

    /// <summary>The history as far as it is known; null if it is not.</summary>
    public CatalogHistory? Known { get; private set; }

    /// <summary>Why the last attempt failed; null if it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the history up to a commit; whether it is another one now.</summary>
    /// <param name="repository">The repository of the catalog.</param>
    /// <param name="tip">The newest commit.</param>
    public async Task<bool> UpdateAsync(RepositoryAccess repository, string tip, CancellationToken cancellationToken)
    {
        if (_tip == tip && Known is { IsComplete: true })
        {
            return false;
        }

        try
        {
            var commits = await GitHubCommits.ReadAsync(repository, cache, tip, _commits, cancellationToken);
            Known = await CatalogHistory.ReadAsync(commits, Known, MostLookedUp, cancellationToken);
            (_commits, _tip, Problem) = (commits, tip, null);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Problem = $"The history of the catalog could not be read: {e.Message}";
            return false;
        }
    }
}
