using System.Collections.Immutable;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Http;

/// <summary>Whether a caller may use an operation, and which repository it means.</summary>
internal static class Permissions
{
    /// <summary>Refuses callers of the wrong kind.</summary>
    public static void CheckKind(Caller caller, string needs)
    {
        switch (needs, caller)
        {
            case (Needs.Nothing, _):
            case (Needs.App, Caller.OfApp):
            case (Needs.Installation, Caller.OfInstallation):
            case (Needs.Token, not Caller.Unknown):
                return;
            case (Needs.App, Caller.Unknown or Caller.OfInstallation or Caller.OfUser):
                throw new ApiProblem(401, "A JSON web token could not be decoded");
            case (_, Caller.Unknown):
                throw new ApiProblem(401, "Requires authentication");
            case (Needs.Installation, _):
                throw new ApiProblem(403, "You must authenticate with an installation access token in order to list repositories for an installation.");
            case (_, Caller.OfApp):
                throw new ApiProblem(403, "Resource not accessible by integration");
            default:
                return;
        }
    }

    /// <summary>The repository of a path, if the caller sees it; a former name leads to the present one.</summary>
    public static HostedRepository FindRepository(FakeGitHubState state, Caller caller, string owner, string name, string path)
    {
        if (state.Repository(owner, name) is not { } repository || !Sees(caller, repository))
        {
            throw ApiProblem.NotFound();
        }

        if (state.RepositoryNow(owner, name) is null)
        {
            var rest = string.Join('/', path.Split('/').Skip(4));
            var target = $"{state.Urls.Root}/repositories/{repository.Id}{(rest.Length == 0 ? "" : "/" + rest)}";
            throw new ApiProblem(path.Length > 0 ? 301 : 404, "Moved Permanently") { Headers = { ("Location", target) } };
        }

        return repository.IsBlocked ? throw new ApiProblem(403, "Repository access blocked") : repository;
    }

    /// <summary>Whether a caller may know of a repository.</summary>
    public static bool Sees(Caller caller, HostedRepository repository) => caller switch
    {
        Caller.OfInstallation installation => installation.Token.Reaches(repository) || repository.Visibility == "public",
        Caller.OfUser user => FakeGitHubState.PermissionOf(user.Account, repository) != "none",
        Caller.OfApp => true,
        _ => repository.Visibility == "public",
    };

    /// <summary>Refuses callers without one of the permissions.</summary>
    public static void CheckPermission(Caller caller, string needs, HostedRepository? repository)
    {
        if (!needs.Contains(':', StringComparison.Ordinal))
        {
            return;
        }

        var alternatives = needs.Split('|').Select(n => n.Split(':')).ToList();
        var writes = alternatives.TrueForAll(n => n[1] == "write");
        var allowed = caller switch
        {
            Caller.OfInstallation installation when repository is not null && !installation.Token.Reaches(repository) => !writes,
            Caller.OfInstallation installation => alternatives.Exists(n => Has(installation.Token.Permissions, n[0], n[1])),
            Caller.OfUser user => repository is null || !writes || FakeGitHubState.PermissionOf(user.Account, repository) is "write" or "admin",
            _ => false,
        };
        if (!allowed)
        {
            throw ApiProblem.NotAccessible(needs);
        }

        if (writes && repository is { IsArchived: true })
        {
            throw new ApiProblem(403, "Repository was archived so is read-only.");
        }
    }

    /// <summary>Whether what is granted covers what is wanted; everybody has metadata.</summary>
    public static bool Has(ImmutableSortedDictionary<string, string> granted, string name, string level) =>
        (name == "metadata" && level == "read") || (granted.GetValueOrDefault(name) is { } has && (has == level || has is "write" or "admin"));
}
