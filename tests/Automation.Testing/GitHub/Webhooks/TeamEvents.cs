using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Webhooks;

/// <summary>The events of an organisation's people and teams: <c>team</c>, <c>team_add</c>, <c>membership</c>, <c>organization</c>.</summary>
internal static class TeamEvents
{
    /// <summary><c>team</c>: created, edited, deleted, added to a repository, removed from one.</summary>
    public static void Team(FakeGitHubState state, Team team, string action, JsonObject? changes = null, HostedRepository? repository = null)
    {
        var payload = new JsonObject { ["team"] = AccountJson.Team(state.Urls, team) };
        if (changes is not null)
        {
            payload["changes"] = changes;
        }

        if (repository is not null)
        {
            payload["repository"] = RepositoryJson.Of(state.Urls, repository);
        }

        Of(state, "team", action, team.Organisation, repository, payload);
    }

    /// <summary><c>team_add</c>: a team may do something in a repository.</summary>
    public static void TeamAdd(FakeGitHubState state, Team team, HostedRepository repository) =>
        Of(
            state,
            "team_add",
            null,
            team.Organisation,
            repository,
            new JsonObject { ["team"] = AccountJson.Team(state.Urls, team), ["repository"] = RepositoryJson.Of(state.Urls, repository) });

    /// <summary><c>membership</c>: somebody is in a team, or no more.</summary>
    public static void Membership(FakeGitHubState state, Team team, Account member, string action) =>
        Of(state, "membership", action, team.Organisation, null, new JsonObject
        {
            ["scope"] = "team",
            ["member"] = AccountJson.Simple(state.Urls, member),
            ["team"] = AccountJson.Team(state.Urls, team),
        });

    /// <summary><c>organization</c>: somebody is in the organisation, or no more.</summary>
    public static void Member(FakeGitHubState state, Account organisation, Account member, string action) =>
        Of(state, "organization", action, organisation, null, new JsonObject
        {
            ["membership"] = new JsonObject
            {
                ["url"] = $"{state.Urls.Of(organisation)}/memberships/{member.Login}",
                ["state"] = "active",
                ["role"] = "member",
                ["direct_membership"] = true,
                ["enterprise_teams_providing_indirect_membership"] = new JsonArray(),
                ["organization_url"] = state.Urls.Of(organisation),
                ["user"] = AccountJson.Simple(state.Urls, member),
            },
        });

    private static void Of(FakeGitHubState state, string @event, string? action, Account organisation, HostedRepository? repository, JsonObject payload)
    {
        payload["organization"] = AccountJson.Organisation(state.Urls, organisation);
        if (state.Installations.Find(i => i.App == state.Apps[0] && i.Account == organisation) is { SuspendedAt: null } installation)
        {
            Announcement.Of(state, @event, action, installation, repository, organisation, payload);
        }
    }
}
