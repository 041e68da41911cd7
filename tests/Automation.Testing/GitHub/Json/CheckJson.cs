using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Json;

/// <summary>Check runs, suites and annotations as GitHub writes them.</summary>
internal static class CheckJson
{
    public static JsonObject Run(Urls urls, CheckRun run)
    {
        var repository = run.Suite.Repository;
        var url = $"{urls.Of(repository)}/check-runs/{run.Id}";
        var page = $"{urls.Page(repository)}/runs/{run.Id}";
        return new JsonObject
        {
            ["id"] = run.Id,
            ["name"] = run.Name,
            ["node_id"] = $"CR_{run.Id}",
            ["head_sha"] = run.HeadSha,
            ["external_id"] = run.ExternalId ?? "",
            ["url"] = url,
            ["html_url"] = page,
            ["details_url"] = run.DetailsUrl ?? page,
            ["status"] = run.Status,
            ["conclusion"] = run.Conclusion,
            ["started_at"] = Time.Text(run.StartedAt),
            ["completed_at"] = Time.Text(run.CompletedAt),
            ["output"] = new JsonObject
            {
                ["title"] = run.Title,
                ["summary"] = run.Summary,
                ["text"] = run.Text,
                ["annotations_count"] = run.Annotations.Count,
                ["annotations_url"] = $"{url}/annotations",
            },
            ["check_suite"] = new JsonObject { ["id"] = run.Suite.Id },
            ["app"] = AppJson.Of(urls, run.Suite.App),
            ["pull_requests"] = PullRequests(urls, run.Suite),
        };
    }

    /// <summary>A check run as its own event carries it: with the suite.</summary>
    public static JsonObject RunInEvent(Urls urls, CheckRun run)
    {
        var json = Run(urls, run);
        var suite = Suite(urls, run.Suite);
        foreach (var absent in new[] { "latest_check_runs_count", "check_runs_url", "head_commit", "repository" })
        {
            suite.Remove(absent);
        }

        json["check_suite"] = suite;
        if (run.Actions.Count > 0)
        {
            json["actions"] = new JsonArray([
                .. run.Actions.Select(a => new JsonObject { ["label"] = a.Label, ["description"] = a.Description, ["identifier"] = a.Identifier }),
            ]);
        }

        return json;
    }

    public static JsonObject Suite(Urls urls, CheckSuite suite)
    {
        var (repository, runs) = (suite.Repository, LatestOf(suite.Repository.CheckRuns.Where(r => r.Suite.Id == suite.Id)));
        var (status, conclusion) = OutcomeOf(runs);
        var url = $"{urls.Of(repository)}/check-suites/{suite.Id}";
        return new JsonObject
        {
            ["id"] = suite.Id,
            ["node_id"] = $"CS_{suite.Id}",
            ["head_branch"] = suite.HeadBranch,
            ["head_sha"] = suite.HeadSha,
            ["status"] = status,
            ["conclusion"] = conclusion,
            ["url"] = url,
            ["before"] = suite.Before,
            ["after"] = suite.HeadSha,
            ["pull_requests"] = PullRequests(urls, suite),
            ["app"] = AppJson.Of(urls, suite.App),
            ["repository"] = RepositoryJson.Minimal(urls, repository),
            ["created_at"] = Time.Text(suite.CreatedAt),
            ["updated_at"] = Time.Text(suite.CreatedAt),
            ["head_commit"] = GitJson.SimpleCommit(repository, suite.HeadSha),
            ["latest_check_runs_count"] = runs.Count,
            ["check_runs_url"] = $"{url}/check-runs",
        };
    }

    public static JsonObject Annotation(Urls urls, CheckRun run, CheckAnnotation annotation) => new()
    {
        ["path"] = annotation.Path,
        ["blob_href"] = $"{urls.Page(run.Suite.Repository)}/blob/{run.HeadSha}/{Uri.EscapeDataString(annotation.Path)}",
        ["start_line"] = annotation.StartLine,
        ["start_column"] = annotation.StartColumn,
        ["end_line"] = annotation.EndLine,
        ["end_column"] = annotation.EndColumn,
        ["annotation_level"] = annotation.Level,
        ["title"] = annotation.Title,
        ["message"] = annotation.Message,
        ["raw_details"] = annotation.RawDetails,
    };

    /// <summary>The newest of each name.</summary>
    public static IReadOnlyList<CheckRun> LatestOf(IEnumerable<CheckRun> runs) =>
        [.. runs.GroupBy(r => (r.Suite.App.Id, r.Name)).Select(g => g.MaxBy(r => r.Id)!).OrderByDescending(r => r.Id)];

    // Only pull requests of the repository itself: for forks GitHub leaves the list empty.
    private static JsonArray PullRequests(Urls urls, CheckSuite suite) =>
        [
            .. suite.Repository.PullRequests.Where(p => p.ClosedAt is null && p.HeadSha == suite.HeadSha && p.HeadRepository == suite.Repository)
                .Select(p => PullRequestJson.Minimal(urls, p)),
        ];

    private static (string Status, string? Conclusion) OutcomeOf(IReadOnlyList<CheckRun> runs)
    {
        if (runs.Count == 0 || runs.Any(r => r.Status != "completed"))
        {
            return (runs.Any(r => r.Status != "queued") ? "in_progress" : "queued", null);
        }

        string[] worstFirst = ["action_required", "timed_out", "failure", "cancelled", "stale", "success", "neutral", "skipped"];
        return ("completed", worstFirst.First(c => runs.Any(r => r.Conclusion == c)));
    }
}
