using System.Web;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Parameters.Pickers;

/// <summary><c>RepoUrlPicker</c>: <c>github.com?owner=acme&amp;repo=orders</c>, within the hosts, owners and repositories that the template allows.</summary>
internal static class RepositoryPicker
{
    // What the location of a repository needs; for hosts that Backstage does not know by name it is an owner.
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["dev.azure.com"] = ["project", "repo"],
        ["bitbucket.org"] = ["workspace", "project", "repo"],
    };

    private static readonly string[] NeededElsewhere = ["owner", "repo"];

    private static readonly (string Part, string Option)[] Restrictions =
    [
        ("owner", "allowedOwners"), ("organization", "allowedOrganizations"), ("project", "allowedProjects"), ("repo", "allowedRepos"),
    ];

    public static IEnumerable<ParameterError> Check(string value, string pointer, PickerOptions options)
    {
        if (!Uri.TryCreate($"https://{value}", UriKind.Absolute, out var location) || location.Host.Length == 0)
        {
            yield return new ParameterError(pointer, "RepoUrlPicker", "is not the location of a repository. Write it as github.com?owner=OWNER&repo=NAME.");
            yield break;
        }

        var host = location.IsDefaultPort ? location.Host : location.Authority;
        var query = HttpUtility.ParseQueryString(location.Query);
        var missing = Needed.GetValueOrDefault(host, NeededElsewhere).FirstOrDefault(p => string.IsNullOrEmpty(First(query, p)));
        if (missing is not null)
        {
            yield return new ParameterError(pointer, "RepoUrlPicker", $"has no '{missing}'. Add &{missing}=… to the location.");
        }

        if (Refused(host, options.Texts("allowedHosts")) is { } hosts)
        {
            yield return new ParameterError(pointer, "allowedHosts", $"is on a host that the template does not allow. Use {hosts}.");
        }

        foreach (var (part, option) in Restrictions)
        {
            if (First(query, part) is { Length: > 0 } text && Refused(text, options.Texts(option)) is { } allowed)
            {
                yield return new ParameterError(pointer, option, $"has a value for '{part}' that the template does not allow. Use {allowed}.");
            }
        }
    }

    // The scaffolder takes the first of several.
    private static string? First(System.Collections.Specialized.NameValueCollection query, string name) => query.GetValues(name)?.FirstOrDefault();

    private static string? Refused(string text, IReadOnlyList<string> allowed) =>
        allowed.Count == 0 || allowed.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : string.Join(" or ", allowed.Select(a => $"'{a}'"));
}
