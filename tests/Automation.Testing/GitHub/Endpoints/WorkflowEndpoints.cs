using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Starting workflows, and their runs. A run has the result that the repository's settings name.</summary>
internal static class WorkflowEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("POST", "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", "actions:write", Dispatch),
        new("GET", "/repos/{owner}/{repo}/actions/runs/{run_id}", "actions:read", Run),
    ];

    private static Answer Dispatch(ApiCall call)
    {
        var (repository, @ref) = (call.Repository, call.RequiredText("ref"));
        if (!repository.Refs.ContainsKey($"refs/heads/{@ref}") && !repository.Refs.ContainsKey($"refs/tags/{@ref}"))
        {
            throw new ApiProblem(422, $"No ref found for: {@ref}");
        }

        var run = new WorkflowRun(call.State.NextId(), call.Values["workflow_id"], @ref, call.Body["inputs"]?.DeepClone() as JsonObject ?? []);
        repository.Settings.Runs = repository.Settings.Runs.Add(run);
        call.State.Signal();
        return ApiCall.FlagOf(call.Body, "return_run_details") == true
            ? Answer.Ok(new JsonObject { ["workflow_run_id"] = run.Id, ["run_url"] = Url(call, run), ["html_url"] = Page(call, run) })
            : Answer.NoContent;
    }

    private static Answer Run(ApiCall call)
    {
        var (repository, id) = (call.Repository, call.Number("run_id"));
        var run = repository.Settings.Runs.Find(r => r.Id == id) ?? throw ApiProblem.NotFound();
        var (url, conclusion) = (Url(call, run), repository.Settings.Conclusion);
        var sha = repository.Refs.GetValueOrDefault($"refs/heads/{run.Ref}") ?? repository.Refs[$"refs/tags/{run.Ref}"];
        var commit = repository.Objects.Commit(sha)!;
        var author = new JsonObject { ["name"] = commit.Author.Name, ["email"] = commit.Author.Email };
        return Answer.Ok(new JsonObject
        {
            ["id"] = run.Id,
            ["node_id"] = $"WFR_{run.Id}",
            ["head_branch"] = run.Ref,
            ["head_sha"] = sha,
            ["path"] = $".github/workflows/{run.Workflow}",
            ["run_number"] = 1,
            ["display_title"] = run.Workflow,
            ["event"] = "workflow_dispatch",
            ["status"] = conclusion is null ? "in_progress" : "completed",
            ["conclusion"] = conclusion,
            ["workflow_id"] = 1,
            ["url"] = url,
            ["html_url"] = Page(call, run),
            ["pull_requests"] = new JsonArray(),
            ["created_at"] = Time.Text(call.State.Now),
            ["updated_at"] = Time.Text(call.State.Now),
            ["jobs_url"] = $"{url}/jobs",
            ["logs_url"] = $"{url}/logs",
            ["check_suite_url"] = $"{call.Urls.Of(repository)}/check-suites/1",
            ["artifacts_url"] = $"{url}/artifacts",
            ["cancel_url"] = $"{url}/cancel",
            ["rerun_url"] = $"{url}/rerun",
            ["workflow_url"] = $"{call.Urls.Of(repository)}/actions/workflows/1",
            ["head_commit"] = new JsonObject
            {
                ["id"] = sha,
                ["tree_id"] = commit.Tree,
                ["message"] = commit.Message,
                ["timestamp"] = Time.Text(call.State.Now),
                ["author"] = author,
                ["committer"] = author.DeepClone(),
            },
            ["repository"] = RepositoryJson.Minimal(call.Urls, repository),
            ["head_repository"] = RepositoryJson.Minimal(call.Urls, repository),
        });
    }

    private static string Url(ApiCall call, WorkflowRun run) => $"{call.Urls.Of(call.Repository)}/actions/runs/{run.Id}";

    private static string Page(ApiCall call, WorkflowRun run) => $"{call.Urls.Page(call.Repository)}/actions/runs/{run.Id}";
}
