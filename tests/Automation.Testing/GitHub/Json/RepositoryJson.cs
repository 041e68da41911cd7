using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Json;

/// <summary>Repositories as GitHub writes them.</summary>
internal static class RepositoryJson
{
    private static readonly (string Member, string Suffix)[] Addresses =
    [
        ("archive_url", "/{archive_format}{/ref}"), ("assignees_url", "/assignees{/user}"), ("blobs_url", "/git/blobs{/sha}"), ("branches_url",
            "/branches{/branch}"),
        ("collaborators_url", "/collaborators{/collaborator}"), ("comments_url", "/comments{/number}"), ("commits_url", "/commits{/sha}"), ("compare_url",
            "/compare/{base}...{head}"),
        ("contents_url", "/contents/{+path}"), ("contributors_url", "/contributors"), ("deployments_url", "/deployments"), ("downloads_url", "/downloads"), (
            "events_url", "/events"),
        ("forks_url", "/forks"), ("git_commits_url", "/git/commits{/sha}"), ("git_refs_url", "/git/refs{/sha}"), ("git_tags_url", "/git/tags{/sha}"), (
            "hooks_url", "/hooks"),
        ("issue_comment_url", "/issues/comments{/number}"), ("issue_events_url", "/issues/events{/number}"), ("issues_url", "/issues{/number}"), ("keys_url",
            "/keys{/key_id}"),
        ("labels_url", "/labels{/name}"), ("languages_url", "/languages"), ("merges_url", "/merges"), ("milestones_url", "/milestones{/number}"),
        ("notifications_url", "/notifications{?since,all,participating}"), ("pulls_url", "/pulls{/number}"), ("releases_url", "/releases{/id}"), (
            "stargazers_url", "/stargazers"),
        ("statuses_url", "/statuses/{sha}"), ("subscribers_url", "/subscribers"), ("subscription_url", "/subscription"), ("tags_url", "/tags"), ("teams_url",
            "/teams"), ("trees_url", "/git/trees{/sha}"),
    ];

    /// <summary>A repository as lists and events carry it.</summary>
    public static JsonObject Of(Urls urls, HostedRepository repository)
    {
        var json = Minimal(urls, repository);
        var page = urls.Page(repository);
        json["created_at"] = Time.Text(repository.CreatedAt);
        json["updated_at"] = Time.Text(repository.PushedAt);
        json["pushed_at"] = Time.Text(repository.PushedAt);
        json["git_url"] = $"git://{new Uri(urls.Root).Authority}/{repository.FullName}.git";
        json["ssh_url"] = $"git@{new Uri(urls.Root).Host}:{repository.FullName}.git";
        json["clone_url"] = $"{page}.git";
        json["svn_url"] = page;
        json["homepage"] = null;
        json["size"] = 1;
        json["stargazers_count"] = 0;
        json["watchers_count"] = 0;
        json["language"] = null;
        json["has_issues"] = true;
        json["has_projects"] = true;
        json["has_downloads"] = true;
        json["has_wiki"] = true;
        json["has_pages"] = false;
        json["has_discussions"] = false;
        json["forks_count"] = 0;
        json["mirror_url"] = null;
        json["archived"] = repository.IsArchived;
        json["disabled"] = false;
        json["open_issues_count"] = 0;
        json["license"] = null;
        json["allow_forking"] = true;
        json["is_template"] = false;
        json["web_commit_signoff_required"] = false;
        json["topics"] = new JsonArray([.. repository.Settings.Topics.Select(t => (JsonNode)t)]);
        json["visibility"] = repository.Visibility;
        json["forks"] = 0;
        json["open_issues"] = 0;
        json["watchers"] = 0;
        json["default_branch"] = repository.DefaultBranch;
        return json;
    }

    /// <summary>A repository by itself.</summary>
    public static JsonObject Full(Urls urls, HostedRepository repository)
    {
        var json = Of(urls, repository);
        json["network_count"] = 0;
        json["subscribers_count"] = 0;
        if (repository.Owner.Kind == AccountKind.Organization)
        {
            json["organization"] = AccountJson.Simple(urls, repository.Owner);
        }

        if (repository.Parent is { } parent)
        {
            json["parent"] = Of(urls, parent);
            json["source"] = Of(urls, parent.Parent ?? parent);
        }

        return json;
    }

    public static JsonObject Minimal(Urls urls, HostedRepository repository)
    {
        var url = urls.Of(repository);
        var json = new JsonObject
        {
            ["id"] = repository.Id,
            ["node_id"] = $"R_{repository.Id}",
            ["name"] = repository.Name,
            ["full_name"] = repository.FullName,
            ["private"] = repository.Visibility == "private",
            ["owner"] = AccountJson.Simple(urls, repository.Owner),
            ["html_url"] = urls.Page(repository),
            ["description"] = null,
            ["fork"] = repository.Parent is not null,
            ["url"] = url,
        };
        foreach (var (member, suffix) in Addresses)
        {
            json[member] = url + suffix;
        }

        return json;
    }

    /// <summary>What an account may do, as GitHub lists it beside a repository.</summary>
    public static JsonObject Permissions(string permission) => new()
    {
        ["admin"] = permission == "admin",
        ["maintain"] = permission == "admin",
        ["push"] = permission is "admin" or "write",
        ["triage"] = permission is "admin" or "write",
        ["pull"] = permission != "none",
    };

    /// <summary>How close an author is to a repository.</summary>
    public static string Association(HostedRepository repository, Account author) =>
        repository.Owner == author ? "OWNER"
        : repository.Owner.Members.ContainsKey(author.Login) ? "MEMBER"
        : repository.Collaborators.ContainsKey(author.Login) ? "COLLABORATOR"
        : repository.PullRequests.Any(p => p.Author == author && p.MergedAt is not null) ? "CONTRIBUTOR"
        : FakeGitHubState.PermissionOf(author, repository) is "write" or "admin" ? "COLLABORATOR" : "NONE";
}
