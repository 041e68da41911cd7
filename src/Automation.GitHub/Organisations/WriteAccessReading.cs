using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Organisations;

/// <summary>
/// Reads who may write to a repository: one call for a user, two for a team. Responses are cached with their ETags, so that repeated calls do not count
/// against GitHub's limit
/// while nothing changed; the second response for a team contains the repository, which each push changes.
/// </summary>
/// <param name="access">The repository; for teams, with permission to read people.</param>
public sealed class WriteAccessReading(RepositoryAccess access)
{
    /// <summary>A team of the repository's organisation. It inherits the permissions of its parent teams.</summary>
    public async Task<WriteAccess> OfTeamAsync(string slug)
    {
        var (owner, name) = (access.Repository.Owner, access.Repository.Name);
        try
        {
            var team = await access.Client.Organization.Team.GetByName(owner, slug);
            if (team.Privacy.Value == TeamPrivacy.Secret)
            {
                return WriteAccess.Secret;
            }
        }
        catch (NotFoundException)
        {
            return WriteAccess.Unknown;
        }

        try
        {
            var repository = await access.Client.Organization.Team.CheckTeamPermissionsForARepositoryWithCustomAcceptHeader(owner, slug, owner, name);
            return repository.Permissions is { } may && (may.Push || may.Maintain || may.Admin) ? WriteAccess.Writes : WriteAccess.CannotWrite;
        }
        catch (NotFoundException)
        {
            return WriteAccess.CannotWrite;
        }
    }

    /// <summary>A user, who may or may not belong to the organisation.</summary>
    public async Task<WriteAccess> OfUserAsync(string login)
    {
        try
        {
            return (await access.Client.Repository.Collaborator.ReviewPermission(access.Repository.Owner, access.Repository.Name, login)).Permission is
                "admin" or "write" or "maintain"
                ? WriteAccess.Writes
                : WriteAccess.CannotWrite;
        }
        catch (NotFoundException)
        {
            return WriteAccess.Unknown;
        }
    }
}
