using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Deployments and their statuses, newest first.</summary>
internal static class DeploymentEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/deployments", "deployments:read", List),
        new("POST", "/repos/{owner}/{repo}/deployments", "deployments:write", Create),
        new("GET", "/repos/{owner}/{repo}/deployments/{deployment_id}/statuses", "deployments:read", call => call.Page(Named(call).Statuses.Reverse(), s => s.DeepClone())),
        new("POST", "/repos/{owner}/{repo}/deployments/{deployment_id}/statuses", "deployments:write", AddStatus),
    ];

    private static HostedDeployment Named(ApiCall call) =>
        call.Repository.Settings.Deployments.Find(d => d.Id == call.Number("deployment_id")) ?? throw ApiProblem.NotFound();

    private static Answer List(ApiCall call)
    {
        var (environment, task) = (call.Asked("environment"), call.Asked("task"));
        return call.Page(
            call.Repository.Settings.Deployments.Reverse().Where(d => (environment is null || d.Environment == environment) && (task is null || d.Task == task)), d => Json(call, d));
    }

    private static Answer Create(ApiCall call)
    {
        var reference = call.RequiredText("ref");
        var deployment = new HostedDeployment(
            call.Repository.Settings.Deployments.Count + 1,
            reference,
            call.Text("task") ?? "deploy",
            call.Text("environment") ?? "production",
            call.Text("description") ?? "",
            (call.Body["payload"] as JsonObject)?.DeepClone().AsObject() ?? [])
        {
            Creator = call.Actor,
            CreatedAt = call.State.Now,
        };
        call.Repository.Settings.Deployments = call.Repository.Settings.Deployments.Add(deployment);
        return Answer.Created(Json(call, deployment));
    }

    private static Answer AddStatus(ApiCall call)
    {
        var (deployment, description) = (Named(call), call.Text("description") ?? "");
        if (description.Length > 140)
        {
            throw ApiProblem.Failed("DeploymentStatus", "description", "invalid", "is too long (maximum is 140 characters)");
        }

        var id = deployment.Statuses.Count + 1;
        var status = new JsonObject
        {
            ["id"] = id,
            ["node_id"] = $"DES_{id}",
            ["state"] = call.RequiredText("state"),
            ["description"] = description,
            ["creator"] = AccountJson.Simple(call.Urls, call.Actor),
            ["environment"] = deployment.Environment,
            ["target_url"] = "",
            ["url"] = $"{Url(call, deployment)}/statuses/{id}",
            ["deployment_url"] = Url(call, deployment),
            ["repository_url"] = call.Urls.Of(call.Repository),
            ["created_at"] = Time.Text(call.State.Now),
            ["updated_at"] = Time.Text(call.State.Now),
        };
        deployment.Statuses = deployment.Statuses.Add(status);
        return Answer.Created(status.DeepClone());
    }

    private static string Url(ApiCall call, HostedDeployment deployment) => $"{call.Urls.Of(call.Repository)}/deployments/{deployment.Id}";

    private static JsonObject Json(ApiCall call, HostedDeployment deployment) => new()
    {
        ["id"] = deployment.Id,
        ["node_id"] = $"DE_{deployment.Id}",
        ["sha"] = call.Repository.Refs[$"refs/heads/{deployment.Ref}"],
        ["ref"] = deployment.Ref,
        ["task"] = deployment.Task,
        ["environment"] = deployment.Environment,
        ["description"] = deployment.Description,
        ["payload"] = deployment.Payload.DeepClone(),
        ["creator"] = AccountJson.Simple(call.Urls, deployment.Creator),
        ["url"] = Url(call, deployment),
        ["statuses_url"] = $"{Url(call, deployment)}/statuses",
        ["repository_url"] = call.Urls.Of(call.Repository),
        ["created_at"] = Time.Text(deployment.CreatedAt),
        ["updated_at"] = Time.Text(deployment.CreatedAt),
    };
}
