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
/// <param name="repositories">The repositories of each owner.</param>
/// <param name="cache">The cache of files and trees.</param>
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

    /// <param name="dirty">What was reported as changed.</param>
    /// <param name="intent">Records each write before it is done.</param>
    /// <param name="progress">Receives the progress.</param>
    public async Task<FollowOutcome> RunAsync(
        IReadOnlyCollection<DirtySource> dirty, WriteIntent intent, Action<FollowProgress> progress, CancellationToken cancellationToken)
    {
        if (await access.InstallationOfAsync(catalog) is not { } installation)
        {
            return new FollowOutcome.Mistake(
                $"The App is not installed for {catalog}, the repository of the catalog. Install it there, or use another repository.");
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
        var run = new Run(branch, files, previous, sources, refused);
        return await PublishInPartsAsync(run, await WantedAsync(run, dirty, cancellationToken), progress, cancellationToken);
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

    private static async Task<List<FollowedSource>> WantedAsync(Run run, IReadOnlyCollection<DirtySource> dirty, CancellationToken cancellationToken)
    {
        var pushed = dirty.OfType<DirtyRepository>().Select(d => d.Repository.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var swept = dirty.OfType<DirtyOwner>().Select(d => d.Owner).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var peopled = dirty.OfType<DirtyOrganisation>().Select(d => d.Login).Concat(swept).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var heads = await HeadsAsync(
            run.Sources.Where(s => s.Repository is not null && swept.Contains(s.Repository.Name.Owner)), run.Refused, cancellationToken);
        return [.. run.Sources.Where(s => IsFile(s) || IsOutOfDate(run.Previous.Source(s.Name), s)
            || (s.Organisation is { } organisation && peopled.Contains(organisation.Owner))
            || (s.Repository is { Name: var name }
                && (pushed.Contains(name.ToString())
                    || (heads.GetValueOrDefault(name) is RepositoryHead.At { Sha: var head } && run.Previous.Source(s.Name)!.Commit != head))))];
    }

    // A file of the catalog's own repository, which is already read.
    private static bool IsFile(FollowedSource source) => source.Repository is null && source.Organisation is null;

    // New, with changed settings, or not readable in the last run.
    private static bool IsOutOfDate(SourceRecord? record, FollowedSource source) =>
        record is not { IsSettled: true }
            || record.Settings != source.Declared.Settings.Digest
            || (source.Repository is not null && record.Kind != GitHubSource.Kind);

    private async Task<FollowOutcome> PublishInPartsAsync(
        Run run, List<FollowedSource> wanted, Action<FollowProgress> progress, CancellationToken cancellationToken)
    {
        var fresh = wanted.Where(s => run.Previous.Source(s.Name) is null).ToList();
        var known = wanted.Except(fresh).ToList();
        var lately = fresh.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var summary = new FollowSummary();
        for (var done = 0; done == 0 || done < fresh.Count; done += NewAtOnce)
        {
            access.Usage.Keep(KeptCalls, clock.GetUtcNow());
            var part = fresh.Skip(done).Take(NewAtOnce).ToList();
            lately.ExceptWith(part.Select(s => s.Name));
            var outcome = await PublishAsync(
                run with { Sources = [.. run.Sources.Where(s => !lately.Contains(s.Name))] }, done == 0 ? [.. known, .. part] : part, cancellationToken);
            summary.Add(outcome);
            progress(new FollowProgress(known.Count + Math.Min(done + NewAtOnce, fresh.Count), wanted.Count, access.Usage.Calls));
        }

        var unread = run.Refused.Count == 0
            ? ""
            : "; GitHub refuses access to "
                + $"{string.Join("; ", run.Refused.OrderBy(r => r.Key, StringComparer.OrdinalIgnoreCase).Select(r => $"{r.Key}: {r.Value}"))}";
        return new FollowOutcome.Done($"{wanted.Count} of {run.Sources.Count} sources read: {summary}{unread}");
    }

    private async Task<PublishOutcome> PublishAsync(Run run, List<FollowedSource> wanted, CancellationToken cancellationToken)
    {
        var heads = await HeadsAsync(wanted, run.Refused, cancellationToken);
        wanted = [.. wanted.Where(s => s.Repository is null || !run.Refused.ContainsKey(s.Repository.Name.Owner))];
        wanted =
        [
            .. wanted.Where(
                s => s.Repository is null || heads.GetValueOrDefault(s.Repository.Name) is RepositoryHead.At || run.Previous.Source(s.Name) is not null),
        ];
        foreach (var gone in wanted.Where(s => s.Repository is { } repository && !heads.ContainsKey(repository.Name)))
        {
            // The list of repositories is outdated: the next rebuild begins with a new one.
            repositories.Forget(gone.Repository!.Name.Owner);
        }

        var people = await PeopleAsync(wanted, cancellationToken);
        var fetched = await new FetchStep(access.Usage, cache, KeptCalls, clock).RunAsync(Fetched(wanted, heads), run.Previous, cancellationToken);
        var refs = new EntityRefs();
        var published = new PublishedSources([.. run.Sources.Select(s => s.Declared)])
        {
            Only = wanted.Select(s => s.Name).ToHashSet(StringComparer.Ordinal),
            RemoveOthers = run.Refused.Count == 0 && MayRemove(run.Sources, run.Previous),
            Opened = [.. run.Sources.Select(s => Open(s, run.Files, fetched, people, refs))],
        };
        var job = new PublishCatalog(run.Branch, published, refs, clock, new Backoff(clock, Random.Shared));
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
                // The other repositories continue; the entries of these stay unchanged.
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

    private static IEnumerable<FetchedSource> Fetched(IEnumerable<FollowedSource> wanted, Dictionary<RepositoryName, RepositoryHead> heads)
    {
        foreach (var source in wanted)
        {
            if (source.Repository is { Name: var name } && heads.GetValueOrDefault(name) is RepositoryHead.At { Sha: var head })
            {
                yield return new FetchedSource(source.Declared.Settings, name, source.Access!, new CommitId(head));
            }
        }
    }

    private CatalogSource Open(
        FollowedSource source,
        FileTree files,
        IReadOnlyDictionary<string, GitHubContent> fetched,
        Dictionary<string, OrganisationOutcome> people,
        EntityRefs refs) => source switch
        {
            { Repository: { Name: var name } } => new GitHubSource(
                source.Declared.Settings, source.Access!.Of(name), fetched.GetValueOrDefault(source.Name, GitHubContent.None), cache, refs),
            { Organisation: not null } => source.Declared.OpenFile(
                new OrganisationTree(people.GetValueOrDefault(source.Name) ?? new OrganisationOutcome.Unread("it was not requested")),
                OrganisationTree.FileName,
                refs),
            _ => source.Declared.OpenFile(files, source.Declared.Path, refs),
        };

    private bool MayRemove(IReadOnlyList<FollowedSource> declared, StoredCatalog previous)
    {
        var known = previous.AllSources();
        var gone = known.Count - declared.Count(s => previous.Source(s.Name) is not null);
        return ConfirmsRemovals || !LargeRemoval.Is(gone, known.Count);
    }

    // The state of one run; each part is published on top of the one before.
    private sealed record Run(
        GitHubCatalogBranch Branch,
        FileTree Files,
        StoredCatalog Previous,
        IReadOnlyList<FollowedSource> Sources,
        Dictionary<string, string> Refused);
}

/// <summary>The outcome of a rebuild of a catalog on GitHub. Anything else is an exception: an external failure, after which it is retried.</summary>
public abstract record FollowOutcome
{
    private FollowOutcome()
    {
    }

    /// <summary>The catalog matches its sources.</summary>
    /// <param name="Summary">A short summary of what was done.</param>
    public sealed record Done(string Summary) : FollowOutcome;

    /// <summary>The rebuild is not possible until a user changes something.</summary>
    public sealed record Mistake(string Message) : FollowOutcome;
}

/// <summary>The progress of a catalog.</summary>
/// <param name="Read">How many sources were read.</param>
/// <param name="Wanted">How many sources there are to read.</param>
/// <param name="Calls">How many GitHub calls were made since the start of the program.</param>
public sealed record FollowProgress(int Read, int Wanted, long Calls);

/// <summary>The combined changes of the commits of one run.</summary>
internal sealed class FollowSummary
{
    private readonly List<string> _commits = [];
    private int _added;
    private int _removed;
    private int _changed;

    /// <summary>Adds the changes of a publish.</summary>
    public void Add(PublishOutcome outcome)
    {
        if (outcome.Commit is { } commit)
        {
            _commits.Add(commit.Short);
            (_added, _removed, _changed) = (_added + outcome.Entities.Added.Count, _removed + outcome.Entities.Removed.Count,
                _changed + outcome.Entities.Changed.Count);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _commits.Count == 0
        ? "the catalog is up to date"
        : $"entities: {_added} added, {_removed} removed, {_changed} changed, in "
            + $"{(_commits is [var one] ? $"commit {one}" : $"{_commits.Count} commits up to {_commits[^1]}")}";
}
