using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.Drivers;

/// <summary>What people do to a team; each act returns the delivery that tells of it.</summary>
public sealed class TeamDriver
{
    private readonly FakeGitHub _gitHub;

    internal TeamDriver(FakeGitHub gitHub, Team team) => (_gitHub, Team) = (gitHub, team);

    /// <summary>The team.</summary>
    public Team Team { get; }

    /// <summary>Gives it another name, and with it another slug.</summary>
    public Delivery Rename(string name) => Edit("name", Team.Name, () =>
    {
        var teams = Team.Organisation.Teams.Remove(Team.Slug);
        Team.Name = name;
        Team.Organisation.Teams = teams.Add(Team.Slug, Team);
    });

    /// <summary>Says what it is there for.</summary>
    public Delivery Describe(string description) => Edit("description", Team.Description ?? "", () => Team.Description = description);

    /// <summary>Lets only its members see it, or everybody again.</summary>
    public Delivery Hide(bool isSecret = true) => Edit("privacy", Team.IsSecret ? "secret" : "closed", () => Team.IsSecret = isSecret);

    /// <summary>Nests it in another team, by its slug; null takes it out again. GitHub's event does not say from where.</summary>
    public Delivery NestIn(string? parent) => Edit(null, "", () => Team.Parent = parent is null ? null : Team.Organisation.Teams[parent]);

    /// <summary>Makes away with it, and with all teams nested in it.</summary>
    public Delivery Delete() => _gitHub.State.During("team", () =>
    {
        foreach (var team in Team.Organisation.Teams.Values.Where(t => t.SelfAndAbove.Contains(Team)).OrderByDescending(t => t.SelfAndAbove.Count()).ToList())
        {
            Team.Organisation.Teams = Team.Organisation.Teams.Remove(team.Slug);
            TeamEvents.Team(_gitHub.State, team, "deleted");
        }
    });

    /// <summary>Takes somebody in, also as a maintainer.</summary>
    public Delivery Add(string login, bool asMaintainer = false) => _gitHub.State.During("membership", () =>
    {
        var member = _gitHub.State.Account(login);
        Team.Organisation.Members = Team.Organisation.Members.SetItem(login, member);
        Team.Members = Team.Members.SetItem(login, member);
        Team.Maintainers = asMaintainer ? Team.Maintainers.Add(login) : Team.Maintainers.Remove(login);
        TeamEvents.Membership(_gitHub.State, Team, member, "added");
    });

    /// <summary>Takes somebody out.</summary>
    public Delivery Remove(string login) => _gitHub.State.During("membership", () =>
    {
        Team.Members = Team.Members.Remove(login);
        Team.Maintainers = Team.Maintainers.Remove(login);
        TeamEvents.Membership(_gitHub.State, Team, _gitHub.State.Account(login), "removed");
    });

    /// <summary>Lets it into a repository: <c>pull</c>, <c>triage</c>, <c>push</c>, <c>maintain</c> or <c>admin</c>.</summary>
    public Delivery Give(string repository, string permission = "push") => _gitHub.State.During("team", () =>
    {
        var hosted = _gitHub.Repository($"{Team.Organisation.Login}/{repository}").Hosted;
        Team.Repositories = Team.Repositories.SetItem(hosted.Id, permission);
        TeamEvents.TeamAdd(_gitHub.State, Team, hosted);
        TeamEvents.Team(_gitHub.State, Team, "added_to_repository", repository: hosted);
    });

    /// <summary>Shuts it out of a repository.</summary>
    public Delivery Take(string repository) => _gitHub.State.During("team", () =>
    {
        var hosted = _gitHub.Repository($"{Team.Organisation.Login}/{repository}").Hosted;
        Team.Repositories = Team.Repositories.Remove(hosted.Id);
        TeamEvents.Team(_gitHub.State, Team, "removed_from_repository", repository: hosted);
    });

    private Delivery Edit(string? field, string before, Action act) => _gitHub.State.During("team", () =>
    {
        act();
        TeamEvents.Team(_gitHub.State, Team, "edited", field is null ? [] : new JsonObject { [field] = new JsonObject { ["from"] = before } });
    });
}
