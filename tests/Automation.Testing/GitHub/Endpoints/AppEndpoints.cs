using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>The app, its installations and their tokens.</summary>
internal static class AppEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/app", Needs.App, call => Answer.Ok(AppJson.Of(call.Urls, call.App!))),
        new(
            "GET",
            "/app/installations",
            Needs.App,
            call => call.Page(call.State.Installations.Where(i => i.App == call.App), i => AppJson.Installation(call.Urls, i))),
        new("GET", "/app/installations/{installation_id}", Needs.App, call => Answer.Ok(AppJson.Installation(call.Urls, Named(call)))),
        new(
            "GET",
            "/repos/{owner}/{repo}/installation",
            Needs.App,
            call => Found(call, call.State.Installations.Find(i => i.App == call.App && i.Reaches(call.Repository)))),
        new("GET", "/orgs/{org}/installation", Needs.App, call => Found(call, Of(call, call.Values["org"]))),
        new("GET", "/users/{username}/installation", Needs.App, call => Found(call, Of(call, call.Values["username"]))),
        new("POST", "/app/installations/{installation_id}/access_tokens", Needs.App, IssueToken),
        new("POST", "/app-manifests/{code}/conversions", Needs.Nothing, Convert),
        new("GET", "/rate_limit", Needs.Nothing, _ => Answer.NoContent),      // The gateway, which counts, fills it in.
        new("GET", "/installation/repositories", Needs.Installation, Repositories),
    ];

    private static Installation Named(ApiCall call) =>
        call.State.Installations.Find(i => i.App == call.App && i.Id == call.Number("installation_id")) ?? throw ApiProblem.NotFound();

    private static Installation? Of(ApiCall call, string login) =>
        call.State.Installations.Find(i => i.App == call.App && string.Equals(i.Account.Login, login, StringComparison.OrdinalIgnoreCase));

    private static Answer Found(ApiCall call, Installation? installation) =>
        Answer.Ok(AppJson.Installation(call.Urls, installation ?? throw ApiProblem.NotFound()));

    private static Answer IssueToken(ApiCall call)
    {
        var installation = Named(call);
        if (installation.SuspendedAt is not null)
        {
            throw new ApiProblem(403, "This installation has been suspended");
        }

        var permissions = Granted(call, installation);
        var repositories = Wanted(call, installation);
        var token = call.State.IssueToken(installation, permissions, repositories);
        var json = new JsonObject
        {
            ["token"] = token.Token,
            ["expires_at"] = Time.Text(token.ExpiresAt),
            ["permissions"] = AppJson.Permissions(permissions),
            ["repository_selection"] = repositories is null && installation.Selected is null ? "all" : "selected",
        };
        if (repositories is not null)
        {
            json["repositories"] = new JsonArray([
                .. call.State.Repositories.Where(r => repositories.Contains(r.Id)).Select(r => RepositoryJson.Of(call.Urls, r)),
            ]);
        }

        return Answer.Created(json);
    }

    private static ImmutableSortedDictionary<string, string> Granted(ApiCall call, Installation installation)
    {
        if (call.Body["permissions"] is not JsonObject wanted)
        {
            return installation.Permissions;
        }

        var permissions = wanted.ToImmutableSortedDictionary(p => p.Key, p => p.Value?.GetValue<string>() ?? "");
        return permissions.All(p => Permissions.Has(installation.Permissions, p.Key, p.Value))
            ? permissions.SetItem("metadata", "read")
            : throw new ApiProblem(422, "The permissions requested are not granted to this installation.");
    }

    private static ImmutableSortedSet<long>? Wanted(ApiCall call, Installation installation)
    {
        var names = (call.Body["repositories"] as JsonArray)?.Select(n => n?.GetValue<string>()).ToList() ?? [];
        var ids = (call.Body["repository_ids"] as JsonArray)?.Select(n => n!.GetValue<long>()).ToList() ?? [];
        if (names.Count + ids.Count == 0)
        {
            return null;
        }

        var reached = call.State.Repositories.Where(installation.Reaches).ToList();
        var found = names.Select(n => reached.Find(r => string.Equals(r.Name, n, StringComparison.OrdinalIgnoreCase)))
            .Concat(ids.Select(i => reached.Find(r => r.Id == i)))
            .ToList();
        return found.Contains(null)
            ? throw new ApiProblem(422, "There is at least one repository that does not exist or is not accessible to the parent installation.")
            : [.. found.Select(r => r!.Id)];
    }

    private static Answer Convert(ApiCall call)
    {
        if (!call.State.ManifestCodes.Remove(call.Values["code"], out var app))
        {
            throw ApiProblem.NotFound();
        }

        var json = AppJson.Of(call.Urls, app);
        json["client_secret"] = GitHubApp.ClientSecret;
        json["webhook_secret"] = app.WebhookSecret;
        json["pem"] = app.PrivateKey;
        return Answer.Created(json);
    }

    private static Answer Repositories(ApiCall call)
    {
        var token = ((Caller.OfInstallation)call.Caller).Token;
        return call.Page(call.State.Repositories.Where(token.Reaches), r => RepositoryJson.Of(call.Urls, r), (array, total) => new JsonObject
        {
            ["total_count"] = total,
            ["repository_selection"] = token.Installation.Selected is null && token.Repositories is null ? "all" : "selected",
            ["repositories"] = array,
        });
    }
}
