using System.Globalization;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Server.Ledger;

namespace Automation.Server.Hosting;

/// <summary>The settings of the server. Read and validated once, at its start.</summary>
internal sealed record ServerSettings
{
    public const string DefaultUrls = "http://127.0.0.1:8080";
    public const string DefaultData = "data";
    public const string DefaultApiUrl = "https://api.github.com";
    private const int DefaultParallelism = 4;
    private const int DefaultAttempts = 8;
    private const int DefaultRedeliveryMinutes = 5;
    private const int DefaultKeptCalls = 500;
    private const int DefaultSweepMinutes = 15;
    private const int LongestInterval = 24 * 60;

    public required string WebhookSecret { get; init; }

    public string? PreviousWebhookSecret { get; init; }

    public long? AppId { get; init; }

    public string? PrivateKeyPath { get; init; }

    public string ApiUrl { get; init; } = DefaultApiUrl;

    /// <summary>The address of GitHub's pages, for links.</summary>
    public Uri ServerUrl { get; init; } = new("https://github.com");

    /// <summary>The repository of the catalog; null until one is configured.</summary>
    public RepositoryName? CatalogRepository { get; init; }

    /// <summary>How people sign in with GitHub; null until that is configured.</summary>
    public SignInSettings? SignIn { get; init; }

    /// <summary>The public address of the pages, if there is a proxy before them.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Whether this process serves pages; one that only receives webhooks does not.</summary>
    public bool HasPages => Role is Role.All or Role.Worker;

    public required string Data { get; init; }

    public string? ConnectionString { get; init; }

    public required string Urls { get; init; }

    public Role Role { get; init; }

    /// <summary>How many work items run at a time.</summary>
    public int Parallelism { get; init; } = DefaultParallelism;

    /// <summary>How often a work item is started before it is given up.</summary>
    public int Attempts { get; init; } = DefaultAttempts;

    /// <summary>How long a work item that failed waits before it is started again; longer each time.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the ledger keeps things.</summary>
    public RetentionSettings Keep { get; init; } = RetentionSettings.Usual;

    public LogFormat LogFormat { get; init; }

    /// <summary>The maximum rate of catalog rebuilds.</summary>
    public Debounce CatalogPace { get; init; } = Debounce.Catalog;

    /// <summary>Whether the catalog follows default branches; otherwise a workflow rebuilds it.</summary>
    public bool FollowsCatalog { get; init; } = true;

    /// <summary>Whether many repositories may be removed from the catalog at once.</summary>
    public bool ConfirmsRemovals { get; init; }

    /// <summary>How many of the hourly GitHub calls are reserved for pull requests.</summary>
    public int KeptCalls { get; init; } = DefaultKeptCalls;

    /// <summary>How often to look for missed events; null for never.</summary>
    public TimeSpan? SweepEvery { get; init; } = TimeSpan.FromMinutes(DefaultSweepMinutes);

    /// <summary>How often to look for failed deliveries in GitHub's log; null for never.</summary>
    public TimeSpan? RedeliverEvery { get; init; } = TimeSpan.FromMinutes(DefaultRedeliveryMinutes);

    /// <summary>The minimum age of a failed delivery: a person may be redelivering it, or the answer may be on its way.</summary>
    public TimeSpan RedeliverAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the server requests the App and its installations from GitHub at the start.</summary>
    public bool ReportsAppAtStart { get; init; } = true;

    /// <summary>How long work may continue when the server stops.</summary>
    public TimeSpan DrainWithin { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>The settings that are required for calls to GitHub.</summary>
    public IReadOnlyList<string> MissingForGitHub =>
        [.. new[] { AppId is null ? "GitHub__AppId" : null, PrivateKeyPath is null ? "GitHub__PrivateKeyPath" : null }.OfType<string>()];

    /// <summary>Reads the configuration; throws one exception that names all problems.</summary>
    public static ServerSettings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var settings = new ServerSettings
        {
            WebhookSecret = Secret(configuration, "GitHub:WebhookSecret", problems) ?? "",
            PreviousWebhookSecret = Secret(configuration, "GitHub:PreviousWebhookSecret", problems),
            AppId = Number(configuration, "GitHub:AppId", 1, long.MaxValue, problems),
            PrivateKeyPath = Text(configuration, "GitHub:PrivateKeyPath"),
            ApiUrl = Text(configuration, "GitHub:ApiUrl") ?? DefaultApiUrl,
            CatalogRepository = Repository(configuration, "Catalog:Repository", problems),
            SignIn = SignInSettings.Read(
                Text(configuration, "GitHub:ClientId"),
                Secret(configuration, "GitHub:ClientSecret", problems),
                Text(configuration, "GitHub:SignInOrganization"),
                problems),
            PublicUrl = PublicAddress(configuration, problems),
            FollowsCatalog = Switch(configuration, "Catalog:Follow", true, problems),
            CatalogPace = Number(configuration, "Catalog:PauseSeconds", 0, 3600, problems) is { } pause
                ? new Debounce(TimeSpan.FromSeconds(pause))
                : Debounce.Catalog,
            ConfirmsRemovals = Switch(configuration, "Catalog:ConfirmRemovals", false, problems),
            KeptCalls = (int?)Number(configuration, "GitHub:KeepCalls", 0, 100_000, problems) ?? DefaultKeptCalls,
            SweepEvery = Interval(configuration, "Sweep:EveryMinutes", DefaultSweepMinutes, problems),
            Data = Text(configuration, "Server:Data") ?? DefaultData,
            ConnectionString = Text(configuration, "Ledger:ConnectionString"),
            Urls = Text(configuration, "Server:Urls") ?? DefaultUrls,
            Role = OneOf(configuration, "Server:Role", Role.All, problems),
            Parallelism = (int?)Number(configuration, "Work:Parallelism", 1, 64, problems) ?? DefaultParallelism,
            Attempts = (int?)Number(configuration, "Work:Attempts", 1, 100, problems) ?? DefaultAttempts,
            RedeliverEvery = Interval(configuration, "Redelivery:Minutes", DefaultRedeliveryMinutes, problems),
            Keep = new RetentionSettings(
                Days(configuration, "Ledger:KeepDays", RetentionSettings.Usual.Deliveries, problems),
                Days(configuration, "Ledger:KeepDeadDays", RetentionSettings.Usual.Dead, problems),
                Days(configuration, "Ledger:KeepAuditDays", RetentionSettings.Usual.Audit, problems)),
            LogFormat = OneOf(configuration, "Logging:Format", LogFormat.Text, problems),
        };
        if (settings.WebhookSecret.Length == 0 && problems.Count == 0)
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

        _ = Api(settings.ApiUrl, problems);
        problems.AddRange(KnownSettings.Problems(configuration));

        if (Text(configuration, "Ledger:Provider") is { } provider && !provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"Ledger__Provider is '{provider}'; this version supports only sqlite.");
        }

        if (Text(configuration, "Queue:Transport") is { } transport && !transport.Equals("ledger", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"Queue__Transport is '{transport}'; this version supports only ledger.");
        }

        if (settings.PrivateKeyPath is { } pem && File.Exists(pem) && !IsKey(pem))
        {
            problems.Add("GitHub__PrivateKeyPath names a file that is not a private key: GitHub provides it as a .pem file that begins with '-----BEGIN RSA "
                + "PRIVATE KEY-----'.");
        }

        return problems.Count == 0
            ? settings with { ServerUrl = Pages(configuration, settings.ApiUrl) }
            : throw new SettingsException(string.Join('\n', problems));
    }

    /// <summary>The address of GitHub's API; null if the text is not an address, which is then among the problems.</summary>
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
        return Text(configuration, "GitHub:ServerUrl") is { } said && Uri.TryCreate(said, UriKind.Absolute, out var pages) ? pages
            : new Uri(
                api.Host.StartsWith("api.", StringComparison.OrdinalIgnoreCase)
                    ? $"{api.Scheme}://{api.Authority[4..]}"
                    : api.GetLeftPart(UriPartial.Authority));
    }

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static Uri? PublicAddress(IConfiguration configuration, List<string> problems)
    {
        if (Text(configuration, "Server:PublicUrl") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", PathAndQuery: "/" })
        {
            return address;
        }

        problems.Add("Server__PublicUrl is not the address of a host: set it to https://HOST, without a path.");
        return null;
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

    private static RepositoryName? Repository(IConfiguration configuration, string key, List<string> problems)
    {
        var repository = RepositoryName.Parse(Text(configuration, key));
        if (repository is null && Text(configuration, key) is not null)
        {
            problems.Add($"{Name(key)} must be OWNER/REPOSITORY.");
        }

        return repository;
    }

    private static string? Secret(IConfiguration configuration, string key, List<string> problems)
    {
        var secret = Text(configuration, key);
        if (secret is not null && secret.Trim().Length != secret.Length)
        {
            problems.Add($"{Name(key)} begins or ends with a space or a line break, which is probably a mistake: GitHub signs without it. $(cat FILE) reads a "
                + "file without its line break.");
        }

        return secret;
    }

    private static long? Number(IConfiguration configuration, string key, long least, long most, List<string> problems)
    {
        if (Text(configuration, key) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add($"{Name(key)} must be a whole number{(most == long.MaxValue ? "" : $" from {least} to {most}")}.");
        return null;
    }

    // Zero is never.
    private static TimeSpan? Interval(IConfiguration configuration, string key, int otherwise, List<string> problems) =>
        (Number(configuration, key, 0, LongestInterval, problems) ?? otherwise) is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : null;

    private static TimeSpan Days(IConfiguration configuration, string key, TimeSpan otherwise, List<string> problems) =>
        Number(configuration, key, RetentionSettings.LeastDays, RetentionSettings.MostDays, problems) is { } days ? TimeSpan.FromDays(days) : otherwise;

    private static bool Switch(IConfiguration configuration, string key, bool otherwise, List<string> problems)
    {
        if (Text(configuration, key) is not { } text || bool.TryParse(text, out otherwise))
        {
            return otherwise;
        }

        problems.Add($"{Name(key)} must be true or false.");
        return otherwise;
    }

    private static T OneOf<T>(IConfiguration configuration, string key, T otherwise, List<string> problems)
        where T : struct, Enum
    {
        if (Text(configuration, key) is not { } text)
        {
            return otherwise;
        }

        if (Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<T>(name);
        }

        problems.Add($"{Name(key)} is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}.");
        return otherwise;
    }

    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}

/// <summary>The parts of the server that run in this process.</summary>
internal enum Role
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>Deliveries are stored, but not processed.</summary>
    Intake,

    /// <summary>Stored deliveries are processed; none are received.</summary>
    Worker,
}

/// <summary>The configuration is invalid; the message explains what to change.</summary>
internal sealed class SettingsException(string message) : Exception(message);
