using System.Text;
using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Jobs.Health.Delivery;
using Automation.Jobs.Health.Reading;
using Automation.Jobs.Health.Services;
using Automation.Jobs.Health.Stored;
using Automation.Jobs.Publishing;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health;

/// <summary>A report, and what it changed in the folder or on the branch.</summary>
/// <param name="Report">The health of all services.</param>
/// <param name="Changes">The files that differ.</param>
/// <param name="Commit">The commit that was written; null if none was.</param>
public sealed record HealthOutcome(HealthOverviewReport Report, IReadOnlyList<TreeChange> Changes, CommitId? Commit)
{
    /// <summary>The commit that the branch is at; null if it has none.</summary>
    public CommitId? Tip { get; init; }
}

/// <summary>
/// Reports the health of all services of a catalog: to a folder, or to a branch, where it is put on top of what others wrote. The branch has files of this
/// report only.
/// </summary>
/// <param name="services">The services of the catalog.</param>
/// <param name="contents">What was read of the clusters.</param>
/// <param name="now">When it was read.</param>
public sealed class ReportHealth(ServiceIndex services, ClusterContents contents, DateTimeOffset now)
{
    private const int MostAttempts = 20;

    /// <summary>Clusters that do not exist any more; otherwise their services stay unknown.</summary>
    public IReadOnlyCollection<string> Forgotten { get; init; } = [];

    /// <summary>Where on GitHub health is shown too; null for nowhere.</summary>
    public HealthOnGitHub? GitHub { get; init; }

    /// <summary>The report on top of the files of a folder, and the changes to them.</summary>
    public async Task<HealthOutcome> RunAsync(FileTree tree, CancellationToken cancellationToken)
    {
        var before = StoredHealth.Open(tree);
        var state = new StitchHealth(services, contents, Forgotten, now).Run(before, cancellationToken);
        if (GitHub is not null)
        {
            state = await GitHub.RunAsync(state, now, cancellationToken);
        }

        var changes = new WriteHealth(tree).Run(state, before?.Overview);
        var stored = new StoredHealth(state);
        var report = new HealthOverviewReport(
            stored.Clusters(now),
            [.. stored.All(now)],
            [.. stored.Overview.Incidents.Select(StoredHealth.Incident)])
        {
            ProblemsOfNoService = stored.Overview.ProblemsOfNoService.Values.Sum(),
            NotChecked = [.. services.NotUsable, .. contents.NotRead, .. GitHub?.Notes ?? []],
        };
        var page = new StringWriter();
        new HealthPageWriter().Write(report, page);
        var written = new TreeChange(HealthPaths.Page, Encoding.UTF8.GetBytes(page.ToString()));
        return new HealthOutcome(report, changes.Count == 0 && tree.Contains(HealthPaths.Page) ? changes : [.. changes, written], null);
    }

    /// <summary>The report on top of a branch. A lost race against another writer is repeated on top of what it wrote.</summary>
    /// <exception cref="RepositoryException">The repository could not be read or written, or the race was lost too often.</exception>
    public async Task<HealthOutcome> PublishAsync(CatalogBranch branch, Backoff backoff, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var tip = branch.Read(cancellationToken);
            var tree = branch.TreeAt(tip);
            if (tip is not null && !tree.Contains(HealthPaths.Overview))
            {
                throw new RepositoryException(
                    $"The branch '{branch.Name}' has other files, and no {HealthPaths.Overview}: report to a branch of its own, such as 'health'.");
            }

            var outcome = await RunAsync(tree, cancellationToken);
            var text = new CommitText(Message(outcome.Report), PublishCatalog.Author, now);
            if (outcome.Changes.Count == 0 || branch.Commit(tip, outcome.Changes, text, cancellationToken) is not { } commit)
            {
                return outcome with { Tip = tip };
            }

            if (branch.Move(tip, commit, cancellationToken) is MoveOutcome.Moved)
            {
                return outcome with { Commit = commit, Tip = commit };
            }

            backoff.Wait(attempt, cancellationToken);
        }

        throw new RepositoryException(
            $"The branch '{branch.Name}' was changed by other writers {MostAttempts} times. Run fewer reports at once, or try again later.");
    }

    private static string Message(HealthOverviewReport report)
    {
        var failing = report.Services.Count(s => s.HasFailed);
        return failing == 0 ? $"Health of {report.Services.Count} services" : $"Health of {report.Services.Count} services: {failing} with problems";
    }
}
