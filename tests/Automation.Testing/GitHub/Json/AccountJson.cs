using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Json;

/// <summary>Users, organisations and teams as GitHub writes them.</summary>
internal static class AccountJson
{
    public static JsonObject Simple(Urls urls, Account account)
    {
        var url = $"{urls.Root}/users/{Uri.EscapeDataString(account.Login)}";
        return new JsonObject
        {
            ["login"] = account.Login,
            ["id"] = account.Id,
            ["node_id"] = $"{(account.Kind == AccountKind.Organization ? 'O' : 'U')}_{account.Id}",
            ["avatar_url"] = $"{urls.Root}/avatars/u/{account.Id}",
            ["gravatar_id"] = "",
            ["url"] = url,
            ["html_url"] = urls.Page(account),
            ["followers_url"] = $"{url}/followers",
            ["following_url"] = $"{url}/following{{/other_user}}",
            ["gists_url"] = $"{url}/gists{{/gist_id}}",
            ["starred_url"] = $"{url}/starred{{/owner}}{{/repo}}",
            ["subscriptions_url"] = $"{url}/subscriptions",
            ["organizations_url"] = $"{url}/orgs",
            ["repos_url"] = $"{url}/repos",
            ["events_url"] = $"{url}/events{{/privacy}}",
            ["received_events_url"] = $"{url}/received_events",
            ["type"] = account.Kind.ToString(),
            ["site_admin"] = false,
        };
    }

    public static JsonObject Public(Urls urls, Account account)
    {
        var json = Simple(urls, account);
        json["name"] = account.DisplayName ?? account.Login;
        json["company"] = null;
        json["blog"] = "";
        json["location"] = null;
        json["email"] = account.Email;
        json["hireable"] = null;
        json["bio"] = null;
        json["public_repos"] = 0;
        json["public_gists"] = 0;
        json["followers"] = 0;
        json["following"] = 0;
        json["created_at"] = Time.Text(account.CreatedAt);
        json["updated_at"] = Time.Text(account.CreatedAt);
        return json;
    }

    /// <summary>An organisation as events carry it.</summary>
    public static JsonObject Organisation(Urls urls, Account account)
    {
        var url = urls.Of(account);
        return new JsonObject
        {
            ["login"] = account.Login,
            ["id"] = account.Id,
            ["node_id"] = $"O_{account.Id}",
            ["url"] = url,
            ["repos_url"] = $"{url}/repos",
            ["events_url"] = $"{url}/events",
            ["hooks_url"] = $"{url}/hooks",
            ["issues_url"] = $"{url}/issues",
            ["members_url"] = $"{url}/members{{/member}}",
            ["public_members_url"] = $"{url}/public_members{{/member}}",
            ["avatar_url"] = $"{urls.Root}/avatars/u/{account.Id}",
            ["description"] = "",
        };
    }

    public static JsonObject Team(Urls urls, Team team)
    {
        var json = TeamAlone(urls, team);
        json["parent"] = team.Parent is { } parent ? TeamAlone(urls, parent) : null;
        return json;
    }

    private static JsonObject TeamAlone(Urls urls, Team team)
    {
        var url = $"{urls.Root}/organizations/{team.Organisation.Id}/team/{team.Id}";
        return new JsonObject
        {
            ["id"] = team.Id,
            ["node_id"] = $"T_{team.Id}",
            ["url"] = url,
            ["html_url"] = $"{urls.Root}/orgs/{team.Organisation.Login}/teams/{team.Slug}",
            ["name"] = team.Name,
            ["slug"] = team.Slug,
            ["description"] = team.Description ?? "",
            ["privacy"] = team.IsSecret ? "secret" : "closed",
            ["notification_setting"] = "notifications_enabled",
            ["permission"] = "pull",
            ["members_url"] = $"{url}/members{{/member}}",
            ["repositories_url"] = $"{url}/repos",
            ["type"] = "organization",
            ["organization_id"] = team.Organisation.Id,
        };
    }

    public static JsonObject FullTeam(Urls urls, Team team)
    {
        var json = Team(urls, team);
        json["members_count"] = team.Members.Count;
        json["repos_count"] = team.Repositories.Count;
        json["created_at"] = Time.Text(team.CreatedAt);
        json["updated_at"] = Time.Text(team.CreatedAt);
        var organisation = Organisation(urls, team.Organisation);
        organisation["html_url"] = urls.Page(team.Organisation);
        organisation["has_organization_projects"] = true;
        organisation["has_repository_projects"] = true;
        organisation["public_repos"] = 0;
        organisation["public_gists"] = 0;
        organisation["followers"] = 0;
        organisation["following"] = 0;
        organisation["type"] = "Organization";
        organisation["created_at"] = Time.Text(team.Organisation.CreatedAt);
        organisation["updated_at"] = Time.Text(team.Organisation.CreatedAt);
        organisation["archived_at"] = null;
        json["organization"] = organisation;
        return json;
    }
}
