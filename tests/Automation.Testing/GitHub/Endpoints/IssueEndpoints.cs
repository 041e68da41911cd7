using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Issues, and the labels and people of issues and pull requests.</summary>
internal static class IssueEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/issues", "issues:read", List),
        new("POST", "/repos/{owner}/{repo}/issues", "issues:write", Create),
        new("PATCH", "/repos/{owner}/{repo}/issues/{issue_number}", "issues:write", Edit),
        new("POST", "/repos/{owner}/{repo}/issues/{issue_number}/labels", "issues:write|pull_requests:write", AddLabels),
        new("POST", "/repos/{owner}/{repo}/issues/{issue_number}/assignees", "issues:write|pull_requests:write", Assign),
        new("POST", "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", "pull_requests:write", AskReviewers),
    ];

    private static Answer Create(ApiCall call)
    {
        var issue = new HostedIssue(call.Repository.NextNumber++, call.RequiredText("title"), call.Text("body"), call.Actor);
        call.Repository.Settings.Issues = call.Repository.Settings.Issues.Add(issue);
        if (call.Body["labels"] is JsonArray labels)
        {
            call.Repository.Settings.Labels = call.Repository.Settings.Labels.SetItem(issue.Number, [.. labels.Select(l => l!.ToString())]);
        }

        return Answer.Created(Json(call, issue));
    }

    // Latest first. Pull requests are issues too; no test lists them here.
    private static Answer List(ApiCall call)
    {
        var wanted = call.Asked("labels")?.Split(',') ?? [];
        var state = call.Asked("state") ?? "open";
        var found = call.Repository.Settings.Issues.Reverse()
            .Where(i => state == "all" || state == StateOf(i))
            .Where(i => wanted.All(l => call.Repository.Settings.Labels.GetValueOrDefault(i.Number, []).Contains(l, StringComparer.OrdinalIgnoreCase)));
        return call.Page(found, i => Json(call, i));
    }

    private static Answer Edit(ApiCall call)
    {
        var number = (int)call.Number("issue_number");
        var issue = call.Repository.Settings.Issues.Find(i => i.Number == number) ?? throw ApiProblem.NotFound();
        var edited = issue with
        {
            Title = call.Text("title") ?? issue.Title,
            Body = call.Text("body") ?? issue.Body,
            IsClosed = (call.Text("state") ?? StateOf(issue)) == "closed",
        };
        call.Repository.Settings.Issues = call.Repository.Settings.Issues.Replace(issue, edited);
        return Answer.Ok(Json(call, edited));
    }

    private static Answer AddLabels(ApiCall call)
    {
        var number = (int)call.Number("issue_number");
        _ = Known(call, number);
        var labels = call.Repository.Settings.Labels.GetValueOrDefault(number, []);
        labels = [.. labels.Concat((call.Body["labels"] as JsonArray ?? []).Select(l => l!.ToString())).Distinct(StringComparer.Ordinal)];
        call.Repository.Settings.Labels = call.Repository.Settings.Labels.SetItem(number, labels);
        return Answer.Ok(LabelJson.Of(call.Urls, call.Repository, number));
    }

    private static Answer Assign(ApiCall call)
    {
        var number = (int)call.Number("issue_number");
        var (title, author) = Known(call, number);
        Add(call, number, call.Body["assignees"], "assignee");
        return Answer.Created(Json(call, number, title, author));
    }

    private static Answer AskReviewers(ApiCall call)
    {
        var pull = PullRequestEndpoints.Named(call);
        if ((call.Body["reviewers"] as JsonArray ?? []).Any(r => r!.ToString() == pull.Author.Login))
        {
            throw new ApiProblem(422, "Review cannot be requested from pull request author.");
        }

        Add(call, pull.Number, call.Body["reviewers"], "reviewer");
        Add(call, pull.Number, call.Body["team_reviewers"], "team");
        return Answer.Created(PullRequestJson.Simple(call.Urls, pull));
    }

    private static void Add(ApiCall call, int number, JsonNode? names, string role)
    {
        var people = call.Repository.Settings.People.GetValueOrDefault(number, []);
        people = [.. people.Concat((names as JsonArray ?? []).Select(n => $"{role} {n}")).Distinct(StringComparer.Ordinal)];
        call.Repository.Settings.People = call.Repository.Settings.People.SetItem(number, people);
    }

    private static (string Title, Account Author) Known(ApiCall call, int number) =>
        call.Repository.PullRequests.FirstOrDefault(p => p.Number == number) is { } pull ? (pull.Title, pull.Author)
        : call.Repository.Settings.Issues.Find(i => i.Number == number) is { } issue ? (issue.Title, issue.Author)
        : throw ApiProblem.NotFound();

    private static string StateOf(HostedIssue issue) => issue.IsClosed ? "closed" : "open";

    private static JsonObject Json(ApiCall call, HostedIssue issue)
    {
        var json = Json(call, issue.Number, issue.Title, issue.Author, issue.Body);
        json["state"] = StateOf(issue);
        json["closed_at"] = issue.IsClosed ? Time.Text(call.State.Now) : null;
        return json;
    }

    private static JsonObject Json(ApiCall call, int number, string title, Account author, string? text = null)
    {
        var url = $"{call.Urls.Of(call.Repository)}/issues/{number}";
        return new JsonObject
        {
            ["id"] = number,
            ["node_id"] = $"I_{number}",
            ["url"] = url,
            ["repository_url"] = call.Urls.Of(call.Repository),
            ["labels_url"] = $"{url}/labels{{/name}}",
            ["comments_url"] = $"{url}/comments",
            ["events_url"] = $"{url}/events",
            ["html_url"] = $"{call.Urls.Page(call.Repository)}/issues/{number}",
            ["number"] = number,
            ["state"] = "open",
            ["title"] = title,
            ["body"] = text,
            ["user"] = AccountJson.Simple(call.Urls, author),
            ["labels"] = new JsonArray(),
            ["assignee"] = null,
            ["milestone"] = null,
            ["locked"] = false,
            ["comments"] = 0,
            ["closed_at"] = null,
            ["created_at"] = Time.Text(call.State.Now),
            ["updated_at"] = Time.Text(call.State.Now),
        };
    }
}
