using System.Collections.Immutable;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>People, organisations and teams.</summary>
internal static class OrganisationEndpoints
{
    private static readonly string[] RolesOfMaintainers = ["maintainer"];
    private static readonly string[] Levels = ["pull", "triage", "push", "maintain", "admin"];

    public static ImmutableList<Route> Routes { get; } =
    [
        new(
            "GET",
            "/users/{username}",
            Needs.Token,
            call => Answer.Ok(AccountJson.Public(call.Urls, call.State.Accounts.GetValueOrDefault(call.Values["username"]) ?? throw ApiProblem.NotFound()))),
        new("GET", "/orgs/{org}/repos", "metadata:read", Repositories),
        new("GET", "/orgs/{org}/members", "members:read", call => call.Page(Organisation(call).Members.Values, m => AccountJson.Simple(call.Urls, m))),
        new("GET", "/orgs/{org}/teams", "members:read", call => call.Page(Organisation(call).Teams.Values, t => AccountJson.Team(call.Urls, t))),
        new("GET", "/orgs/{org}/teams/{team_slug}", "members:read", call => Answer.Ok(AccountJson.FullTeam(call.Urls, Team(call)))),
        new("GET", "/orgs/{org}/teams/{team_slug}/members", "members:read", Members),
        new("GET", "/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}", "members:read", Repository),
    ];

    private static Account Organisation(ApiCall call) =>
        call.State.Accounts.TryGetValue(call.Values["org"], out var account) && account.Kind == AccountKind.Organization
            && (call.Caller is not Caller.OfInstallation installation || installation.Token.Installation.Account == account)
            ? account
            : throw ApiProblem.NotFound();

    private static Team Team(ApiCall call) => Organisation(call).Teams.GetValueOrDefault(call.Values["team_slug"]) ?? throw ApiProblem.NotFound();

    private static Answer Repositories(ApiCall call)
    {
        var organisation = Organisation(call);
        return call.Page(
            call.State.Repositories.Where(r => r.Owner == organisation && Permissions.Sees(call.Caller, r)), r => RepositoryJson.Of(call.Urls, r));
    }

    private static Answer Members(ApiCall call)
    {
        var team = Team(call);

        // As GitHub does it, the members of teams below count among them.
        var below = team.Organisation.Teams.Values.Where(t => t.SelfAndAbove.Contains(team))
            .SelectMany(t => t.Members.Values)
            .DistinctBy(m => m.Login)
            .OrderBy(m => m.Login, StringComparer.OrdinalIgnoreCase);
        return call.Page(
            RolesOfMaintainers.Contains(call.Asked("role")) ? team.Members.Values.Where(m => team.Maintainers.Contains(m.Login)) : below,
            m => AccountJson.Simple(call.Urls, m));
    }

    private static Answer Repository(ApiCall call)
    {
        var team = Team(call);
        if (call.State.RepositoryNow(call.Values["owner"], call.Values["repo"]) is not { } repository
            || team.SelfAndAbove.Select(t => t.Repositories.GetValueOrDefault(repository.Id)).OfType<string>().MaxBy(p => Array.IndexOf(Levels,
                p)) is not { } permission)
        {
            throw ApiProblem.NotFound();
        }

        if (!call.Accept.Contains("repository", StringComparison.Ordinal))
        {
            return Answer.NoContent;
        }

        var level = permission switch { "push" or "maintain" => "write", "admin" => "admin", _ => "read" };
        var json = RepositoryJson.Of(call.Urls, repository);
        json["role_name"] = level;
        json["permissions"] = RepositoryJson.Permissions(level);
        return Answer.Ok(json);
    }
}
