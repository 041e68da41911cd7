using System.Net;
using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>Who runs a template: a login of GitHub, as a user of the catalog.</summary>
public sealed record ScaffoldActor
{
    private ScaffoldActor()
    {
    }

    /// <summary>The login; null where it is not known.</summary>
    public string? Login { get; private init; }

    /// <summary>The user; null where the catalog has none for the login.</summary>
    public JsonObject? User { get; private init; }

    /// <summary>The ref of the user.</summary>
    public EntityRef? Ref { get; private init; }

    /// <summary>The groups that the user is a member of, and the groups above them.</summary>
    public IReadOnlyCollection<EntityRef> Groups { get; private init; } = [];

    /// <summary>Why there is no user, as a sentence with what to do about it; null where there is one.</summary>
    public string? Unknown { get; private init; }

    /// <summary>The user of a login.</summary>
    public static ScaffoldActor Named(string login, ScaffoldCatalog? catalog)
    {
        if (catalog is null)
        {
            return new ScaffoldActor { Login = login, Unknown = $"without a catalog, the groups of '{login}' are not known: name it with --catalog" };
        }

        return catalog.User(login) is { } user
            ? Of(user) with { Login = login, Groups = catalog.GroupsOf(user) }
            : new ScaffoldActor
            {
                Login = login,
                Unknown = $"the catalog has no user for the GitHub login '{login}': "
                    + $"add a User of that name, or with the annotation {ScaffoldCatalog.UserLogin}",
            };
    }

    /// <summary>A user of the catalog.</summary>
    public static ScaffoldActor Of(JsonObject user) => new() { User = user, Ref = ScaffoldCatalog.RefOf(user) };

    /// <summary>Someone who is not known.</summary>
    /// <param name="reason">Why, as in <see cref="Unknown"/>.</param>
    public static ScaffoldActor NotKnown(string reason) => new() { Unknown = reason };

    /// <summary>The owner of the token.</summary>
    public static async Task<ScaffoldActor> OfTokenAsync(GitHubHost gitHub, ScaffoldCatalog? catalog, CancellationToken cancellationToken)
    {
        if (!gitHub.HasToken)
        {
            return NotKnown("there is no token whose owner it would be: set GITHUB_TOKEN to a token of yours");
        }

        try
        {
            var user = await gitHub.Connect(null).GetAsync("user", cancellationToken);
            return user["login"].Text is { } login ? Named(login, catalog) : NotKnown("GitHub gives no login for the token");
        }
        catch (GitHubCallException e) when (e.Status == HttpStatusCode.Forbidden)
        {
            return NotKnown("the token belongs to an App: use a token of yours");
        }
        catch (Exception e) when (e is GitHubCallException or GitHubBusyException or HttpRequestException)
        {
            return NotKnown($"GitHub does not give the owner of the token: {e.Message}");
        }
    }
}
