using System.Collections.Immutable;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.Drivers;

/// <summary>What the owners of an organisation do.</summary>
public sealed class OrganisationDriver
{
    private readonly FakeGitHub _gitHub;

    internal OrganisationDriver(FakeGitHub gitHub, Account account) => (_gitHub, Account) = (gitHub, account);

    /// <summary>The organisation.</summary>
    public Account Account { get; }

    /// <summary>The app's installation here; null where it is not installed.</summary>
    public Installation? Installation
    {
        get
        {
            lock (_gitHub.State.Gate)
            {
                return _gitHub.State.Installations.Find(i => i.App == _gitHub.App && i.Account == Account);
            }
        }
    }

    /// <summary>Installs the app, for all repositories or for some.</summary>
    public OrganisationDriver Install(params string[] repositories)
    {
        lock (_gitHub.State.Gate)
        {
            var installation = new Installation(_gitHub.State.NextSmallId(), _gitHub.App, Account, _gitHub.State.Now);
            _gitHub.State.Installations.Add(installation);
            if (repositories.Length > 0)
            {
                installation.Selected =
                [
                    .. repositories.Select(
                        n => _gitHub.State.RepositoryNow(Account.Login, n)?.Id ?? throw new ArgumentException($"{Account.Login} has no repository {n}.")),
                ];
            }

            Announcement.Of(
                _gitHub.State,
                "installation",
                "created",
                installation,
                null,
                Account,
                new() { ["installation"] = AppJson.Installation(_gitHub.State.Urls, installation) });
            return this;
        }
    }

    /// <summary>Takes the app away; its tokens end.</summary>
    public OrganisationDriver Uninstall()
    {
        lock (_gitHub.State.Gate)
        {
            var installation = Installation ?? throw new InvalidOperationException($"The app is not installed in {Account.Login}.");
            _gitHub.State.Installations.Remove(installation);
            foreach (var token in _gitHub.State.Tokens.Values.Where(t => t.Installation == installation).ToList())
            {
                _gitHub.State.Tokens.Remove(token.Token);
            }

            Announcement.Of(
                _gitHub.State,
                "installation",
                "deleted",
                installation,
                null,
                Account,
                new() { ["installation"] = AppJson.Installation(_gitHub.State.Urls, installation) });
            return this;
        }
    }

    /// <summary>Grants the app other permissions than it asks for.</summary>
    public OrganisationDriver Grant(params (string Permission, string Level)[] permissions)
    {
        lock (_gitHub.State.Gate)
        {
            (Installation ?? throw new InvalidOperationException($"The app is not installed in {Account.Login}.")).Permissions =
                permissions.ToImmutableSortedDictionary(p => p.Permission, p => p.Level);
            return this;
        }
    }

    /// <summary>Suspends the app's installation: GitHub refuses whatever it asks.</summary>
    public OrganisationDriver Suspend()
    {
        lock (_gitHub.State.Gate)
        {
            (Installation ?? throw new InvalidOperationException($"The app is not installed in {Account.Login}.")).SuspendedAt = _gitHub.State.Now;
            return this;
        }
    }

    /// <summary>Ends the suspension.</summary>
    public OrganisationDriver Unsuspend()
    {
        lock (_gitHub.State.Gate)
        {
            (Installation ?? throw new InvalidOperationException($"The app is not installed in {Account.Login}.")).SuspendedAt = null;
            return this;
        }
    }

    /// <summary>Takes people in.</summary>
    public OrganisationDriver WithMembers(params string[] logins)
    {
        lock (_gitHub.State.Gate)
        {
            Account.Members = Account.Members.SetItems(logins.Select(l => new KeyValuePair<string, Account>(l, _gitHub.State.Account(l))));
            return this;
        }
    }

    /// <summary>Says what a person shows of themselves.</summary>
    public OrganisationDriver WithPerson(string login, string? name = null, string? email = null)
    {
        lock (_gitHub.State.Gate)
        {
            WithMembers(login);
            (Account.Members[login].DisplayName, Account.Members[login].Email) = (name, email);
            return this;
        }
    }

    /// <summary>A team, by its slug.</summary>
    public TeamDriver Team(string slug) => new(_gitHub, Account.Teams[slug]);

    /// <summary>Somebody makes a team of members.</summary>
    public Delivery CreateTeam(string name, params string[] members) => _gitHub.State.During("team", () =>
    {
        WithTeam(name, members);
        TeamEvents.Team(_gitHub.State, Account.Teams[Model.Team.SlugOf(name)], "created");
    });

    /// <summary>Somebody is taken in.</summary>
    public Delivery Join(string login) => _gitHub.State.During("organization", () =>
    {
        WithMembers(login);
        TeamEvents.Member(_gitHub.State, Account, _gitHub.State.Account(login), "member_added");
    });

    /// <summary>Somebody leaves the organisation, and with it its teams.</summary>
    public Delivery Leave(string login) => _gitHub.State.During("organization", () =>
    {
        foreach (var team in Account.Teams.Values.Where(t => t.Members.ContainsKey(login)))
        {
            team.Members = team.Members.Remove(login);
            team.Maintainers = team.Maintainers.Remove(login);
            TeamEvents.Membership(_gitHub.State, team, _gitHub.State.Account(login), "removed");
        }

        Account.Members = Account.Members.Remove(login);
        TeamEvents.Member(_gitHub.State, Account, _gitHub.State.Account(login), "member_removed");
    });

    /// <summary>Makes a team of members, or sets who is in it.</summary>
    public OrganisationDriver WithTeam(string name, params string[] members)
    {
        lock (_gitHub.State.Gate)
        {
            WithMembers(members);
            var team = new Team(_gitHub.State.NextSmallId(), Account, name, _gitHub.State.Now);
            team = Account.Teams.GetValueOrDefault(team.Slug) ?? team;
            team.Members = team.Members.Clear().AddRange(members.Select(m => new KeyValuePair<string, Account>(m, _gitHub.State.Account(m))));
            Account.Teams = Account.Teams.SetItem(team.Slug, team);
            return this;
        }
    }

    /// <summary>Lets a team into a repository: <c>pull</c>, <c>triage</c>, <c>push</c>, <c>maintain</c> or <c>admin</c>.</summary>
    public OrganisationDriver WithAccess(string team, string repository, string permission = "push")
    {
        lock (_gitHub.State.Gate)
        {
            var known = Account.Teams[team];
            known.Repositories = known.Repositories.SetItem(_gitHub.Repository($"{Account.Login}/{repository}").Hosted.Id, permission);
            return this;
        }
    }
}
