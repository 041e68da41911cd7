using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Json;

/// <summary>Apps and installations as GitHub writes them.</summary>
internal static class AppJson
{
    public static JsonObject Of(Urls urls, GitHubApp app) => new()
    {
        ["id"] = app.Id,
        ["client_id"] = app.ClientId,
        ["slug"] = app.Slug,
        ["node_id"] = $"A_{app.Id}",
        ["owner"] = AccountJson.Simple(urls, app.Owner),
        ["name"] = app.Slug,
        ["description"] = "",
        ["external_url"] = "https://acme.example",
        ["html_url"] = $"{urls.Root}/apps/{app.Slug}",
        ["created_at"] = Time.Text(app.CreatedAt),
        ["updated_at"] = Time.Text(app.CreatedAt),
        ["permissions"] = Permissions(app.Permissions),
        ["events"] = new JsonArray([.. app.Events]),
    };

    public static JsonObject Installation(Urls urls, Installation installation) => new()
    {
        ["id"] = installation.Id,
        ["client_id"] = installation.App.ClientId,
        ["account"] = AccountJson.Simple(urls, installation.Account),
        ["repository_selection"] = installation.Selected is null ? "all" : "selected",
        ["access_tokens_url"] = $"{urls.Root}/app/installations/{installation.Id}/access_tokens",
        ["repositories_url"] = $"{urls.Root}/installation/repositories",
        ["html_url"] = $"{urls.Root}/organizations/{installation.Account.Login}/settings/installations/{installation.Id}",
        ["app_id"] = installation.App.Id,
        ["app_slug"] = installation.App.Slug,
        ["target_id"] = installation.Account.Id,
        ["target_type"] = installation.Account.Kind.ToString(),
        ["permissions"] = Permissions(installation.Permissions),
        ["events"] = new JsonArray([.. installation.App.Events]),
        ["created_at"] = Time.Text(installation.CreatedAt),
        ["updated_at"] = Time.Text(installation.CreatedAt),
        ["single_file_name"] = null,
        ["has_multiple_single_files"] = false,
        ["single_file_paths"] = new JsonArray(),
        ["suspended_by"] = installation.SuspendedAt is null ? null : AccountJson.Simple(urls, installation.App.Owner),
        ["suspended_at"] = Time.Text(installation.SuspendedAt),
    };

    public static JsonObject Permissions(ImmutableSortedDictionary<string, string> permissions) =>
        new(permissions.Select(p => new KeyValuePair<string, JsonNode?>(p.Key, p.Value)));
}
