using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Core.Trees;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Organisations;
using Automation.GitHub.Repositories;
using Automation.GitHub.Trees;
using Automation.Jobs.Publishing;
using Automation.Jobs.Sources;
using Automation.Jobs.Webhooks;

namespace Automation.Jobs.Following;

/// <summary>
/// Brings a catalog on GitHub up to date with the default branches of its sources: those that an event reported as changed, new ones, and those that
/// no longer exist. Everything is read from GitHub; an event is only a hint.
/// </summary>
/// <param name="access">GitHub.</param>
/// <param name="catalog">The repository of the catalog.</param>
/// <param name="host">The host that repositories are on.</param>
/// <param name="repositories">The repositories that there are.</param>
/// <param name="cache">Keeps what is read.</param>
/// <param name="clock">The time.</param>
public sealed class FollowRepositories(
    GitHubAccess access,
    RepositoryName catalog,
    string host,
    InstalledRepositories repositories,
    BlobCache cache,
    TimeProvider clock)
{
    /// <summary>The number of new repositories per commit, so that an interruption does not undo the whole first build.</summary>
    public const int NewAtOnce = 500;

    /// <summary>How many of the hourly calls are reserved for pull requests.</summary>
    public int KeptCalls { get; init; }

    /// <summary>Whether many repositories may be removed from the catalog at once.</summary>
    public bool ConfirmsRemovals { get; init; }

    /// <summary>Brings it up to date.</summary>
    /// <param name="dirty">What was reported as changed.</param>
    /// <param name="intent">Records each write before it is done.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Ends the work; earlier commits stay.</param>
    public async Task<FollowOutcome> RunAsync(
        IReadOnlyCollection<DirtySource> dirty, WriteIntent intent, Action<FollowProgress> progress, CancellationToken cancellationToken)
    {
        if (await access.InstallationOfAsync(catalog) is not { } installation)
        {
            return new FollowOutcome.Mistake(
                $"The App is not installed for {catalog}, the repository of the catalog. Install it there, or name another repository.");
        }

        var branch = await GitHubCatalogBranch.OpenAsync(access.As(installation, catalog, TokenPermissions.WriteFiles), cache, intent, cancellationToken);
        if (branch.Read(cancellationToken) is not { } tip)
        {
            return new FollowOutcome.Mistake(branch.NoCommitYet);
        }

        foreach (var source in dirty)
        {
            Forget(source);
        }

        var files = branch.TreeAt(tip);
        var followed = new FollowedSources(catalog, host, repositories);
        var (sources, problem) = await followed.ReadAsync(files, cancellationToken);
        if (problem is not null)
        {
            return new FollowOutcome.Mistake(problem);
        }

        var previous = StoredCatalog.Open(files, new EntityRefs()) ?? StoredCatalog.Empty(new EntityRefs());
        var refused = new Dictionary<string, string>(followed.Refused, StringComparer.OrdinalIgnoreCase);
        var wanted = await WantedAsync(sources, previous, dirty, refused, cancellationToken);
        return await PublishInPartsAsync(branch, files, previous, sources, wanted, refused, progress, cancellationToken);
    }

    private void Forget(DirtySource source)
    {
        switch (source)
        {
            case DirtyRepositoryList list:
                repositories.Forget(list.Owner);
                break;
            case DirtyOwner swept:
                repositories.Forget(swept.Owner);
                break;
            case DirtyRepository pushed:
                repositories.ForgetWithout(pushed.Repository);
                break;
        }
    }

    private static async Task<List<FollowedSource>> WantedAsync(
        IReadOnlyList<FollowedSource> sources,
        StoredCatalog previous,
        IReadOnlyCollection<DirtySource> dirty,
        Dictionary<string, string> refused,
        CancellationToken cancellationToken)
    {
        var pushed = dirty.OfType<DirtyRepository>().Select(d => d.Repository.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var swept = dirty.OfType<DirtyOwner>().Select(d => d.Owner).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var peopled = dirty.OfType<DirtyOrganisation>().Select(d => d.Login).Concat(swept).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var heads = await HeadsAsync(sources.Where(s => s.Repository is not null && swept.Contains(s.Repository.Name.Owner)), refused, cancellationToken);
        return [.. sources.Where(s => IsFile(s) || IsOutOfDate(previous.Source(s.Name), s)
            || (s.Organisation is { } organisation && peopled.Contains(organisation.Owner))
            || (s.Repository is { Name: var name }
                && (pushed.Contains(name.ToString())
                    || (heads.GetValueOrDefault(name) is RepositoryHead.At { Sha: var head } && previous.Source(s.Name)!.Commit != head))))];
    }

    // A file of the catalog's own repository, which is already read.
    private static bool IsFile(FollowedSource source) => source.Repository is null && source.Organisation is null;

    // New, with changed settings, or not readable the last time.
    private static bool IsOutOfDate(SourceRecord? record, FollowedSource source) =>
        record is not { IsSettled: true }
            || record.Settings != source.Declared.Settings.Digest
            || (source.Repository is not null && record.Kind != GitHubSource.Kind);

    private async Task<FollowOutcome> PublishInPartsAsync(
        GitHubCatalogBranch branch,
        FileTree files,
        StoredCatalog previous,
        IReadOnlyList<FollowedSource> sources,
        List<FollowedSource> wanted,
        Dictionary<string, string> refused,
        Action<FollowProgress> progress,
        CancellationToken cancellationToken)
    {
        var fresh = wanted.Where(s => previous.Source(s.Name) is null).ToList();
        var known = wanted.Except(fresh).ToList();
        var lately = fresh.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var summary = new FollowSummary();
        for (var done = 0; done == 0 || done < fresh.Count; done += NewAtOnce)
        {
            access.Usage.Keep(KeptCalls, clock.GetUtcNow());
            var part = fresh.Skip(done).Take(NewAtOnce).ToList();
            lately.ExceptWith(part.Select(s => s.Name));
            var outcome = await PublishAsync(
                branch,
                files,
                previous,
                [.. sources.Where(s => !lately.Contains(s.Name))],
                done == 0 ? [.. known, .. part] : part,
                refused,
                cancellationToken);
            summary.Add(outcome);
            progress(new FollowProgress(known.Count + Math.Min(done + NewAtOnce, fresh.Count), wanted.Count, access.Usage.Calls));
        }

        var unread = refused.Count == 0
            ? ""
            : "; GitHub refuses access to "
                + $"{string.Join("; ", refused.OrderBy(r => r.Key, StringComparer.OrdinalIgnoreCase).Select(r => $"{r.Key}: {r.Value}"))}";
        return new FollowOutcome.Done($"{wanted.Count} of {sources.Count} sources read: {summary}{unread}");
    }

    private async Task<PublishOutcome> PublishAsync(
        GitHubCatalogBranch branch,
        FileTree files,
        StoredCatalog previous,
        IReadOnlyList<FollowedSource> declared,
        List<FollowedSource> wanted,
        Dictionary<string, string> refused,
        CancellationToken cancellationToken)
    {
        var heads = await HeadsAsync(wanted, refused, cancellationToken);
        wanted = [.. wanted.Where(s => s.Repository is null || !refused.ContainsKey(s.Repository.Name.Owner))];
        wanted =
        [
            .. wanted.Where(
                s => s.Repository is null || heads.GetValueOrDefault(s.Repository.Name) is RepositoryHead.At || previous.Source(s.Name) is not null),
        ];
        foreach (var gone in wanted.Where(s => s.Repository is { } repository && !heads.ContainsKey(repository.Name)))
        {
            // The list of repositories is outdated: the next rebuild begins with a new one.
            repositories.Forget(gone.Repository!.Name.Owner);
        }

        var people = await PeopleAsync(wanted, cancellationToken);
        var refs = new EntityRefs();
        var opened = declared.ToDictionary(s => s.Name, s => Open(s, files, heads, people, refs), StringComparer.Ordinal);
        await new FetchStep(access.Usage, cache, KeptCalls, clock).RunAsync(
            [.. wanted.Where(s => s.Repository is not null).Select(s => ((GitHubSource)opened[s.Name], s.Access!))], previous, cancellationToken);
        var published = new PublishedSources([.. declared.Select(s => s.Declared)])
        {
            Only = wanted.Select(s => s.Name).ToHashSet(StringComparer.Ordinal),
            RemoveOthers = refused.Count == 0 && MayRemove(declared, previous),
            Opener = (source, _) => opened[source.Settings.Name],
        };
        var job = new PublishCatalog(branch, published, refs, clock, new Backoff(clock, Random.Shared));
        return await Task.Factory.StartNew(() => job.Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static async Task<Dictionary<RepositoryName, RepositoryHead>> HeadsAsync(
        IEnumerable<FollowedSource> wanted, Dictionary<string, string> refused, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<RepositoryName, RepositoryHead>();
        foreach (var owners in wanted.Where(s => s.Repository is not null).GroupBy(s => s.Access!))
        {
            try
            {
                foreach (var (name, head) in await new RepositoryHeads(owners.Key).ReadAsync([.. owners.Select(s => s.Repository!.Name)], cancellationToken))
                {
                    heads[name] = head;
                }
            }
            catch (GitHubRefusalException e)
            {
                // The others continue; the entries of these stay unchanged.
                refused[owners.First().Repository!.Name.Owner] = e.Message;
            }
        }

        return heads;
    }

    private async Task<Dictionary<string, OrganisationOutcome>> PeopleAsync(IEnumerable<FollowedSource> wanted, CancellationToken cancellationToken)
    {
        var people = new Dictionary<string, OrganisationOutcome>(StringComparer.Ordinal);
        foreach (var source in wanted.Where(s => s.Organisation is not null))
        {
            people[source.Name] = await new OrganisationReading(access.As(source.Organisation!.Id, source.Organisation.Owner)).RunAsync(cancellationToken);
        }

        return people;
    }

    private CatalogSource Open(
        FollowedSource source,
        FileTree files,
        Dictionary<RepositoryName, RepositoryHead> heads,
        Dictionary<string, OrganisationOutcome> people,
        EntityRefs refs)
    {
        var settings = source.Declared.Settings;
        return source switch
        {
            { Repository: { } repository } =>
                new GitHubSource(
                    settings,
                    source.Access!.Of(repository.Name),
                    heads.GetValueOrDefault(repository.Name) is RepositoryHead.At { Sha: var head } ? new CommitId(head) : null,
                    cache,
                    refs),
            { Organisation: not null } =>
                source.Declared.OpenFile(
                    new OrganisationTree(people.GetValueOrDefault(source.Name) ?? new OrganisationOutcome.Unread("it was not requested")),
                    OrganisationTree.FileName,
                    refs),
            _ => source.Declared.OpenFile(files, source.Declared.Path, refs),
        };
    }

    private bool MayRemove(IReadOnlyList<FollowedSource> declared, StoredCatalog previous)
    {
        var known = previous.AllSources();
        var gone = known.Count - declared.Count(s => previous.Source(s.Name) is not null);
        return ConfirmsRemovals || !LargeRemoval.Is(gone, known.Count);
    }
}
