using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>
/// What GraphQL says of an organisation: its people, its teams, the members of one team. A query is known by the connection it asks for; pages are its
/// variables <c>first</c> and <c>after</c>.
/// </summary>
internal static class OrganisationQueries
{
    // GitHub: "Values of first and last must be within 1-100".
    private const int LargestPage = 100;

    /// <summary>The answer to a query; null where it is none of these.</summary>
    public static JsonObject? Answer(ApiCall call, string query, JsonObject variables)
    {
        Func<Account, JsonObject>? answer =
            query.Contains("membersWithRole(", StringComparison.Ordinal) ? o =>
                new JsonObject { ["membersWithRole"] = Page(o.Members.Values, variables, m => Person(call, m), "nodes") }
            : query.Contains("team(slug:", StringComparison.Ordinal) ? o =>
                new JsonObject
                {
                    ["team"] = o.Teams.GetValueOrDefault(ApiCall.TextOf(variables, "slug") ?? "") is { } team
                        ? new JsonObject { ["members"] = Members(team, variables) }
                        : null,
                }
            : query.Contains("teams(", StringComparison.Ordinal) ? o =>
                new JsonObject { ["teams"] = Page(o.Teams.Values, variables, t => Team(call, t, variables), "nodes") }
            : null;
        if (answer is null)
        {
            return null;
        }

        var login = ApiCall.TextOf(variables, "login") ?? "";
        var installation = (call.Caller as Caller.OfInstallation)?.Token;
        if (!call.State.Accounts.TryGetValue(login, out var account) || account.Kind != AccountKind.Organization)
        {
            return Refused("NOT_FOUND", $"Could not resolve to an Organization with the login of '{login}'.");
        }

        return installation is not null && installation.Installation.Account == account && Permissions.Has(installation.Permissions, "members", "read")
            ? new JsonObject { ["data"] = new JsonObject { ["organization"] = answer(account) } }
            : Refused("FORBIDDEN", "Resource not accessible by integration");
    }

    private static JsonObject Refused(string type, string message) => new()
    {
        ["data"] = new JsonObject { ["organization"] = null },
        ["errors"] = new JsonArray(new JsonObject { ["type"] = type, ["path"] = new JsonArray("organization"), ["message"] = message }),
    };

    private static JsonObject Person(ApiCall call, Account member) => new()
    {
        ["login"] = member.Login,
        ["name"] = member.DisplayName,
        ["email"] = member.Email ?? "",
        ["avatarUrl"] = $"{call.Urls.Root}/avatars/u/{member.Id}",
    };

    private static JsonObject Team(ApiCall call, Team team, JsonObject variables) => new()
    {
        ["slug"] = team.Slug,
        ["name"] = team.Name,
        ["description"] = team.Description ?? "",
        ["avatarUrl"] = $"{call.Urls.Root}/avatars/t/{team.Id}",
        ["privacy"] = team.IsSecret ? "SECRET" : "VISIBLE",
        ["parentTeam"] = team.Parent is { } parent ? new JsonObject { ["slug"] = parent.Slug } : null,
        ["members"] = Members(team, new JsonObject { ["first"] = variables["members"]?.DeepClone() }),
    };

    private static JsonObject Members(Team team, JsonObject variables) => Page(
        team.Members.Values,
        variables,
        m => new JsonObject { ["role"] = team.Maintainers.Contains(m.Login) ? "MAINTAINER" : "MEMBER", ["node"] = new JsonObject { ["login"] = m.Login } },
        "edges");

    private static JsonObject Page<T>(IEnumerable<T> items, JsonObject variables, Func<T, JsonObject> write, string name)
    {
        var all = items.ToList();
        var size = Math.Clamp(ApiCall.IntegerOf(variables, "first") ?? LargestPage, 1, LargestPage);
        var start = int.TryParse(ApiCall.TextOf(variables, "after"), out var after) ? after : 0;
        var end = Math.Min(all.Count, start + size);
        return new JsonObject
        {
            ["pageInfo"] = new JsonObject { ["hasNextPage"] = end < all.Count, ["endCursor"] = $"{end}" },
            [name] = new JsonArray([.. all.Skip(start).Take(size).Select(write)]),
        };
    }
}
