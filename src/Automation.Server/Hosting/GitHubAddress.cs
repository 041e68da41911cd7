namespace Automation.Server.Hosting;

/// <summary>The addresses of GitHub: its API and its pages.</summary>
internal static class GitHubAddress
{
    /// <summary>The address of GitHub's API; null if the text is not an address, which is reported as a problem.</summary>
    public static Uri? Api(string url, List<string> problems)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var api) && api.Scheme is ("https" or "http"))
        {
            return api;
        }

        problems.Add("GitHub__ApiUrl is not an address: remove it for github.com, or set it to https://HOST/api/v3.");
        return null;
    }

    /// <summary>
    /// The address of GitHub's pages: <c>https://api.github.com</c> belongs to <c>https://github.com</c>, <c>https://HOST/api/v3</c> to <c>https://HOST</c>.
    /// </summary>
    public static Uri Pages(IConfiguration configuration, string apiUrl)
    {
        var api = new Uri(apiUrl);
        return configuration["GitHub:ServerUrl"] is { } said && Uri.TryCreate(said, UriKind.Absolute, out var pages) ? pages
            : new Uri(
                api.Host.StartsWith("api.", StringComparison.OrdinalIgnoreCase)
                    ? $"{api.Scheme}://{api.Authority[4..]}"
                    : api.GetLeftPart(UriPartial.Authority));
    }
}
