using System.Collections.Concurrent;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Automation.GitHub.Organisations;
using Automation.Jobs.Ownership;
using Automation.Jobs.Rules;
using Automation.Owners;
using Automation.Owners.Naming;
using Automation.Owners.Reading;
using Octokit;

namespace Automation.Jobs.PullRequests;

/// <summary>Looks up the owners in CODEOWNERS on GitHub, for both sides of a change together.</summary>
/// <param name="people">The repository, with permission to read teams.</param>
/// <param name="meter">The budget of the check.</param>
internal sealed class OwnersStep(RepositoryAccess access, RepositoryAccess people, BudgetMeter meter)
{
    /// <summary>The calls that are reserved for the descriptors.</summary>
    private const int CallsForDescriptors = 8;

    private const int CallsForUser = 1;
    private const int CallsForTeam = 2;
    private const int AtOnce = 4;

    private static readonly NotChecked NoTeams = new(
        "whether the teams in CODEOWNERS exist on GitHub with write access",
        "the App may not read teams and their members: an owner of the organisation must accept the permission `members: read`")
    {
        Room = OwnershipRules.Room,
    };

    /// <summary>
    /// Looks up the owners, first those in changed lines; notes report what could not be looked up, and the budget records what it did not allow.
    /// </summary>
    public async Task<(OwnersOnGitHub? Owners, IReadOnlyList<NotChecked> Notes)> RunAsync(FileTree head, FileTree @base, CancellationToken cancellationToken)
    {
        var before = Named(@base, cancellationToken);
        var known = before.Select(o => o.Text).ToHashSet(Owner.Comparer);
        var named = Named(head, cancellationToken).Concat(before).DistinctBy(o => o.Text, Owner.Comparer).OrderBy(o => known.Contains(o.Text)).ToList();
        if (named.Count == 0)
        {
            return (null, []);
        }

        var left = meter.ReadsLeft - CallsForDescriptors;
        var asked = named.TakeWhile(o => (left -= o.Form == OwnerForm.Team ? CallsForTeam : CallsForUser) >= 0).ToList();
        foreach (var unasked in named.Skip(asked.Count))
        {
            meter.LeaveUnread(BudgetKind.Calls, UnreadKind.Owners, isOfChange: !known.Contains(unasked.Text));
        }

        var standings = new ConcurrentDictionary<string, OwnerStanding>(Owner.Comparer);
        var notes = new List<NotChecked>();
        var owners = asked.ToLookup(o => o.Form);
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

    private static List<Owner> Named(FileTree tree, CancellationToken cancellationToken) =>
        [
            .. (CodeownersLookup.Find(tree, Dialect.GitHub, path => path, cancellationToken).File?.Rules ?? [])
                .SelectMany(r => r.Owners)
                .Where(o => o.Form is OwnerForm.User or OwnerForm.Team),
        ];

    private static Task AskAsync(
        IEnumerable<Owner> owners,
        Func<Owner, Task<WriteAccess?>> ask,
        ConcurrentDictionary<string, OwnerStanding> standings,
        CancellationToken cancellationToken) => Parallel.ForEachAsync(
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

    // A team of another organisation cannot have access, and cannot be looked up here.
    private async Task<WriteAccess?> TeamAsync(Owner owner)
    {
        var slash = owner.Text.IndexOf('/', StringComparison.Ordinal);
        return owner.Text[1..slash].Equals(people.Repository.Owner, StringComparison.OrdinalIgnoreCase)
            ? await new WriteAccessReading(people).OfTeamAsync(owner.Text[(slash + 1)..])
            : null;
    }
}
