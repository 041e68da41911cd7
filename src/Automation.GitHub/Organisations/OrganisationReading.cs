using Automation.Core.Text;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Organisations;

/// <summary>
/// Reads the people and teams of an organisation, with GraphQL: REST would need a call for each team, and one for each person's name and address. It takes a
/// call for each 100 people, one for each 50 teams, and one for each further 100 members of a team that has more than 100. An organisation of 1,000 people and
/// 100 teams is 12 calls, at least one of each.
/// </summary>
public sealed class OrganisationReading(OrganisationAccess access)
{
    /// <summary>
    /// The most people: if an organisation has more, none are read, because a part would be wrong. Together with the teams, they are the limit of one file of
    /// the catalog.
    /// </summary>
    public const int MostPeople = 80_000;

    public const int MostTeams = 20_000;

    // GitHub: "first" is 100 at most, and a query may request 500,000 nodes. 50 teams of 100 members are 5,050.
    private const int Page = 100;
    private const int TeamPage = 50;

    private const string People =
        "query($login: String!, $first: Int!, $after: String) { organization(login: $login) { membersWithRole(first: $first, after: $after) { pageInfo { "
        + "hasNextPage endCursor } nodes { login name email avatarUrl } } } }";

    // IMMEDIATE: without those of teams below.
    private const string Teams =
        """
        query($login: String!, $first: Int!, $after: String, $members: Int!) {
        organization(login: $login) { teams(first: $first, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { slug name description avatarUrl privacy parentTeam { slug }
        members(first: $members, membership: IMMEDIATE) { pageInfo { hasNextPage endCursor } edges { role node { login } } } } } } }
        """;

    private const string Members =
        "query($login: String!, $slug: String!, $first: Int!, $after: String) { organization(login: $login) { team(slug: $slug) { members(first: $first, "
        + "after: $after, membership: IMMEDIATE) { pageInfo { hasNextPage endCursor } edges { role node { login } } } } } }";

    /// <summary>Reads them. A refusal of GitHub is an outcome; a rate limit or an unreachable GitHub is an exception, and the work is retried.</summary>
    public async Task<OrganisationOutcome> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var people = new List<OrganisationPerson>();
            await foreach (var person in NodesAsync(People, "membersWithRole", Page, cancellationToken))
            {
                people.Add(new OrganisationPerson(person["login"].Text ?? "")
                {
                    Name = person["name"].Text,
                    Email = person["email"].Text,
                    Picture = person["avatarUrl"].Text,
                });
                if (people.Count > MostPeople)
                {
                    return new OrganisationOutcome.Unread($"the organisation has more than {MostPeople:N0} people");
                }
            }

            var teams = new List<OrganisationTeam>();
            await foreach (var team in NodesAsync(Teams, "teams", TeamPage, cancellationToken))
            {
                // Everybody can read the catalog; only its members can see a secret team, and it cannot be nested.
                if (team["privacy"].Text != "SECRET")
                {
                    teams.Add(await TeamAsync(team, cancellationToken));
                }

                if (teams.Count > MostTeams)
                {
                    return new OrganisationOutcome.Unread($"the organisation has more than {MostTeams:N0} teams");
                }
            }

            return new OrganisationOutcome.Whole(new Organisation(
                access.Login,
                [.. teams.OrderBy(t => t.Slug, StringComparer.Ordinal)],
                [.. people.OrderBy(p => p.Login, StringComparer.Ordinal)]));
        }
        catch (GitHubRefusalException e)
        {
            return new OrganisationOutcome.Unread($"GitHub refuses access: {e.Message}");
        }
        catch (ApiValidationException e)
        {
            // GitHub's response if the token requests a permission that the installation does not have.
            return new OrganisationOutcome.Unread($"the App was not granted `members: read` in {access.Login}: {e.Message}");
        }
    }

    private async Task<OrganisationTeam> TeamAsync(JsonPart team, CancellationToken cancellationToken)
    {
        var slug = team["slug"].Text ?? "";
        var members = new List<(string Login, bool Maintains)>();
        var page = Connection(team, "members");
        Take(page, members);
        string? after = null;
        for (var read = 1; (after = GraphQl.NextPage(page, read, after)) is not null; read++)
        {
            var data = await AskAsync(Members, new() { ["slug"] = slug, ["first"] = Page, ["after"] = after }, cancellationToken);
            if (data["team"] is not { Exists: true } again)
            {
                break;      // Deleted in the meantime: there is an event for it.
            }

            page = Connection(again, "members");
            Take(page, members);
        }

        members.Sort((x, y) => string.CompareOrdinal(x.Login, y.Login));
        return new OrganisationTeam(slug, team["name"].Text ?? slug)
        {
            Description = team["description"].Text,
            Picture = team["avatarUrl"].Text,
            Parent = team["parentTeam"]["slug"].Text,
            Members = [.. members.Select(m => m.Login)],
            Maintainers = [.. members.Where(m => m.Maintains).Select(m => m.Login)],
        };
    }

    // Otherwise the members would be treated as removed.
    private static JsonPart Connection(JsonPart of, string name) =>
        of[name] is { Exists: true } page ? page : throw new GitHubRefusalException($"a response without {name}");

    private static void Take(JsonPart page, List<(string Login, bool Maintains)> members) =>
        members.AddRange(page["edges"].Items.Select(e => (e["node"]["login"].Text ?? "", e["role"].Text == "MAINTAINER")));

    private async IAsyncEnumerable<JsonPart> NodesAsync(
        string query, string connection, int size, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        var read = 0;
        do
        {
            read++;
            var data = await AskAsync(query, new() { ["first"] = size, ["after"] = after, ["members"] = Page }, cancellationToken);
            var page = Connection(data, connection);
            foreach (var node in page["nodes"].Items)
            {
                yield return node;
            }

            after = GraphQl.NextPage(page, read, after);
        }
        while (after is not null);
    }

    private async Task<JsonPart> AskAsync(string query, Dictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        variables["login"] = access.Login;
        var given = variables.Where(v => v.Value is not null && query.Contains($"${v.Key}:", StringComparison.Ordinal)).ToDictionary(v => v.Key, v => v.Value!);
        var data = await GraphQl.ReadAsync(access.Client.Connection, query, given, cancellationToken);
        return data["organization"] is { Exists: true } organisation
            ? organisation
            : throw new GitHubRefusalException($"there is no organisation {access.Login}");
    }
}
