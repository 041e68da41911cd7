using System.Collections.Concurrent;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Repositories;

namespace Automation.Jobs.Following;

/// <summary>The repositories of each owner that the App sees, listed once and again when something says that the list changed.</summary>
/// <param name="access">GitHub.</param>
public sealed class InstalledRepositories(GitHubAccess access)
{
    private readonly ConcurrentDictionary<string, OwnersRepositories> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An owner's repositories; null where the App is not installed there.</summary>
    /// <exception cref="IncompleteListException">They could not be listed as a whole.</exception>
    public async Task<OwnersRepositories?> OfAsync(string owner, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(owner, out var known))
        {
            return known;
        }

        if (await access.InstallationOfAsync(owner) is not { } installation)
        {
            return null;
        }

        var reading = access.Reading(installation);
        return _known[owner] = new OwnersRepositories(reading, await new RepositoryListing(reading).RunAsync(cancellationToken));
    }

    /// <summary>Lists an owner's repositories anew the next time.</summary>
    public void Forget(string owner) => _known.TryRemove(owner, out _);

    /// <summary>The same, where a repository is not in the list that is known: it was made, renamed or installed after that.</summary>
    public void ForgetWithout(RepositoryName repository)
    {
        if (_known.TryGetValue(repository.Owner, out var known) && !known.Names.Contains(repository.ToString()))
        {
            Forget(repository.Owner);
        }
    }
}

/// <summary>The repositories of an owner.</summary>
/// <param name="Access">Reads them.</param>
/// <param name="All">The repositories, in ordinal order of names.</param>
public sealed record OwnersRepositories(InstallationAccess Access, IReadOnlyList<InstalledRepository> All)
{
    internal IReadOnlySet<string> Names { get; } = All.Select(r => r.Name.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
