using System.Net;
using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>The person who runs a template: a GitHub login, and its User in the catalog.</summary>
public sealed record ScaffoldActor
{
    private ScaffoldActor()
    {
    }

    /// <summary>The login; null if it is not known.</summary>
    public string? Login { get; private init; }

    /// <summary>The user; null if the catalog has none for the login.</summary>
    public JsonObject? User { get; private init; }

    public EntityRef? Ref { get; private init; }

    /// <summary>The groups that the user is a member of, and the groups above them.</summary>
    public IReadOnlyCollection<EntityRef> Groups { get; private init; } = [];

    /// <summary>Why there is no user, as a sentence with what to do about it; null if there is one.</summary>
    public string? Unknown { get; private init; }

    public static ScaffoldActor Named(string login, ScaffoldCatalog? catalog)
    {
        if (catalog is null)
        {
            return new ScaffoldActor { Login = login, Unknown = $"without a catalog, the groups of '{login}' are not known: specify one with --catalog" };
        }

        return catalog.User(login) is { } user
            ? Of(user) with { Login = login, Groups = catalog.GroupsOf(user) }
            : new ScaffoldActor
            {
                Login = login,
                Unknown = $"the catalog has no user for the GitHub login '{login}': "
                    + $"add a User with that name, or with the annotation {ScaffoldCatalog.UserLogin}",
            };
    }

    public static ScaffoldActor Of(JsonObject user) => new() { User = user, Ref = ScaffoldCatalog.RefOf(user) };

    /// <summary>A person who is not known, with the reason.</summary>
    /// <param name="reason">Why, as in <see cref="Unknown"/>.</param>
    public static ScaffoldActor NotKnown(string reason) => new() { Unknown = reason };

    public static async Task<ScaffoldActor> OfTokenAsync(GitHubHost gitHub, ScaffoldCatalog? catalog, CancellationToken cancellationToken)
    {
        if (!gitHub.HasToken)
        {
            return NotKnown("there is no token to identify the user: set GITHUB_TOKEN to your own token");
        }

        try
        {
            var user = await gitHub.Connect(null).GetAsync("user", cancellationToken);
            return user["login"].Text is { } login ? Named(login, catalog) : NotKnown("GitHub does not report the login of the token's owner");
        }
        catch (GitHubCallException e) when (e.Status == HttpStatusCode.Forbidden)
        {
            return NotKnown("the token belongs to an App: use your own token");
        }
        catch (Exception e) when (e is GitHubCallException or GitHubBusyException or HttpRequestException)
        {
            return NotKnown($"GitHub does not report the owner of the token: {e.Message}");
        }
    }
}
