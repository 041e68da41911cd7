using System.Security.Cryptography;
using System.Text;
using Automation.Core.Findings;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.Health.Services;
using Automation.Jobs.Health.Stored;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Delivery;

/// <summary>
/// Brings health to where people look on GitHub: deployments of the service's repository, and the comment on the merged pull request of the GitOps repository.
/// What was shown is stored, so that GitHub is asked only about what changed. What GitHub refuses is a note, and is tried again with the next report.
/// </summary>
/// <param name="connect">Connects to a repository, with a token for a kind of writes.</param>
/// <param name="services">The services of the catalog.</param>
public sealed class HealthOnGitHub(Func<RepositoryName, TokenPermissions, Task<GitHubRest>> connect, ServiceIndex services)
{
    private const int MostComments = 500;

    private readonly List<NotChecked> _notes = [];

    /// <summary>Whether deployments are shown.</summary>
    public bool ShowsDeployments { get; init; }

    /// <summary>The GitOps repository whose merged pull requests get a comment; null for none.</summary>
    public RepositoryName? GitOps { get; init; }

    /// <summary>What could not be shown, and why.</summary>
    public IReadOnlyList<NotChecked> Notes => _notes;

    /// <summary>Shows what changed, and returns what is to be stored with it.</summary>
    /// <param name="state">What is to be stored.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="cancellationToken">Cancels the run; what was shown is found again.</param>
    internal async Task<HealthState> RunAsync(HealthState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var records = state.Records.ToDictionary(StringComparer.Ordinal);
        List<ServiceHealthReport> reports = [.. new StoredHealth(state).All(now)];
        if (ShowsDeployments)
        {
            foreach (var report in reports)
            {
                records[report.Ref] = await ShowAsync(records[report.Ref], report, cancellationToken);
            }
        }

        return new HealthState(records, GitOps is null ? state.Overview : await CommentAsync(GitOps, state.Overview, reports, now, cancellationToken));
    }

    private async Task<ServiceRecord> ShowAsync(ServiceRecord record, ServiceHealthReport report, CancellationToken cancellationToken)
    {
        if (RepositoryName.Parse(services.Find(record.Ref)?.Repository) is not { } repository)
        {
            return record;
        }

        var shown = new List<ShownDeployment>();
        foreach (var deployment in DeploymentStates.Of(report))
        {
            var known = record.Deployments?.FirstOrDefault(d => d.Environment == deployment.Environment);
            if (known == deployment
                || await TryAsync(
                    $"deployments of {repository}",
                    async () => await new ShowDeployments(await connect(repository, TokenPermissions.ShowDeployments))
                        .RunAsync(repository, deployment, cancellationToken)))
            {
                shown.Add(deployment);
            }
            else if (known is not null)
            {
                shown.Add(known);
            }
        }

        return record with { Deployments = shown.Count > 0 ? shown : null };
    }

    private async Task<HealthOverview> CommentAsync(
        RepositoryName gitOps, HealthOverview overview, List<ServiceHealthReport> reports, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (step, comments) = (new CommentOnMerged(gitOps, now), new SortedDictionary<string, string>(StringComparer.Ordinal));
        foreach (var delivered in step.Recently(reports).Take(MostComments))
        {
            var body = CommentOnMerged.Body(delivered.Key, delivered);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16];
            var known = overview.Comments?.GetValueOrDefault(delivered.Key);
            if (known == hash
                || await TryAsync(
                    $"comments of {gitOps}",
                    async () => await step.RunAsync(await connect(gitOps, TokenPermissions.CommentOnMerged), delivered.Key, body, cancellationToken)))
            {
                comments[delivered.Key] = hash;
            }
            else if (known is not null)
            {
                comments[delivered.Key] = known;
            }
        }

        return overview with { Comments = comments.Count > 0 ? comments : null };
    }

    // Each repository is its own: one that refuses costs the others nothing. A used-up limit ends with a note for each.
    private async Task<bool> TryAsync(string what, Func<Task> write)
    {
        if (_notes.Exists(n => n.What == what))
        {
            return false;
        }

        try
        {
            await write();
            return true;
        }
        catch (Exception e) when (e is GitHubCallException or GitHubBusyException or HttpRequestException)
        {
            _notes.Add(new NotChecked(what, e.Message.TrimEnd('.')));
            return false;
        }
    }
}
