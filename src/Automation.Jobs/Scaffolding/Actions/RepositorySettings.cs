using System.Net;
using System.Text.Json.Nodes;
using Automation.GitHub.Access;
using Automation.GitHub.Secrets;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>Sets the settings of a new repository. Each call can be repeated without a further effect.</summary>
internal sealed class RepositorySettings(GitHubStep step)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (step.Context.Is("allowUpdateBranch"))
        {
            await SendAsync(HttpMethod.Patch, step.Path, new JsonObject { ["allow_update_branch"] = true }, cancellationToken);
        }

        await GrantAsync(cancellationToken);
        if (step.Context.Texts("topics") is { } topics)
        {
            var names = new JsonArray([.. topics.Select(t => JsonValue.Create(t.ToLowerInvariant()))]);
            await step.TryAsync(
                $"The topics of {step.Repository} are not set",
                () => SendAsync(HttpMethod.Put, $"{step.Path}/topics", new JsonObject { ["names"] = names }, cancellationToken));
        }

        foreach (var (name, value) in step.Context.Input["repoVariables"] as JsonObject ?? [])
        {
            await SetVariableAsync(step, $"{step.Path}/actions/variables", name, value, cancellationToken);
        }

        await new ActionsSecrets(step.Rest, $"{step.Path}/actions/secrets").SetAsync(SecretsOf(step.Context), cancellationToken);
        await SetAccessAsync(cancellationToken);
    }

    /// <summary>The secrets that the input names.</summary>
    public static List<KeyValuePair<string, string>> SecretsOf(ActionContext context) =>
        [.. (context.Input["secrets"] as JsonObject ?? []).Select(s => KeyValuePair.Create(s.Key, $"{s.Value}"))];

    /// <summary>Creates a variable of workflows, or updates it.</summary>
    public static async Task SetVariableAsync(GitHubStep step, string path, string name, JsonNode? value, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["name"] = name, ["value"] = value?.DeepClone() };
        try
        {
            await step.Rest.SendAsync(HttpMethod.Post, path, body, cancellationToken);
        }
        catch (GitHubCallException e) when (e.Status == HttpStatusCode.Conflict)
        {
            await step.Rest.SendAsync(HttpMethod.Patch, $"{path}/{GitHubRest.Path($"{name}")}", body, cancellationToken);
        }
    }

    private async Task GrantAsync(CancellationToken cancellationToken)
    {
        var owner = step.Repository.Owner;
        if (step.Context.Text("access") is { Length: > 0 } access && !access.Equals(owner, StringComparison.OrdinalIgnoreCase))
        {
            await (access.Split('/') is [var organisation, var team] && organisation.Equals(owner, StringComparison.OrdinalIgnoreCase)
                ? GrantTeamAsync(team, "admin", cancellationToken)
                : GrantUserAsync(access, "admin", cancellationToken));
        }

        foreach (var collaborator in (step.Context.Input["collaborators"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var permission = collaborator["access"]?.ToString() ?? "";
            var (user, named) = (collaborator["user"]?.ToString(), NameOf((collaborator["user"] ?? collaborator["team"])?.ToString() ?? ""));
            await step.TryAsync(
                $"'{named}' does not get the permission '{permission}' on {step.Repository}",
                () => user is null ? GrantTeamAsync(named, permission, cancellationToken) : GrantUserAsync(named, permission, cancellationToken));
        }
    }

    private async Task SetAccessAsync(CancellationToken cancellationToken)
    {
        if (step.Context.Input["oidcCustomization"] is JsonObject oidc)
        {
            var body = new JsonObject { ["use_default"] = oidc["useDefault"]?.DeepClone() ?? true };
            if (oidc["includeClaimKeys"] is { } claims)
            {
                body["include_claim_keys"] = claims.DeepClone();
            }

            await SendAsync(HttpMethod.Put, $"{step.Path}/actions/oidc/customization/sub", body, cancellationToken);
        }

        if (step.Context.Is("subscribe"))
        {
            await SendAsync(HttpMethod.Put, $"{step.Path}/subscription", new JsonObject { ["subscribed"] = true, ["ignored"] = false }, cancellationToken);
        }

        if (step.Context.Text("workflowAccess") is { } level)
        {
            await SendAsync(HttpMethod.Put, $"{step.Path}/actions/permissions/access", new JsonObject { ["access_level"] = level }, cancellationToken);
        }
    }

    // As Backstage takes the name from a ref: group:default/team is team.
    private static string NameOf(string text) => text[(text.LastIndexOfAny([':', '/']) + 1)..];

    private Task GrantTeamAsync(string team, string permission, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put,
        GitHubRest.Path($"orgs/{step.Repository.Owner}/teams/{team}/repos/{step.Repository.Owner}/{step.Repository.Name}"),
        new JsonObject { ["permission"] = permission },
        cancellationToken);

    private Task GrantUserAsync(string user, string permission, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put, $"{step.Path}/collaborators/{GitHubRest.Path($"{user}")}", new JsonObject { ["permission"] = permission }, cancellationToken);

    private Task SendAsync(HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken) =>
        step.Rest.SendAsync(method, path, body, cancellationToken);
}
