using System.Collections.Concurrent;
using System.Globalization;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Testing.GitHub.Workloads;

/// <summary>Ordinary pull requests, each of which changes the one descriptor of its repository, delivered so many at a time.</summary>
/// <param name="gitHub">Where.</param>
public sealed class Load(FakeGitHub gitHub)
{
    private const int Folders = 50;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<DateTimeOffset>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Opens pull requests, in turn in several repositories and by as many authors; nothing is delivered yet.</summary>
    /// <param name="name">What the repositories are called, before a number.</param>
    /// <param name="pulls">How many pull requests.</param>
    /// <param name="repositories">How many repositories.</param>
    /// <param name="files">How many files each repository has beside its descriptor.</param>
    public IReadOnlyList<PullRequestDriver> Open(string name, int pulls, int repositories, int files)
    {
        var all = Enumerable.Range(0, repositories).Select(r => gitHub.Repository($"acme/{name}-{r}")).ToList();
        foreach (var repository in all)
        {
            var content = Enumerable.Range(0, files).ToDictionary(PathOf, i => (string?)$"// {i}\n", StringComparer.Ordinal);
            content[Descriptors.Path] = Descriptors.Text(Quality.Good);
            repository.Commit("main", content);
        }

        return [.. Enumerable.Range(0, pulls).Select(p => Open(all[p % repositories], p, $"author-{p % repositories}"))];
    }

    /// <summary>Delivers the openings to a server, so many at a time: the next one when a check is completed, or the next round.</summary>
    /// <param name="pulls">The pull requests.</param>
    /// <param name="receiver">Where deliveries go, from here on all of them.</param>
    /// <param name="atOnce">How many are delivered and not yet checked.</param>
    /// <param name="inRounds">Whether the next ones are delivered together, once all of those are checked.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How long each took from its delivery to its completed check run.</returns>
    public async Task<IReadOnlyList<TimeSpan>> RunAsync(
        IReadOnlyList<PullRequestDriver> pulls, Uri receiver, int atOnce, bool inRounds, CancellationToken cancellationToken)
    {
        gitHub.SendTo(receiver);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchAsync(enough.Token);
        var took = new TimeSpan[pulls.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        foreach (var round in Enumerable.Range(0, pulls.Count).Chunk(inRounds ? atOnce : pulls.Count))
        {
            await Parallel.ForEachAsync(round, options, async (i, token) => took[i] = await TimeAsync(pulls[i], token));
        }

        await enough.CancelAsync();
        await watch;
        return took;
    }

    private static PullRequestDriver Open(RepositoryDriver repository, int number, string author)
    {
        var branch = string.Create(CultureInfo.InvariantCulture, $"change-{number}");
        var text = Descriptors.Text(Quality.Good).Replace("name: orders", $"name: orders-{number}", StringComparison.Ordinal);
        repository.Commit(branch, "A change", (Descriptors.Path, text));
        return repository.OpenPullRequest(branch, by: author);
    }

    private static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"src/part-{number % Folders}/file-{number}.cs");

    private async Task<TimeSpan> TimeAsync(PullRequestDriver pull, CancellationToken cancellationToken)
    {
        var completed = _waiting.GetOrAdd(pull.HeadSha, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var start = gitHub.Options.Clock.GetUtcNow();
        (await gitHub.SendAsync(pull.Opened)).StatusCode.ShouldBe(202);
        return await completed.Task.WaitAsync(cancellationToken) - start;
    }

    // Looks at each request once: the fake answers thousands of them meanwhile, and is not to be what is measured.
    private async Task WatchAsync(CancellationToken enough)
    {
        var seen = gitHub.Requests.Count;
        while (!enough.IsCancellationRequested)
        {
            Task changed;
            lock (gitHub.State.Gate)
            {
                changed = gitHub.State.Changed;
            }

            for (var log = gitHub.Requests; seen < log.Count; seen++)
            {
                Note(log[seen]);
            }

            await changed.WaitAsync(enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Note(LoggedRequest request)
    {
        if (request is { Method: "PATCH", Status: 200 } && request.Path.Split('/') is ["", "repos", var owner, var name, "check-runs", var id]
            && long.Parse(id, CultureInfo.InvariantCulture) is var number
            && gitHub.Repository($"{owner}/{name}").CheckRuns.FirstOrDefault(r => r.Id == number) is { Status: "completed" } run
            && _waiting.TryRemove(run.HeadSha, out var waiting))
        {
            waiting.TrySetResult(request.Time);
        }
    }
}
