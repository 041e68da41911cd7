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
/// <param name="progress">Receives the next repository.</param>
public sealed class OnboardRepositories(OnboardingRequest request, GitHubHost host, Action<string>? progress = null)
{
    private const string All = "all repositories";

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
        var order = WaveOrder.Of(
            asked.Where(r => r.Reason is null).Select(r => r.Repository), request.Waves, s => s.Text, (s, repository) => s.Includes(repository), All);
        var waves = new List<OnboardingWave>();
        foreach (var (name, repositories) in order)
        {
            var isHeld = waves.Exists(w => w.State != WaveState.Passed) && !request.IsDryRun;
            waves.Add(isHeld ? Held(name, repositories) : await WaveAsync(name, repositories, cancellationToken));
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

    private static OnboardingWave Held(string name, IReadOnlyList<ListedRepository> repositories) => new(
        name, WaveState.Waiting, [.. repositories.Select(r => new OnboardedRepository(r.Name.ToString(), OnboardingState.Waiting))]);

    private async Task<OnboardingWave> WaveAsync(string name, IReadOnlyList<ListedRepository> repositories, CancellationToken cancellationToken)
    {
        // First what is open, so that nothing is opened beyond the limit.
        var pulls = new List<OnboardingPull>();
        foreach (var repository in repositories)
        {
            progress?.Invoke($"{name}: {repository.Name} ({pulls.Count + 1} of {repositories.Count})");
            var pull = new OnboardingPull(new RepositoryCalls(repository.Name, host.Connect(null)), repository.DefaultBranch);
            pulls.Add(pull);
            await WithinLimitAsync(() => pull.FindAsync(cancellationToken), _ => false, false, cancellationToken);
        }

        _open += pulls.Count(p => p.IsOpen);
        var rows = new List<OnboardedRepository>();
        foreach (var (repository, pull) in repositories.Zip(pulls))
        {
            progress?.Invoke($"{name}: {repository.Name} ({rows.Count + 1} of {repositories.Count})");
            var wasOpen = pull.IsOpen;
            rows.Add(await OnboardAsync(repository, pull, cancellationToken));
            _open += (pull.IsOpen ? 1 : 0) - (wasOpen ? 1 : 0);
        }

        var state = rows.Exists(r => r.Fails) ? WaveState.Failed : rows.Exists(IsRunning) ? WaveState.Running : WaveState.Passed;
        return new OnboardingWave(name, state, [.. rows.OrderByDescending(r => r.Fails)]);
    }

    private bool IsRunning(OnboardedRepository row) =>
        row.State is OnboardingState.Waiting or OnboardingState.Planned || (request.RequiresMerge && row.IsOpen);

    private async Task<OnboardedRepository> OnboardAsync(ListedRepository repository, OnboardingPull pull, CancellationToken cancellationToken)
    {
        using var access = host.Access(repository.Name);
        var onboard = new OnboardRepository(request, repository, pull, access.Repository, host.Names[0]);
        var row = new OnboardedRepository(repository.Name.ToString(), OnboardingState.Waiting) { PullRequest = pull.Url };
        return await WithinLimitAsync(
            () => onboard.RunAsync(mayOpen: _open < request.MostOpen, cancellationToken),
            reason => row with { State = OnboardingState.Unreachable, Detail = reason },
            row,
            cancellationToken);
    }

    // Once GitHub's limit is used up, no other repository is asked for: GitHub counts refused calls, too, and the next run goes on here.
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
}
