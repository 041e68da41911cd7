using Automation.Core.Text;
using Automation.GitHub.Access;

namespace Automation.Server.Hosting;

/// <summary>Validates settings that could be read.</summary>
internal static class ServerSettingsValidation
{
    private const char Separator = ':';

    // Settings of later versions are accepted, so that an upgrade can be prepared or reverted. The framework also has settings for logging.
    private static readonly string[] All =
    [
        "GitHub:AppId", "GitHub:PrivateKeyPath", "GitHub:WebhookSecret", "GitHub:PreviousWebhookSecret", "GitHub:ApiUrl", "GitHub:ServerUrl",
        "GitHub:ClientId", "GitHub:ClientSecret", "GitHub:SignInOrganization", "GitHub:KeepCalls",
        "Server:Data", "Server:Urls", "Server:Role", "Server:PublicUrl",
        "Catalog:Repository", "Catalog:Follow", "Catalog:PauseSeconds", "Catalog:ConfirmRemovals",
        "Portal:Title", "Portal:Public",
        "Scaffold:Repository",
        "GitOps:Repository",
        "Health:Contexts", "Health:Kubeconfig", "Health:InCluster", "Health:EverySeconds", "Health:Branch", "Health:ArgoNamespace", "Health:Deployments",
        "Health:GitOpsComments", "Health:Namespaces", "Health:WithVolumes",
        "Sweep:EveryMinutes",
        "Ledger:Provider", "Ledger:ConnectionString", "Ledger:KeepDays", "Ledger:KeepDeadDays", "Ledger:KeepAuditDays",
        "Work:Parallelism", "Work:Attempts",
        "Redelivery:Minutes",
        "Queue:Transport", "Queue:Address", "Queue:Name", "Queue:Partitions",
    ];

    /// <summary>The problems, one sentence each, with the fix.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="isRead">Whether every value could be read; a secret that could not be read is not also reported as missing.</param>
    public static IReadOnlyList<string> Problems(ServerSettings settings, IConfiguration configuration, bool isRead)
    {
        var problems = new List<string>();
        if (settings.WebhookSecret.Length == 0 && isRead)
        {
            problems.Add("GitHub__WebhookSecret is not set: the server refuses to start, because it could not verify that deliveries come from GitHub. Set it "
                + "to the secret of the webhook.");
        }

        if (settings.PrivateKeyPath is { } key && !File.Exists(key))
        {
            problems.Add("GitHub__PrivateKeyPath names a file that does not exist: set it to the private key (.pem) of the App.");
        }

        if (ListenAddress.Problem(settings.Urls) is { } wrong)
        {
            problems.Add(wrong);
        }

        if (settings is { ScaffoldRepository: not null, CatalogRepository: null } && isRead)
        {
            problems.Add("Scaffold__Repository needs Catalog__Repository: people who ask for a service are looked up in the catalog.");
        }

        if (settings is { GitOpsRepository: not null, CatalogRepository: null } && isRead)
        {
            problems.Add("GitOps__Repository needs Catalog__Repository: it gets proposals for the components of the catalog.");
        }

        if (settings is { IsPortalPublic: true, CatalogRepository: null } && isRead)
        {
            problems.Add("Portal__Public needs Catalog__Repository: the portal shows the catalog.");
        }

        if (isRead)
        {
            problems.AddRange(OfHealth(settings, configuration));
        }

        _ = GitHubAddress.Api(settings.ApiUrl, problems);
        problems.AddRange(Unknown(configuration));
        if (settings is { LedgerProvider: LedgerProvider.Postgresql, ConnectionString: null } && isRead)
        {
            problems.Add("Ledger__Provider is 'postgresql', and Ledger__ConnectionString is not set: set it to 'Host=...;Database=...;Username=...'.");
        }

        if (isRead)
        {
            problems.AddRange(QueueValidation.Problems(settings, configuration));
        }

        if (settings.PrivateKeyPath is { } pem && File.Exists(pem) && !IsKey(pem))
        {
            problems.Add("GitHub__PrivateKeyPath names a file that is not a private key: GitHub provides it as a .pem file that begins with '-----BEGIN RSA "
                + "PRIVATE KEY-----'.");
        }

        return problems;
    }

    private static IEnumerable<string> OfHealth(ServerSettings settings, IConfiguration configuration)
    {
        if (settings.Health is not { } health)
        {
            if (configuration.GetSection("Health").GetChildren().Any(s => !string.IsNullOrWhiteSpace(s.Value)))
            {
                yield return "Health__Contexts and Health__InCluster are not set: set one of them, or remove the other settings of Health.";
            }

            yield break;
        }

        if (settings.CatalogRepository is null)
        {
            yield return "Health__Contexts and Health__InCluster need Catalog__Repository: the services of the catalog are looked up in the clusters.";
        }

        if (settings.MissingForGitHub is [_, ..] missing)
        {
            yield return $"{new MissingSettings(missing)}: the health of services is written to the catalog's repository as the App.";
        }

        if (health.CommentsOnMerged && settings.GitOpsRepository is null)
        {
            yield return "Health__GitOpsComments needs GitOps__Repository: its merged pull requests get the comments.";
        }
    }

    private static bool IsKey(string path)
    {
        try
        {
            using var key = new AppKey(1, File.ReadAllText(path), TimeProvider.System);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // An unknown setting with one of our prefixes is probably misspelt and has no effect. Values are not shown.
    private static IEnumerable<string> Unknown(IConfiguration configuration) =>
        All.Select(s => s[..s.IndexOf(Separator, StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal)
            .SelectMany(prefix => configuration.GetSection(prefix).AsEnumerable())
            .Where(s => s.Value is not null && s.Key.Contains(Separator, StringComparison.Ordinal) && !All.Contains(s.Key, StringComparer.OrdinalIgnoreCase))
            .Select(s => s.Key).Order(StringComparer.Ordinal)
            .Select(key => $"{Name(key)} is not a setting{Instead(key)} Remove it, or correct its name: docs/guide/server-settings.md lists all settings.");

    private static string Instead(string key) => DidYouMean.Closest(key, All) is { } close ? $"; did you mean {Name(close)}?" : ".";

    private static string Name(string key) => key.Replace($"{Separator}", "__", StringComparison.Ordinal);
}
