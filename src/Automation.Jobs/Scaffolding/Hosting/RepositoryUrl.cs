using System.Buffers;
using Automation.Core.Text;
using Automation.GitHub;
using Automation.Jobs.RepositoryWrites;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>A repository as the form of Backstage names it: <c>github.com?owner=acme&amp;repo=orders</c>.</summary>
internal static class RepositoryUrl
{
    // GitHub's longest login has 39 characters, and an enterprise's short code after an underscore; its longest repository name 100.
    private const int LongestOwner = 60;
    private const int LongestName = 100;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <exception cref="StepException">It is none of this GitHub, or has a name that GitHub does not allow.</exception>
    public static RepositoryName Parse(string url, GitHubHost host)
    {
        var text = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? url["https://".Length..] : url;
        var (name, query) = text.Split('?', 2) is [var before, var after] ? (before.TrimEnd('/'), after) : (text, "");
        if (!host.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new StepException(
                $"The repoUrl {Quoted.Of(url)} is not one of this GitHub: "
                + $"it must begin with {string.Join(" or ", host.Names)}, as in {host.Names[0]}?owner=acme&repo=orders.");
        }

        var (owner, repository) = (Value(query, "owner"), Value(query, "repo"));
        return owner is null || repository is null
            ? throw new StepException($"The repoUrl {Quoted.Of(url)} has no owner or no repo: write {host.Names[0]}?owner=acme&repo=orders.")
            : !IsName(owner, LongestOwner) || !IsName(repository, LongestName) || repository is "." or ".."
                ? throw new StepException($"The repoUrl {Quoted.Of(url)} has a name that GitHub does not allow: use letters, digits, '-', '_' and '.'.")
                : new RepositoryName(owner, repository);
    }

    /// <summary>The repository; null if <see cref="Parse"/> fails.</summary>
    public static RepositoryName? TryParse(string url, GitHubHost host)
    {
        try
        {
            return Parse(url, host);
        }
        catch (StepException)
        {
            return null;
        }
    }

    private static bool IsName(string text, int longest) => text.Length <= longest && !text.AsSpan().ContainsAnyExcept(NameCharacters);

    private static string? Value(string query, string name) => query.Split('&')
        .Select(p => p.Split('=', 2))
        .Where(p => p.Length == 2 && p[0] == name)
        .Select(p => Uri.UnescapeDataString(p[1].Replace('+', ' ')).Trim('/'))
        .FirstOrDefault(v => v.Length > 0);
}
