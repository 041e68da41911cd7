using Automation.Git.Objects;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Fetches commits with as much history as their common ancestor needs: a little first, then more, then all.</summary>
internal sealed class HistoryFetch(Repository repository, Remote origin, FetchAccess access, CancellationToken cancellationToken)
{
    private static readonly int[] Depths = [50, 1_000, ShallowFetch.Everything];

    /// <summary>Fetches until <paramref name="isEnough"/>; the last attempt fetches everything.</summary>
    /// <exception cref="RepositoryException">A commit could not be fetched.</exception>
    public void Run(IReadOnlyList<WantedCommit> wanted, Func<bool> isEnough)
    {
        string? problem = null;
        foreach (var depth in IsLocal ? [0] : Depths)
        {
            problem = Fetch(wanted.Select(w => w.Sha), depth);
            if (isEnough())
            {
                return;
            }

            // A server may refuse to serve commits by id (uploadpack.allowReachableSHA1InWant), but not branches.
            var names = Missing(wanted).Select(w => w.Ref).OfType<string>().ToList();
            var problemByName = names.Count == 0 ? null : Fetch(names, depth);
            if (isEnough())
            {
                return;
            }

            if (problem is not null && (names.Count == 0 || problemByName is not null))
            {
                break;
            }
        }

        var missing = Missing(wanted).Select(w => w.Sha).ToList();
        if (missing.Count > 0 || problem is not null)
        {
            throw new RepositoryException(
                $"{string.Join(" and ", missing.Count > 0 ? missing : [.. wanted.Select(w => w.Sha)])} could not be fetched from {access.Cover(origin.Url)}: "
                + $"{problem ?? "it does not exist there"}. Give the job the permission 'contents: read' and the action its token, or check out with full "
                + "history (fetch-depth: 0).");
        }
    }

    // The local transport has no shallow fetches.
    private bool IsLocal => origin.Url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || Path.IsPathRooted(origin.Url);

    private IEnumerable<WantedCommit> Missing(IEnumerable<WantedCommit> wanted) => wanted.Where(w => repository.Lookup<Commit>(w.Sha) is null);

    // The failure; null if there is none.
    private string? Fetch(IEnumerable<string> wanted, int depth)
    {
        var options = new FetchOptions
        {
            Depth = depth,
            CredentialsProvider = access.Once(),
            OnTransferProgress = _ => !cancellationToken.IsCancellationRequested,
        };
        try
        {
            ShallowFetch.Run(repository, origin.Name, wanted, options);
            return null;
        }
        catch (LibGit2SharpException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return access.Cover(e.Message.TrimEnd('.'));
        }
    }
}
