using System.Globalization;
using Automation.GitHub;

namespace Automation.Server.Hosting;

/// <summary>Reads the settings of the server. A value that cannot be read is a problem; the other values are still validated.</summary>
internal sealed class ServerSettingsReader
{
    private const int LongestInterval = 24 * 60;

    private readonly IConfiguration _configuration;
    private readonly List<string> _problems = [];

    private ServerSettingsReader(IConfiguration configuration) => _configuration = configuration;

    /// <summary>Reads the configuration; throws one exception with all problems.</summary>
    public static ServerSettings Read(IConfiguration configuration)
    {
        var reader = new ServerSettingsReader(configuration);
        var settings = reader.Read();
        reader._problems.AddRange(ServerSettingsValidation.Problems(settings, configuration, isRead: reader._problems.Count == 0));
        return reader._problems.Count == 0
            ? settings with { ServerUrl = GitHubAddress.Pages(configuration, settings.ApiUrl) }
            : throw new SettingsException(string.Join('\n', reader._problems));
    }

    private ServerSettings Read() => new()
    {
        WebhookSecret = Secret("GitHub:WebhookSecret") ?? "",
        PreviousWebhookSecret = Secret("GitHub:PreviousWebhookSecret"),
        AppId = Number("GitHub:AppId", 1, long.MaxValue),
        PrivateKeyPath = Text("GitHub:PrivateKeyPath"),
        ApiUrl = Text("GitHub:ApiUrl") ?? ServerSettings.DefaultApiUrl,
        CatalogRepository = Repository("Catalog:Repository"),
        ScaffoldRepository = Repository("Scaffold:Repository"),
        GitOpsRepository = Repository("GitOps:Repository"),
        Health = Health(),
        SignIn = SignInSettings.Read(
            Text("GitHub:ClientId"),
            Secret("GitHub:ClientSecret"),
            Text("GitHub:SignInOrganization"),
            _problems),
        PortalTitle = Text("Portal:Title") ?? ServerSettings.DefaultPortalTitle,
        IsPortalPublic = Switch("Portal:Public", false),
        PublicUrl = PublicAddress(),
        FollowsCatalog = Switch("Catalog:Follow", true),
        CatalogPace = Number("Catalog:PauseSeconds", 0, 3600) is { } pause
            ? new Debounce(TimeSpan.FromSeconds(pause))
            : Debounce.Catalog,
        ConfirmsRemovals = Switch("Catalog:ConfirmRemovals", false),
        KeptCalls = (int?)Number("GitHub:KeepCalls", 0, 100_000) ?? ServerSettings.DefaultKeptCalls,
        SweepEvery = Interval("Sweep:EveryMinutes", ServerSettings.DefaultSweepMinutes),
        Data = Text("Server:Data") ?? ServerSettings.DefaultData,
        LedgerProvider = OneOf("Ledger:Provider", LedgerProvider.Sqlite),
        ConnectionString = Text("Ledger:ConnectionString"),
        Queue = new QueueSettings
        {
            Transport = OneOf("Queue:Transport", QueueTransport.Ledger),
            Address = Secret("Queue:Address"),
            Name = Text("Queue:Name") ?? QueueSettings.DefaultName,
            Partitions = (int?)Number("Queue:Partitions", 1, QueueSettings.MostPartitions) ?? QueueSettings.DefaultPartitions,
        },
        Urls = Text("Server:Urls") ?? ServerSettings.DefaultUrls,
        Role = OneOf("Server:Role", Role.All),
        Parallelism = (int?)Number("Work:Parallelism", 1, 64) ?? ServerSettings.DefaultParallelism,
        Attempts = (int?)Number("Work:Attempts", 1, 100) ?? ServerSettings.DefaultAttempts,
        RedeliverEvery = Interval("Redelivery:Minutes", ServerSettings.DefaultRedeliveryMinutes),
        Keep = new RetentionSettings(
            Days("Ledger:KeepDays", RetentionSettings.Usual.Deliveries),
            Days("Ledger:KeepDeadDays", RetentionSettings.Usual.Dead),
            Days("Ledger:KeepAuditDays", RetentionSettings.Usual.Audit)),
        LogFormat = OneOf("Logging:Format", LogFormat.Text),
    };

    private string? Text(string key) =>
        _configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private HealthSettings? Health()
    {
        var (contexts, inCluster) = (Text("Health:Contexts"), Text("Health:InCluster"));
        var every = Number("Health:EverySeconds", HealthSettings.LeastSeconds, HealthSettings.MostSeconds);
        if ((contexts is null && inCluster is null)
            || HealthSettings.ClustersOf(contexts, Text("Health:Kubeconfig") ?? Text("KUBECONFIG"), inCluster, _problems) is not { } clusters)
        {
            return null;
        }

        return new HealthSettings(clusters)
        {
            Every = TimeSpan.FromSeconds(every ?? HealthSettings.DefaultSeconds),
            Branch = Text("Health:Branch") ?? HealthSettings.DefaultBranch,
            ArgoNamespace = Text("Health:ArgoNamespace") ?? HealthSettings.DefaultArgoNamespace,
            Namespaces = (Text("Health:Namespaces") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            WithVolumes = Switch("Health:WithVolumes", false),
            ShowsDeployments = Switch("Health:Deployments", false),
            CommentsOnMerged = Switch("Health:GitOpsComments", false),
        };
    }

    private Uri? PublicAddress()
    {
        if (Text("Server:PublicUrl") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", PathAndQuery: "/" })
        {
            return address;
        }

        _problems.Add("Server__PublicUrl is not the address of a host: set it to https://HOST, without a path.");
        return null;
    }

    private RepositoryName? Repository(string key)
    {
        var repository = RepositoryName.Parse(Text(key));
        if (repository is null && Text(key) is not null)
        {
            _problems.Add($"{Name(key)} must be OWNER/REPOSITORY.");
        }

        return repository;
    }

    private string? Secret(string key)
    {
        var secret = Text(key);
        if (secret is not null && secret.Trim().Length != secret.Length)
        {
            _problems.Add($"{Name(key)} begins or ends with a space or a line break, which is probably a mistake. $(cat FILE) reads a "
                + "file without its line break.");
        }

        return secret;
    }

    private long? Number(string key, long least, long most)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _problems.Add($"{Name(key)} must be a whole number{(most == long.MaxValue ? "" : $" from {least} to {most}")}.");
        return null;
    }

    // Zero is never.
    private TimeSpan? Interval(string key, int defaultValue) =>
        (Number(key, 0, LongestInterval) ?? defaultValue) is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : null;

    private TimeSpan Days(string key, TimeSpan defaultValue) =>
        Number(key, RetentionSettings.LeastDays, RetentionSettings.MostDays) is { } days ? TimeSpan.FromDays(days) : defaultValue;

    private bool Switch(string key, bool defaultValue)
    {
        if (Text(key) is not { } text || bool.TryParse(text, out defaultValue))
        {
            return defaultValue;
        }

        _problems.Add($"{Name(key)} must be true or false.");
        return defaultValue;
    }

    private T OneOf<T>(string key, T defaultValue)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return defaultValue;
        }

        if (OneOf<T>(key, text, out var problem) is { } known)
        {
            return known;
        }

        _problems.Add(problem);
        return defaultValue;
    }

    /// <summary>The value that a text names; null with the problem if there is none of that name.</summary>
    public static T? OneOf<T>(string key, string text, out string problem)
        where T : struct, Enum
    {
        problem = $"{Name(key)} is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}.";
        return Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;
    }

    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}

/// <summary>The configuration is invalid; the message explains what to change.</summary>
internal sealed class SettingsException(string message) : Exception(message);
