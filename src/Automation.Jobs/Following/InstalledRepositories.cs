using System.Collections.Concurrent;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Repositories;

namespace Automation.Jobs.Following;

/// <summary>The repositories of each owner that the App sees, listed once, and again after an event that changes the list.</summary>
/// <param name="access">GitHub.</param>
public sealed class InstalledRepositories(GitHubAccess access)
{
    private readonly ConcurrentDictionary<string, OwnersRepositories> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An owner's repositories; null if the App is not installed there.</summary>
    /// <exception cref="IncompleteListException">The repositories could not be listed completely.</exception>
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

        var reading = access.Reading(installation.Id);
        return _known[owner] = new OwnersRepositories(installation, reading, await new RepositoryListing(reading).RunAsync(cancellationToken));
    }

    /// <summary>Makes the next call list the owner's repositories again.</summary>
    public void Forget(string owner) => _known.TryRemove(owner, out _);

    /// <summary>The same if the repository is not in the known list, because it was created, renamed or installed later.</summary>
    public void ForgetWithout(RepositoryName repository)
    {
        if (_known.TryGetValue(repository.Owner, out var known) && !known.Names.Contains(repository.ToString()))
        {
            Forget(repository.Owner);
        }
    }
}

/// <param name="Installation">The installation that sees them.</param>
/// <param name="Access">Reads them.</param>
/// <param name="All">The repositories, in ordinal order of names.</param>
public sealed record OwnersRepositories(AppInstallation Installation, InstallationAccess Access, IReadOnlyList<InstalledRepository> All)
{
    internal IReadOnlySet<string> Names { get; } = All.Select(r => r.Name.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
