using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;
using Microsoft.AspNetCore.WebUtilities;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>
/// GitHub's pages as far as people are sent there to sign in to an app ("Generating a user access token for a GitHub App"), and who they are then.
/// </summary>
internal static class SignInEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/login/oauth/authorize", Needs.Nothing, Authorize) { DescribedAs = null },
        new("POST", "/login/oauth/access_token", Needs.Nothing, Exchange) { DescribedAs = null },
        new("GET", "/user", Needs.Token, call => Answer.Ok(AccountJson.Public(call.Urls, call.Actor))),
        new("GET", "/user/memberships/orgs/{org}", Needs.Token, Membership),
        new(
            "GET",
            "/user/installations",
            Needs.Token,
            call => call.Page(
                call.State.Installations.Where(i => call.State.Repositories.Any(r => i.Reaches(r) && IsExplicit(call, r))),
                i => AppJson.Installation(call.Urls, i),
                (array, total) => new JsonObject { ["total_count"] = total, ["installations"] = array })),
        new("GET", "/user/installations/{installation_id}/repositories", Needs.Token, Repositories),
    ];

    // A person who is signed in to GitHub has already agreed, and is redirected at once.
    private static Answer Authorize(ApiCall call)
    {
        if (call.State.Apps.Find(a => a.ClientId == call.Asked("client_id")) is null
            || call.Asked("redirect_uri") is not { } back
            || call.State.SignedIn is not { } person)
        {
            throw ApiProblem.NotFound();
        }

        var code = RandomNumberGenerator.GetHexString(20, lowercase: true);
        call.State.SignInCodes[code] = new SignInCode(person, back, call.Asked("code_challenge_method") == "S256" ? call.Asked("code_challenge") : null);
        var query = new Dictionary<string, string?> { ["code"] = code, ["state"] = call.Asked("state") };
        return new Answer(302) { Headers = [("Location", QueryHelpers.AddQueryString(back, query))] };
    }

    // Errors are reported with status 200.
    private static Answer Exchange(ApiCall call)
    {
        if (call.State.Apps.Find(a => a.ClientId == call.Text("client_id")) is not { } || call.Text("client_secret") != GitHubApp.ClientSecret)
        {
            return Wrong("incorrect_client_credentials");
        }

        if (!call.State.SignInCodes.Remove(call.RequiredText("code"), out var code) || code.ReturnsTo != call.Text("redirect_uri"))
        {
            return Wrong("bad_verification_code");
        }

        var verifier = SHA256.HashData(Encoding.ASCII.GetBytes(call.Text("code_verifier") ?? ""));
        if (code.Challenge is { } challenge && Base64Url.EncodeToString(verifier) != challenge)
        {
            return Wrong("bad_verification_code");
        }

        var token = $"ghu_{RandomNumberGenerator.GetHexString(36)}";
        call.State.PersonalTokens[token] = code.Person;
        return Answer.Ok(new JsonObject { ["access_token"] = token, ["expires_in"] = 28800, ["token_type"] = "bearer", ["scope"] = "" });
    }

    private static Answer Repositories(ApiCall call)
    {
        var installation = call.State.Installations.Find(i => i.Id == call.Number("installation_id")) ?? throw ApiProblem.NotFound();
        return call.Page(
            call.State.Repositories.Where(r => installation.Reaches(r) && IsExplicit(call, r)),
            r => RepositoryJson.Of(call.Urls, r),
            (array, total) => new JsonObject { ["total_count"] = total, ["repositories"] = array });
    }

    // Permission as a collaborator, through a team or as the owner; that everybody can read a public repository is none.
    private static bool IsExplicit(ApiCall call, HostedRepository repository) =>
        FakeGitHubState.PermissionOf(call.Actor, repository, ifPublic: "none") != "none";

    private static Answer Wrong(string error) => Answer.Ok(new JsonObject { ["error"] = error, ["error_description"] = "It is not as it should be." });

    private static Answer Membership(ApiCall call)
    {
        if (!call.State.Accounts.TryGetValue(call.Values["org"], out var organisation) || !organisation.Members.ContainsKey(call.Actor.Login))
        {
            throw ApiProblem.NotFound();
        }

        return Answer.Ok(new JsonObject
        {
            ["url"] = $"{call.Urls.Of(organisation)}/memberships/{call.Actor.Login}",
            ["state"] = "active",
            ["role"] = "member",
            ["organization_url"] = call.Urls.Of(organisation),
            ["organization"] = AccountJson.Organisation(call.Urls, organisation),
            ["user"] = AccountJson.Simple(call.Urls, call.Actor),
        });
    }
}
