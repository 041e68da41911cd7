using Automation.Server.Hosting;
using Automation.Server.SignIn;

namespace Automation.Server.Setup;

/// <summary>The settings of the setup. Validated before anything is shown.</summary>
internal sealed record SetupSettings
{
    public const string DefaultUrls = "http://127.0.0.1:8081";

    /// <summary>GitHub's longest login.</summary>
    private const int LongestLogin = 39;

    /// <summary>Where the page is shown; on this machine only.</summary>
    public required Uri Address { get; init; }

    /// <summary>The folder that the key and the settings are written to.</summary>
    public required string Data { get; init; }

    /// <summary>The organisation that owns the App; null for the account of the person who opens the page.</summary>
    public string? Organization { get; init; }

    /// <summary>Where GitHub is to send events; null if that is not known yet.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>Where people reach the pages: at the host that GitHub sends events to; null if that is not known yet.</summary>
    public Uri? PublicUrl => Webhook is null ? null : new Uri(Webhook.GetLeftPart(UriPartial.Authority));

    /// <summary>Where GitHub sends people back to after they signed in.</summary>
    public Uri SignInCallback => new(PublicUrl ?? new Uri(ServerSettings.DefaultUrls), SignInServices.CallbackPath);

    /// <summary>Whether files of an earlier setup may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary>GitHub's API.</summary>
    public required Uri Api { get; init; }

    /// <summary>GitHub's pages.</summary>
    public required Uri Pages { get; init; }

    /// <summary>Reads them; throws one exception with all problems.</summary>
    public static SetupSettings Read(IConfiguration configuration, string? urls, string? organization, string? webhook, bool force)
    {
        var problems = new List<string>();
        if (!Uri.TryCreate(urls ?? DefaultUrls, UriKind.Absolute, out var address) || address is not { Scheme: "http", IsLoopback: true, PathAndQuery: "/" })
        {
            problems.Add($"--urls must be one address of this machine, such as {DefaultUrls}: the page registers an App, so other machines must not reach it. "
                + "From another machine, use 'ssh -L 8081:127.0.0.1:8081 HOST'.");
        }

        if (organization is not null && (organization.Length is 0 or > LongestLogin || !organization.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            problems.Add("--organization must be the organisation's name as in its address: https://github.com/NAME.");
        }

        Uri? hook = null;
        if (webhook is not null && (!Uri.TryCreate(webhook, UriKind.Absolute, out hook) || hook.Scheme != Uri.UriSchemeHttps || hook.IsLoopback))
        {
            problems.Add("--webhook-url must be the https address at which GitHub reaches the server: https://HOST/github/webhooks.");
        }

        var api = configuration["GitHub:ApiUrl"] is { Length: > 0 } said ? said : ServerSettings.DefaultApiUrl;
        var apiAddress = GitHubAddress.Api(api, problems);
        return problems.Count > 0 ? throw new SettingsException(string.Join('\n', problems)) : new SetupSettings
        {
            Address = address!,
            Data = Path.GetFullPath(configuration["Server:Data"] ?? ServerSettings.DefaultData),
            Organization = organization,
            Webhook = hook,
            Force = force,
            Api = apiAddress!,
            Pages = GitHubAddress.Pages(configuration, api),
        };
    }
}
