using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Check runs and their annotations.</summary>
internal static class CheckRunEndpoints
{
    // GitHub's OpenAPI description and the answers of its API name these.
    private const int MostAnnotations = 50;
    private const int LongestText = 65_535;
    private const int MostActions = 3;
    private const int LongestLabel = 20;
    private const int LongestIdentifier = 20;
    private const int LongestDescription = 40;
    private static readonly string[] Levels = ["notice", "warning", "failure"];
    private static readonly string[] Conclusions = ["success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required"];
    private static readonly string[] Statuses = ["queued", "in_progress", "completed", "waiting", "requested", "pending"];

    public static ImmutableList<Route> Routes { get; } =
    [
        new("POST", "/repos/{owner}/{repo}/check-runs", "checks:write", Create),
        new("GET", "/repos/{owner}/{repo}/check-runs/{check_run_id}", "checks:read", call => Answer.Ok(CheckJson.Run(call.Urls, Named(call)))),
        new("PATCH", "/repos/{owner}/{repo}/check-runs/{check_run_id}", "checks:write", Update),
        new("GET", "/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations", "checks:read", Annotations),
        new("GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs", "checks:read", OfCommit),
    ];

    private static CheckRun Named(ApiCall call)
    {
        var number = call.Number("check_run_id");
        return call.Repository.CheckRuns.FirstOrDefault(r => r.Id == number) ?? throw ApiProblem.NotFound();
    }

    private static GitHubApp AppOf(ApiCall call) => call.App ?? throw new ApiProblem(403, "You must authenticate via a GitHub App.");

    private static Answer Create(ApiCall call)
    {
        var app = AppOf(call);
        var (name, sha) = (call.RequiredText("name"), call.RequiredText("head_sha"));
        if (call.Repository.Objects.Commit(sha) is null)
        {
            throw new ApiProblem(422, $"No commit found for SHA: {sha}");
        }

        if (call.Body["output"] is JsonObject output && ApiCall.TextOf(output, "title") is null)
        {
            throw ApiProblem.Invalid("\"title\" wasn't supplied.");
        }

        var suite = SuiteChanges.Of(call.State, call.Repository, sha, app);
        var run = Filled(call, new CheckRun(call.State.NextId(), suite, sha) { Name = name });
        call.Repository.CheckRuns = call.Repository.CheckRuns.Add(run);
        call.State.Signal();
        CheckEvent.Announce(call.State, run, "created", call.Actor);
        if (run.Status == "completed")
        {
            CheckEvent.Announce(call.State, run, "completed", call.Actor);
        }

        return Answer.Created(CheckJson.Run(call.Urls, run));
    }

    private static Answer Update(ApiCall call)
    {
        var (app, before) = (AppOf(call), Named(call));
        if (before.Suite.App != app)
        {
            throw new ApiProblem(403, $"Invalid app_id `{app.Id}` - check run can only be modified by the GitHub App that created it.");
        }

        var run = Filled(call, before);
        call.Repository.CheckRuns = call.Repository.CheckRuns.Replace(before, run);
        call.State.Signal();
        if (run.Status == "completed" && (before.Status != "completed" || before.Conclusion != run.Conclusion))
        {
            CheckEvent.Announce(call.State, run, "completed", call.Actor);
        }

        return Answer.Ok(CheckJson.Run(call.Urls, run));
    }

    private static CheckRun Filled(ApiCall call, CheckRun run)
    {
        var body = call.Body;
        var (status, conclusion) = (OneOf(call.Text("status"), Statuses, "status"), OneOf(call.Text("conclusion"), Conclusions, "conclusion"));
        if (status == "completed" && conclusion is null && run.Conclusion is null)
        {
            throw ApiProblem.Invalid("\"conclusion\" wasn't supplied.");
        }

        // A conclusion completes a run; a run that starts over has none.
        status = conclusion is not null ? "completed" : status ?? run.Status;
        var concludes = status == "completed" && conclusion is "success" or "failure";
        run = run with
        {
            Name = call.Text("name") ?? run.Name,
            Status = status,
            Conclusion = status == "completed" ? conclusion ?? run.Conclusion : null,
            StartedAt = TimeOf(call, "started_at") ?? run.StartedAt ?? call.State.Now,
            CompletedAt = status == "completed" ? TimeOf(call, "completed_at") ?? run.CompletedAt ?? call.State.Now : null,
            FirstConcludedAt = run.FirstConcludedAt ?? (concludes ? call.State.Now : null),
            ExternalId = call.Text("external_id") ?? run.ExternalId,
            DetailsUrl = call.Text("details_url") ?? run.DetailsUrl,
            Actions = body["actions"] is JsonArray actions ? ActionsOf(actions) : run.Actions,
        };
        return body["output"] is JsonObject output ? Output(run, output) : run;
    }

    private static CheckRun Output(CheckRun run, JsonObject output)
    {
        var (summary, text) = (ApiCall.TextOf(output, "summary"), ApiCall.TextOf(output, "text"));
        if (summary is null)
        {
            throw ApiProblem.Invalid("\"summary\" wasn't supplied.");
        }

        Bounded(summary, "summary");
        Bounded(text, "text");
        var annotations = (output["annotations"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (annotations.Count > MostAnnotations)
        {
            throw ApiProblem.Invalid($"No more than {MostAnnotations} items are allowed; {annotations.Count} were supplied.");
        }

        return run with
        {
            Title = ApiCall.TextOf(output, "title") ?? run.Title,
            Summary = summary,
            Text = text ?? run.Text,
            Annotations = run.Annotations.AddRange(annotations.Select(Annotation)),
        };
    }

    // Characters first, as the request is read; then bytes, as it is stored.
    private static void Bounded(string? text, string field)
    {
        if (text is null)
        {
            return;
        }

        if (IssueCommentEndpoints.Length(text) is var length && length > LongestText)
        {
            throw ApiProblem.Invalid($"Only {LongestText} characters are allowed; {length} were supplied.");
        }

        if (Encoding.UTF8.GetByteCount(text) > LongestText)
        {
            throw ApiProblem.Failed("CheckRun", field, "custom", $"{field} exceeds a maximum bytesize of {LongestText}");
        }
    }

    private static CheckAnnotation Annotation(JsonObject json)
    {
        string Text(string name) => ApiCall.TextOf(json, name) ?? throw ApiProblem.Invalid($"\"{name}\" wasn't supplied.");
        int Integer(string name) => ApiCall.IntegerOf(json, name) ?? throw ApiProblem.Invalid($"\"{name}\" wasn't supplied.");
        var annotation = new CheckAnnotation(
            Text("path"), Integer("start_line"), Integer("end_line"), ApiCall.IntegerOf(json, "start_column"), ApiCall.IntegerOf(json, "end_column"),
            OneOf(Text("annotation_level"), Levels, "annotation_level")!, Text("message"), ApiCall.TextOf(json, "title"), ApiCall.TextOf(json, "raw_details"));
        if (annotation.StartLine != annotation.EndLine && (annotation.StartColumn ?? annotation.EndColumn) is not null)
        {
            throw ApiProblem.Failed(
                "CheckAnnotation", "start_column", "custom", "start_column and end_column are only allowed if start_line and end_line are the same");
        }

        return annotation.EndLine < annotation.StartLine
            ? throw ApiProblem.Failed("CheckAnnotation", "end_line", "custom", "end_line must be greater than or equal to start_line")
            : annotation;
    }

    private static ImmutableList<CheckAction> ActionsOf(JsonArray json)
    {
        var actions = json.OfType<JsonObject>().ToList();
        if (actions.Count > MostActions)
        {
            throw ApiProblem.Invalid($"No more than {MostActions} items are allowed; {actions.Count} were supplied.");
        }

        return [
            .. actions.Select(
                a => new CheckAction(Bound(a, "label", LongestLabel), Bound(a, "description", LongestDescription), Bound(a, "identifier", LongestIdentifier))),
        ];
    }

    private static string Bound(JsonObject json, string name, int most)
    {
        var text = ApiCall.TextOf(json, name) ?? throw ApiProblem.Invalid($"\"{name}\" wasn't supplied.");
        return IssueCommentEndpoints.Length(text) is var length && length > most
            ? throw ApiProblem.Invalid($"Only {most} characters are allowed; {length} were supplied.")
            : text;
    }

    private static string? OneOf(string? value, string[] allowed, string name) =>
        value is null || allowed.Contains(value)
            ? value
            : throw ApiProblem.Invalid($"For '{name}', {value} is not a member of [{string.Join(", ", allowed)}].");

    private static DateTimeOffset? TimeOf(ApiCall call, string name) =>
        call.Text(name) is not { } text ? null
            : DateTimeOffset.TryParse(text, out var time) ? time
            : throw ApiProblem.Invalid($"For '{name}', {text} is not a valid date-time.");

    private static Answer Annotations(ApiCall call)
    {
        var run = Named(call);
        return call.Page(run.Annotations, a => CheckJson.Annotation(call.Urls, run, a));
    }

    private static Answer OfCommit(ApiCall call)
    {
        var sha = CommitEndpoints.Existing(call, call.Values["ref"]);
        var (name, status, app) = (call.Asked("check_name"), call.Asked("status"), call.Asked("app_id"));
        var runs = call.Repository.CheckRuns.Where(r => r.HeadSha == sha && (name is null || r.Name == name) && (app is null || $"{r.Suite.App.Id}" == app));
        var shown = (call.Asked("filter") == "all" ? runs.Reverse() : CheckJson.LatestOf(runs)).Where(r => status is null || r.Status == status);
        return call.Page(shown, r => CheckJson.Run(call.Urls, r), (array, total) => new JsonObject { ["total_count"] = total, ["check_runs"] = array });
    }
}
