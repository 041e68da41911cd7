using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Automation.GitOps.Proposals;
using Automation.GitOps.Settings;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Waves;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>What is to be proposed.</summary>
public abstract record ProposalRequest
{
    private ProposalRequest()
    {
    }

    /// <summary>Every component that the catalog deploys, and the removal of those that it no longer has.</summary>
    public sealed record Everything : ProposalRequest
    {
        /// <summary>The waves of later renderings, in their order; none for those of the settings.</summary>
        public IReadOnlyList<WaveSelector> Waves { get; init; } = [];
    }

    /// <summary>One component.</summary>
    /// <param name="Entity">Its ref.</param>
    /// <param name="IsRemoval">Whether it is removed.</param>
    public sealed record One(EntityRef Entity, bool IsRemoval = false) : ProposalRequest
    {
        /// <summary>The component as its own descriptor declares it, where the catalog does not have it yet.</summary>
        public DeployedService? Declared { get; init; }
    }

    /// <summary>A promotion.</summary>
    /// <param name="Entity">The component.</param>
    /// <param name="From">The environment whose versions are copied.</param>
    /// <param name="To">The environment that gets them.</param>
    public sealed record Promotion(EntityRef Entity, string From, string To) : ProposalRequest;
}

/// <summary>Proposes what a catalog asks for as pull requests: one for each service. The same run again changes nothing.</summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="main">The branch that pull requests change.</param>
/// <param name="tip">Where that branch is: the state that the plans are made from.</param>
/// <param name="input">What the plans are made from.</param>
/// <param name="progress">Receives the service that is next.</param>
public sealed class ProposeDeployments(RepositoryOnGitHub repository, string main, BranchOnGitHub tip, ProposalInput input, Action<string>? progress = null)
{
    private const string Branches = "automation/gitops/deploy/";
    private const int PerPage = 100;
    private const int MostPages = 50;

    private readonly RepositoryCalls _calls = repository.Calls;
    private ILookup<string, JsonPart> _open = Enumerable.Empty<JsonPart>().ToLookup(BranchOf, StringComparer.Ordinal);

    /// <summary>Whether nothing is changed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether an outage of GitHub ends the run, because the caller starts it again; otherwise it is a result of each proposal.</summary>
    public bool PassesOutages { get; init; }

    /// <summary>What earlier runs left; null where each run looks at everything.</summary>
    public SettledProposals? Settled { get; init; }

    /// <summary>Plans the changes, and opens, updates or closes their pull requests.</summary>
    public async Task<ProposalsReport> RunAsync(ProposalRequest request, CancellationToken cancellationToken)
    {
        if (request is ProposalRequest.Everything)
        {
            _open = (await OpenAsync(cancellationToken)).ToLookup(BranchOf, StringComparer.Ordinal);
        }

        var plan = new PlanDeployments(input with { IsSettled = IsSettled });
        if (plan.Incomplete is { } incomplete)
        {
            throw new StepException($"{GitOpsSettings.Path} of the GitOps repository does not say how to deploy: {incomplete}.");
        }

        var changes = request switch
        {
            ProposalRequest.Everything => plan.All(cancellationToken),
            ProposalRequest.One one => [plan.One(one.Entity, one.IsRemoval, cancellationToken, one.Declared)],
            ProposalRequest.Promotion p => (IReadOnlyList<PlannedChange>)[plan.Promotion(p.Entity, p.From, p.To, cancellationToken)],
            _ => throw new ArgumentException("A request of an unknown kind.", nameof(request)),
        };
        var reports = new List<ProposalReport>();
        if (request is ProposalRequest.Everything everything)
        {
            // A removal that a person asked for is theirs to merge or close, whatever the catalog says.
            // Planning takes a while, so they are listed after it, unless nothing is left to write.
            var open = changes.All(c => c.IsSettled) ? _open.SelectMany(o => o) : await OpenAsync(cancellationToken);
            var removals = open.Where(IsRemovalByRequest).ToDictionary(BranchOf, StringComparer.Ordinal);
            reports.AddRange(changes.Where(c => removals.ContainsKey(c.Branch)).Select(c => c.Report with
            {
                State = ProposalState.Open,
                PullRequest = removals[c.Branch]["html_url"].Text,
                Detail = "A person asked for its removal.",
            }));
            reports.AddRange(await InWavesAsync([.. changes.Where(c => !removals.ContainsKey(c.Branch))], WavesOf(everything), cancellationToken));
            reports.AddRange(await CloseAsync(changes, cancellationToken));
            Settled?.Keep(changes.Select(c => c.Branch).ToHashSet(StringComparer.Ordinal));
        }
        else
        {
            foreach (var change in changes)
            {
                reports.Add(await OneAsync(change, cancellationToken));
            }
        }

        return new ProposalsReport(repository.Name.ToString(), [.. reports.OrderBy(r => r.Entity, StringComparer.Ordinal)])
        {
            Current = plan.Current,
            Notes = plan.Notes,
            IsDryRun = IsDryRun,
        };
    }

    private JsonPart Listed(PlannedChange change) => _open[change.Branch].FirstOrDefault();

    private bool IsSettled(PlannedChange change) => Settled is not null && Listed(change) is { Exists: true } listed
        && !IsRemovalByRequest(listed) && Settled.IsSettled(change, tip.Commit, listed);

    // Only what was as it has to be before this run: the list shows nothing else of it. What merges automatically or could not be labelled is tried again.
    // So is one of which GitHub has not computed yet whether it conflicts: the list does not change when it has.
    private void Remember(PlannedChange change, ProposalReport report, bool isMergeable)
    {
        if (isMergeable && report is { State: ProposalState.Open, Detail: "" } && change.Merge == MergePolicy.Review
            && Listed(change) is { Exists: true } listed)
        {
            Settled?.Settle(change, tip.Commit, listed);
        }
        else
        {
            Settled?.Forget(change.Branch);
        }
    }

    private IReadOnlyList<WaveSelector> WavesOf(ProposalRequest.Everything everything) =>
        everything.Waves is [] ? [.. input.Settings.Waves.Select(WaveSelector.Parse).OfType<WaveSelector>()] : everything.Waves;

    // New services, removals and moves go at once; later renderings of what is deployed go wave by wave, and a wave begins when those before it are merged.
    private async Task<IReadOnlyList<ProposalReport>> InWavesAsync(
        IReadOnlyList<PlannedChange> changes, IReadOnlyList<WaveSelector> waves, CancellationToken cancellationToken)
    {
        var (reports, isHeld) = (new List<ProposalReport>(), false);
        foreach (var wave in DeploymentWaves.Of(changes, waves, input.Catalog))
        {
            foreach (var change in wave)
            {
                var report = isHeld && change.Report.State == ProposalState.Planned
                    ? change.Report with { State = ProposalState.Waiting, Detail = "The pull requests of an earlier wave are to be merged first." }
                    : await OneAsync(change, cancellationToken);
                reports.Add(report);
            }

            isHeld |= wave.Any(c => c.IsRerendering) && reports.Any(r => wave.Any(c => c.IsRerendering && c.Report.Entity == r.Entity)
                && r.State is not (ProposalState.Declined or ProposalState.OptedOut or ProposalState.Current));
        }

        return reports;
    }

    private async Task<ProposalReport> OneAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        if (change.Report.State != ProposalState.Planned || IsDryRun)
        {
            return change.Report.State == ProposalState.Current && !IsDryRun ? await CloseAsync(change, cancellationToken) : change.Report;
        }

        if (change.IsSettled)
        {
            return change.Report with { State = ProposalState.Open, PullRequest = Listed(change)["html_url"].Text };
        }

        progress?.Invoke($"{change.Report.Entity}: {change.Files.Count:N0} files");
        try
        {
            var pull = new ProposalPull(_calls, main, tip.Tip, change);
            var report = await pull.RunAsync(cancellationToken);
            Remember(change, report, pull.IsMergeable);
            return report;
        }
        catch (Exception exception) when (GitHubOutage.IsFailedCall(exception) && !(PassesOutages && IsOver(exception)))
        {
            return change.Report with { State = ProposalState.Failed, Detail = GitHubFailure.Explain(exception, "run the command again") };
        }
        catch (StepException exception)
        {
            return change.Report with { State = ProposalState.Failed, Detail = exception.Message };
        }
    }

    // Closes the open pull request of a service for which nothing is left to propose.
    private async Task<ProposalReport> CloseAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        var branch = change.Branch.Length > 0 ? change.Branch : ProposalRun.BranchOf(change.Report.Service);
        var open = (await _calls.PullRequestsAsync(branch, main, cancellationToken)).Find(p => p["state"].Text == "open");
        return open.Exists ? await CloseAsync(open, change.Report, cancellationToken) : change.Report;
    }

    // Closes the pull requests of services that need no change, or that the catalog no longer has.
    private async Task<IReadOnlyList<ProposalReport>> CloseAsync(IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken)
    {
        var closed = new List<ProposalReport>();
        if (IsDryRun)
        {
            return closed;
        }

        var kept = changes.Select(c => ProposalRun.BranchOf(c.Report.Service)).ToHashSet(StringComparer.Ordinal);
        foreach (var pull in (await OpenAsync(cancellationToken)).Where(p => !kept.Contains(BranchOf(p)) && !IsRemovalByRequest(p) && !IsAwaited(p)))
        {
            var service = BranchOf(pull)[Branches.Length..];
            var entity = ProposalPullRequest.EntityOf(pull["body"].Text) ?? service;
            closed.Add(await CloseAsync(pull, new ProposalReport(entity, service, ProposalAction.Update), cancellationToken));
        }

        return closed;
    }

    // The open pull requests of services, without promotions, which the people who requested them merge or close.
    private async Task<List<JsonPart>> OpenAsync(CancellationToken cancellationToken)
    {
        var ours = new List<JsonPart>();
        for (var page = 1; page <= MostPages; page++)
        {
            var path = $"{_calls.Path}/pulls?state=open&per_page={PerPage}&page={page}&base={Uri.EscapeDataString(main)}";
            var open = (await _calls.Rest.GetAsync(path, cancellationToken)).Items.ToList();
            ours.AddRange(open.Where(IsOurs));
            if (open.Count < PerPage)
            {
                break;
            }
        }

        return ours;
    }

    private bool IsOurs(JsonPart pull) => pull["head"]["ref"].Text?.StartsWith(Branches, StringComparison.Ordinal) == true
        && pull["head"]["repo"]["full_name"].Text?.Equals(repository.Name.ToString(), StringComparison.OrdinalIgnoreCase) == true
        && ProposalPullRequest.EntityOf(pull["body"].Text) is not null;

    private static string BranchOf(JsonPart pull) => pull["head"]["ref"].Text!;

    private static bool IsRemovalByRequest(JsonPart pull) => ProposalPullRequest.RequestOf(pull["body"].Text) is ["removal"];

    // Of a component that a template has just made: its registration is not merged yet.
    private bool IsAwaited(JsonPart pull) => ProposalPullRequest.RequestOf(pull["body"].Text) is ["registration"]
        && EntityRef.TryParse(ProposalPullRequest.EntityOf(pull["body"].Text)!, null, EntityRef.DefaultNamespace, out var entity, out _)
        && input.Catalog.Find(entity!) is not { Exists: true };

    /// <summary>Whether a failure is an outage of GitHub, or a limit of it, that a later run does not meet.</summary>
    internal static bool IsOver(Exception exception) => exception is GitHubBusyException || GitHubOutage.Is(exception);

    private async Task<ProposalReport> CloseAsync(JsonPart pull, ProposalReport report, CancellationToken cancellationToken)
    {
        var number = pull["number"].Number;
        const string text = "Nothing is left to propose: the repository has these files, or the catalog no longer asks for them.";
        await _calls.Rest.SendAsync(HttpMethod.Post, $"{_calls.Path}/issues/{number}/comments", new JsonObject { ["body"] = text }, cancellationToken);
        await _calls.Rest.SendAsync(HttpMethod.Patch, $"{_calls.Path}/pulls/{number}", new JsonObject { ["state"] = "closed" }, cancellationToken);
        return report with { State = ProposalState.Closed, PullRequest = pull["html_url"].Text, Detail = text };
    }
}
