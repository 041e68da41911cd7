using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Fetches commits by name from <c>origin</c>, with as much history as their common ancestor needs: a little first, then more, then all.</summary>
internal sealed class HistoryFetch(Repository repository, FetchAccess access)
{
    private const string Remote = "origin";
    private static readonly int[] Depths = [50, 1_000, int.MaxValue];

    /// <summary>Where a fetched revision is kept.</summary>
    public static string ReferenceOf(string revision) => $"refs/automation/{revision}";

    /// <summary>Fetches until <paramref name="isEnough"/>; the last try takes everything there is.</summary>
    public void Run(IReadOnlyList<string> shas, Func<bool> isEnough)
    {
        if (repository.Network.Remotes[Remote] is not { } origin)
        {
            throw new RepositoryException($"The clone has no remote '{Remote}' to fetch {string.Join(" and ", shas)} from.");
        }

        // The local transport has no shallow fetches.
        var depths = origin.Url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || Path.IsPathRooted(origin.Url) ? [0] : Depths;
        foreach (var depth in depths)
        {
            Fetch(origin, shas, depth);
            if (isEnough())
            {
                return;
            }
        }
    }

    private void Fetch(Remote origin, IReadOnlyList<string> shas, int depth)
    {
        var options = new FetchOptions { TagFetchMode = TagFetchMode.None, Depth = depth, CredentialsProvider = (url, _, _) => access.For(url) };
        Commands.Fetch(repository, origin.Name, shas.Select(sha => $"+{sha}:{ReferenceOf(sha)}"), options, null);
    }
}
