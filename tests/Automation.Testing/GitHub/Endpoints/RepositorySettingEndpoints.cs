using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Sodium;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>What a repository has besides its content: people, topics, variables, protections, environments, webhooks.</summary>
internal static class RepositorySettingEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("PUT", "/repos/{owner}/{repo}/topics", "administration:write", SetTopics),
        new("PUT", "/repos/{owner}/{repo}/collaborators/{username}", "administration:write", AddCollaborator),
        new("PUT", "/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}", "administration:write", AddTeam),
        new("POST", "/repos/{owner}/{repo}/actions/variables", "actions_variables:write", AddVariable),
        new("PATCH", "/repos/{owner}/{repo}/actions/variables/{name}", "actions_variables:write", SetVariable),
        new("PUT", "/repos/{owner}/{repo}/branches/{branch}/protection", "administration:write", Protect),
        new("PUT", "/repos/{owner}/{repo}/environments/{environment_name}", "administration:write", SetEnvironment),
        new("POST", "/repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies", "administration:write", AddPolicy),
        new("GET", "/repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies", "actions:read", Policies),
        new("POST", "/repos/{owner}/{repo}/environments/{environment_name}/variables", "environments:write", AddVariable),
        new("PATCH", "/repos/{owner}/{repo}/environments/{environment_name}/variables/{name}", "environments:write", SetVariable),
        new("GET", "/repos/{owner}/{repo}/actions/secrets/public-key", "secrets:read", PublicKey),
        new("PUT", "/repos/{owner}/{repo}/actions/secrets/{secret_name}", "secrets:write", SetSecret),
        new("GET", "/repos/{owner}/{repo}/environments/{environment_name}/secrets/public-key", "environments:read", PublicKey),
        new("PUT", "/repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}", "environments:write", SetSecret),
        new("GET", "/repos/{owner}/{repo}/hooks", "repository_hooks:read", call => call.Page(call.Repository.Settings.Hooks, h => h.DeepClone())),
        new("POST", "/repos/{owner}/{repo}/hooks", "repository_hooks:write", AddHook),
    ];

    private static RepositorySettings Settings(ApiCall call) => call.Repository.Settings;

    private static Answer SetTopics(ApiCall call)
    {
        Settings(call).Topics = [.. (call.Body["names"] as JsonArray ?? []).Select(n => n!.ToString())];
        return Answer.Ok(new JsonObject { ["names"] = call.Body["names"]!.DeepClone() });
    }

    private static Answer AddCollaborator(ApiCall call)
    {
        var account = call.State.Accounts.GetValueOrDefault(call.Values["username"]) ?? throw ApiProblem.NotFound();
        call.Repository.Collaborators = call.Repository.Collaborators.SetItem(account.Login, call.Text("permission") ?? "push");
        return Answer.NoContent;
    }

    private static Answer AddTeam(ApiCall call)
    {
        var team = call.State.Accounts.GetValueOrDefault(call.Values["org"])?.Teams.GetValueOrDefault(call.Values["team_slug"]) ?? throw ApiProblem.NotFound();
        var repository = call.State.RepositoryNow(call.Values["owner"], call.Values["repo"]) ?? throw ApiProblem.NotFound();
        team.Repositories = team.Repositories.SetItem(repository.Id, call.Text("permission") ?? "push");
        return Answer.NoContent;
    }

    // Those of an environment have its name before theirs.
    private static string NameOf(ApiCall call, string name) =>
        call.Values.TryGetValue("environment_name", out var environment) ? $"{environment}/{name}" : name;

    private static Answer AddVariable(ApiCall call)
    {
        var name = NameOf(call, call.RequiredText("name"));
        if (Settings(call).Variables.ContainsKey(name))
        {
            throw new ApiProblem(409, "Already exists - Variable already exists");
        }

        Settings(call).Variables = Settings(call).Variables.SetItem(name, call.RequiredText("value"));
        return Answer.Created(new JsonObject());
    }

    private static Answer SetVariable(ApiCall call)
    {
        Settings(call).Variables = Settings(call).Variables.SetItem(NameOf(call, call.Values["name"]), call.RequiredText("value"));
        return Answer.NoContent;
    }

    private static Answer PublicKey(ApiCall call) => Answer.Ok(new JsonObject
    {
        ["key_id"] = RepositorySettings.KeyId,
        ["key"] = Convert.ToBase64String(Settings(call).Key.PublicKey),
    });

    // What GitHub cannot decrypt is no secret.
    private static Answer SetSecret(ApiCall call)
    {
        if (call.RequiredText("key_id") != RepositorySettings.KeyId)
        {
            throw new ApiProblem(422, "Unable to find public key with given key_id");
        }

        var name = NameOf(call, call.Values["secret_name"]);
        var isNew = !Settings(call).Secrets.ContainsKey(name);
        var value = SealedPublicKeyBox.Open(Convert.FromBase64String(call.RequiredText("encrypted_value")), Settings(call).Key);
        Settings(call).Secrets = Settings(call).Secrets.SetItem(name, System.Text.Encoding.UTF8.GetString(value));
        return isNew ? Answer.Created(new JsonObject()) : Answer.NoContent;
    }

    private static Answer Protect(ApiCall call)
    {
        var branch = call.Values["branch"];
        if (!call.Repository.Refs.ContainsKey($"refs/heads/{branch}"))
        {
            throw new ApiProblem(404, "Branch not found");
        }

        Settings(call).Protections = Settings(call).Protections.SetItem(branch, call.Body.DeepClone().AsObject());
        return Answer.Ok(new JsonObject { ["url"] = $"{call.Urls.Of(call.Repository)}/branches/{branch}/protection" });
    }

    private static Answer SetEnvironment(ApiCall call)
    {
        var name = call.Values["environment_name"];
        Settings(call).Environments = Settings(call).Environments.SetItem(name, call.Body.DeepClone().AsObject());
        var url = $"{call.Urls.Of(call.Repository)}/environments/{name}";
        return Answer.Ok(new JsonObject
        {
            ["id"] = call.State.NextSmallId(),
            ["node_id"] = $"EN_{name}",
            ["name"] = name,
            ["url"] = url,
            ["html_url"] = $"{call.Urls.Page(call.Repository)}/deployments/activity_log?environments_filter={name}",
            ["created_at"] = Time.Text(call.State.Now),
            ["updated_at"] = Time.Text(call.State.Now),
        });
    }

    private static Answer AddPolicy(ApiCall call)
    {
        var policy = $"{call.Values["environment_name"]} {call.Text("type") ?? "branch"} {call.RequiredText("name")}";
        Settings(call).DeploymentPolicies = Settings(call).DeploymentPolicies.Remove(policy).Add(policy);
        return Answer.Ok(PolicyJson(call.State.NextSmallId(), policy));
    }

    private static Answer Policies(ApiCall call)
    {
        var own = Settings(call).DeploymentPolicies.Where(p => p.StartsWith(call.Values["environment_name"] + " ", StringComparison.Ordinal));
        return call.Page(own, p => PolicyJson(1, p), (items, count) => new JsonObject { ["total_count"] = count, ["branch_policies"] = items });
    }

    private static JsonObject PolicyJson(long id, string policy) => new()
    {
        ["id"] = id,
        ["node_id"] = $"GP_{id}",
        ["name"] = policy.Split(' ', 3)[2],
        ["type"] = policy.Split(' ', 3)[1],
    };

    private static Answer AddHook(ApiCall call)
    {
        var id = call.State.NextSmallId();
        var url = $"{call.Urls.Of(call.Repository)}/hooks/{id}";
        var config = call.Body["config"]?.DeepClone().AsObject() ?? throw ApiProblem.Invalid("\"config\" wasn't supplied.");
        if (config.ContainsKey("secret"))
        {
            config["secret"] = "********";
        }

        var hook = new JsonObject
        {
            ["type"] = "Repository",
            ["id"] = id,
            ["name"] = "web",
            ["active"] = call.Body["active"]?.DeepClone() ?? true,
            ["events"] = call.Body["events"]?.DeepClone() ?? new JsonArray("push"),
            ["config"] = config,
            ["updated_at"] = Time.Text(call.State.Now),
            ["created_at"] = Time.Text(call.State.Now),
            ["url"] = url,
            ["test_url"] = $"{url}/test",
            ["ping_url"] = $"{url}/pings",
            ["deliveries_url"] = $"{url}/deliveries",
            ["last_response"] = new JsonObject { ["code"] = null, ["status"] = "unused", ["message"] = null },
        };
        Settings(call).Hooks = Settings(call).Hooks.Add(hook);
        return Answer.Created(hook.DeepClone());
    }
}
