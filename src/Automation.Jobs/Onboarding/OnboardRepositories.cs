using Automation.Core.Text;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Sources;
using Automation.Jobs.Waves;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Onboarding;

/// <summary>Which repositories get a descriptor, and in which order.</summary>
public sealed record OnboardingRequest
{
    /// <summary>The most pull requests that are open at a time, without another number.</summary>
    public const int UsualMostOpen = 20;

    /// <summary>The organisation; null for the repositories of the token's installation.</summary>
    public string? Organisation { get; init; }

    /// <summary>Only these repositories; none for all.</summary>
    public IReadOnlyList<RepositoryName> Only { get; init; } = [];

    /// <summary>Patterns of repositories that are left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The waves, in their order; none for one wave of all repositories.</summary>
    public IReadOnlyList<RepositorySelector> Waves { get; init; } = [];

    /// <summary>Whether a wave passes only when its pull requests are merged or closed.</summary>
    public bool RequiresMerge { get; init; }

    /// <summary>The most pull requests that are open at a time.</summary>
    public int MostOpen { get; init; } = UsualMostOpen;

    /// <summary>The entities of all repositories; null if they are not known.</summary>
    public OpenCatalog? Catalog { get; init; }

    /// <summary>The configuration that repositories inherit; null if there is none.</summary>
    public SourceText? Inherited { get; init; }

    public bool IsDryRun { get; init; }
}

/// <summary>
/// Opens a pull request with an inferred descriptor in every repository without one, wave by wave. Each run first reads the state from GitHub, so it continues
/// where the previous one ended.
/// </summary>
/// <param name="host">GitHub, with a token that may write to the repositories.</param>
/// <param name="time">Says with which repository the run begins.</param>
/// <param name="progress">Receives the next repository.</param>
public sealed class OnboardRepositories(OnboardingRequest request, GitHubHost host, TimeProvider time, Action<string>? progress = null)
{
    private const string All = "all repositories";
    private const string NotNow = "GitHub allows no more calls for now.";

    // Multiples of it, without their whole parts, are spread evenly, whatever the hours between two runs.
    private const double GoldenRatio = 0.618033988749895;

    private int _open;
    private string? _limit;

    /// <exception cref="StepException">GitHub does not list the repositories, or there is no token.</exception>
    public async Task<OnboardingReport> RunAsync(CancellationToken cancellationToken)
    {
        var listed = await new ListRepositories(host.Connect(null)).RunAsync(request.Organisation, cancellationToken);
        if (request.Only.FirstOrDefault(o => !listed.Any(r => r.Name.IsSame(o))) is { } unknown)
        {
            throw new StepException($"GitHub lists no repository {unknown}{(request.Organisation is { } owner ? $" of {owner}" : "")} for this token.");
        }

        var asked = listed.Where(r => request.Only.Count == 0 || request.Only.Any(r.Name.IsSame)).Select(r => (Repository: r, Reason: ReasonToLeaveOut(r)))
            .ToList();
        var candidates = InTurn([.. asked.Where(r => r.Reason is null).Select(r => r.Repository)]).Select(CandidateOf).ToList();
        await CountAsync(candidates, cancellationToken);
        var order = WaveOrder.Of(candidates, request.Waves, s => s.Text, (s, c) => s.Includes(c.Repository), All);
        var waves = new List<OnboardingWave>();
        foreach (var (name, members) in order)
        {
            var isHeld = waves.Exists(w => w.State != WaveState.Passed) && !request.IsDryRun;
            waves.Add(isHeld ? Held(name, members) : await WaveAsync(name, members, cancellationToken));
        }

        return new OnboardingReport(request.Organisation, waves)
        {
            LeftOut = [.. asked.Where(r => r.Reason is not null).Select(r => new LeftOutRepository(r.Repository.Name.ToString(), r.Reason!))],
            MostOpen = request.MostOpen,
            Limit = _limit,
            IsDryRun = request.IsDryRun,
        };
    }

    private string? ReasonToLeaveOut(ListedRepository repository) =>
        repository.IsArchived ? "archived"
        : repository.IsFork ? "fork"
        : repository.IsDisabled ? "disabled"
        : request.Exclude.Any(p => RepositorySelector.Matches(p, repository)) ? "excluded"
        : null;

    // GitHub's limit can end a run early: each hour begins with another repository, so that in time every one has its turn.
    private IEnumerable<ListedRepository> InTurn(IReadOnlyList<ListedRepository> repositories)
    {
        var hours = Math.Floor((time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours);
        var first = (int)(repositories.Count * (hours * GoldenRatio % 1));
        return repositories.Skip(first).Concat(repositories.Take(first));
    }

    private Candidate CandidateOf(ListedRepository repository) =>
        new(repository, new OnboardingPull(new RepositoryCalls(repository.Name, host.Connect(null)), repository.DefaultBranch));

    // First what is open, of all waves, so that nothing is opened beyond the limit.
    private async Task CountAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        foreach (var (index, candidate) in candidates.Index())
        {
            progress?.Invoke($"pull requests: {candidate.Repository.Name} ({index + 1} of {candidates.Count})");
            await WithinLimitAsync(() => candidate.Pull.FindAsync(cancellationToken), _ => false, false, cancellationToken);
        }

        _open = candidates.Count(c => c.Pull.IsOpen);
    }

    private static OnboardingWave Held(string name, IReadOnlyList<Candidate> members) => new(
        name,
        WaveState.Waiting,
        InOrder(members.Select(c => new OnboardedRepository(c.Repository.Name.ToString(), OnboardingState.Waiting) { PullRequest = c.Pull.Url })));

    private async Task<OnboardingWave> WaveAsync(string name, IReadOnlyList<Candidate> members, CancellationToken cancellationToken)
    {
        var rows = new List<OnboardedRepository>();
        foreach (var (repository, pull) in members)
        {
            progress?.Invoke($"{name}: {repository.Name} ({rows.Count + 1} of {members.Count})");
            var wasOpen = pull.IsOpen;
            rows.Add(await OnboardAsync(repository, pull, cancellationToken));
            _open += (pull.IsOpen ? 1 : 0) - (wasOpen ? 1 : 0);
        }

        var state = rows.Exists(r => r.Fails) ? WaveState.Failed : rows.Exists(IsRunning) ? WaveState.Running : WaveState.Passed;
        return new OnboardingWave(name, state, InOrder(rows));
    }

    private static IReadOnlyList<OnboardedRepository> InOrder(IEnumerable<OnboardedRepository> rows) =>
        [.. rows.OrderByDescending(r => r.Fails).ThenBy(r => r.Repository, StringComparer.Ordinal)];

    private bool IsRunning(OnboardedRepository row) =>
        row.State is OnboardingState.Waiting or OnboardingState.Planned || (request.RequiresMerge && row.IsOpen);

    private async Task<OnboardedRepository> OnboardAsync(ListedRepository repository, OnboardingPull pull, CancellationToken cancellationToken)
    {
        using var access = host.Access(repository.Name);
        var onboard = new OnboardRepository(request, repository, pull, access.Repository, host.Names[0]);
        var row = new OnboardedRepository(repository.Name.ToString(), OnboardingState.Waiting) { PullRequest = pull.Url, Detail = NotNow };
        return await WithinLimitAsync(
            () => onboard.RunAsync(mayOpen: _open < request.MostOpen, cancellationToken),
            reason => row with { State = OnboardingState.Unreachable, Detail = reason },
            row,
            cancellationToken);
    }

    // Once GitHub's limit is used up, no other repository is asked for: GitHub counts refused calls, too, and the next run begins elsewhere.
    private async Task<T> WithinLimitAsync<T>(Func<Task<T>> run, Func<string, T> failed, T waiting, CancellationToken cancellationToken)
    {
        return _limit is not null ? waiting : await OneOfMany.RunAsync(RunAsync, failed, cancellationToken);

        async Task<T> RunAsync()
        {
            try
            {
                return await run();
            }
            catch (GitHubBusyException exception)
            {
                _limit = exception.Message;
                return waiting;
            }
        }
    }

    private sealed record Candidate(ListedRepository Repository, OnboardingPull Pull);
}
