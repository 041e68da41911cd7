using System.Collections.Concurrent;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Organisations;
using Automation.Jobs.Ownership;
using Automation.Owners;
using Automation.Owners.Naming;
using Automation.Owners.Reading;
using Octokit;

namespace Automation.Jobs.PullRequests;

/// <summary>Asks GitHub about the owners that CODEOWNERS names, on both sides of a change: what it says of them is the same for both.</summary>
/// <param name="access">The repository.</param>
/// <param name="people">The repository, with permission to read teams.</param>
internal sealed class OwnersStep(RepositoryAccess access, RepositoryAccess people)
{
    /// <summary>The most owners that are asked about for one check: two calls each.</summary>
    private const int MostOwners = 250;

    private const int AtOnce = 4;

    private static readonly NotChecked NoTeams = new("whether the teams in CODEOWNERS exist on GitHub and may write", "the App may not read teams and their members: whoever owns its installation has to accept the permission `members: read`") { Room = OwnershipRules.Room };

    /// <summary>Asks; notes say what could not be asked.</summary>
    public async Task<(OwnersOnGitHub? Owners, IReadOnlyList<NotChecked> Notes)> RunAsync(IEnumerable<FileTree> trees, CancellationToken cancellationToken)
    {
        var named = trees.SelectMany(t => CodeownersLookup.Find(t, Dialect.GitHub, path => path, cancellationToken).File?.Rules ?? [])
            .SelectMany(r => r.Owners).Where(o => o.Form is OwnerForm.User or OwnerForm.Team).DistinctBy(o => o.Text, Owner.Comparer).ToList();
        if (named.Count == 0)
        {
            return (null, []);
        }

        var standings = new ConcurrentDictionary<string, OwnerStanding>(Owner.Comparer);
        var notes = new List<NotChecked>();
        if (named.Count > MostOwners)
        {
            notes.Add(new NotChecked("whether all owners in CODEOWNERS exist on GitHub and may write", $"of {named.Count:N0} owners the first {MostOwners} were asked about") { Room = OwnershipRules.Room });
        }

        var owners = named.Take(MostOwners).ToLookup(o => o.Form);
        await AskAsync(owners[OwnerForm.User], async owner => await new WriteAccessReading(access).OfUserAsync(owner.Text[1..]), standings, cancellationToken);
        try
        {
            await AskAsync(owners[OwnerForm.Team], TeamAsync, standings, cancellationToken);
        }
        catch (Exception e) when (e is GitHubRefusalException or ApiValidationException)
        {
            notes.Add(NoTeams);
        }

        return (new OwnersOnGitHub(standings), notes);
    }

    private static Task AskAsync(IEnumerable<Owner> owners, Func<Owner, Task<WriteAccess?>> ask, ConcurrentDictionary<string, OwnerStanding> standings, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        owners,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (owner, _) => standings[owner.Text] = await ask(owner) switch
        {
            WriteAccess.Writes => OwnerStanding.Writes,
            WriteAccess.CannotWrite => OwnerStanding.CannotWrite,
            WriteAccess.Secret => OwnerStanding.Secret,
            WriteAccess.Unknown => OwnerStanding.Unknown,
            _ => OwnerStanding.Elsewhere,
        });

    // A team of another organisation can have no access, and nobody here could ask about it.
    private async Task<WriteAccess?> TeamAsync(Owner owner)
    {
        var slash = owner.Text.IndexOf('/', StringComparison.Ordinal);
        return owner.Text[1..slash].Equals(people.Repository.Owner, StringComparison.OrdinalIgnoreCase) ? await new WriteAccessReading(people).OfTeamAsync(owner.Text[(slash + 1)..]) : null;
    }
}
