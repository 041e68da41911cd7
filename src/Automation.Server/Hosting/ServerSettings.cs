using Automation.GitHub;

namespace Automation.Server.Hosting;

/// <summary>The settings of the server. Read and validated once, at its start (<see cref="ServerSettingsReader"/>).</summary>
internal sealed record ServerSettings
{
    public const string DefaultUrls = "http://127.0.0.1:8080";
    public const string DefaultData = "data";
    public const string DefaultApiUrl = "https://api.github.com";
    public const string DefaultPortalTitle = "Catalog";
    public const int DefaultParallelism = 4;
    public const int DefaultAttempts = 8;
    public const int DefaultRedeliveryMinutes = 5;
    public const int DefaultKeptCalls = 500;
    public const int DefaultSweepMinutes = 15;

    public required string WebhookSecret { get; init; }

    public string? PreviousWebhookSecret { get; init; }

    public long? AppId { get; init; }

    public string? PrivateKeyPath { get; init; }

    public string ApiUrl { get; init; } = DefaultApiUrl;

    /// <summary>The address of GitHub's pages, for links.</summary>
    public Uri ServerUrl { get; init; } = new("https://github.com");

    /// <summary>The repository of the catalog; null until one is configured.</summary>
    public RepositoryName? CatalogRepository { get; init; }

    /// <summary>The repository whose templates people run from its issues; null if they cannot.</summary>
    public RepositoryName? ScaffoldRepository { get; init; }

    /// <summary>The GitOps repository that gets proposals for what the catalog deploys; null if none does.</summary>
    public RepositoryName? GitOpsRepository { get; init; }

    /// <summary>The clusters whose health is reported; null if none are read.</summary>
    public HealthSettings? Health { get; init; }

    /// <summary>How people sign in with GitHub; null until that is configured.</summary>
    public SignInSettings? SignIn { get; init; }

    /// <summary>The name of the portal.</summary>
    public string PortalTitle { get; init; } = DefaultPortalTitle;

    /// <summary>Whether everybody can see what the portal shows of public repositories; otherwise nothing is shown without a sign-in.</summary>
    public bool IsPortalPublic { get; init; }

    /// <summary>How often the portal looks for changes of the catalog.</summary>
    public TimeSpan PortalEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The public address of the pages, if they are behind a proxy.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Whether this process serves pages; one that only receives webhooks does not.</summary>
    public bool HasPages => Role is not Role.Intake;

    public required string Data { get; init; }

    /// <summary>The database engine of the ledger.</summary>
    public LedgerProvider LedgerProvider { get; init; }

    /// <summary>How the ledger is reached; null for a file in <see cref="Data"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>How work that is due gets to the workers.</summary>
    public QueueSettings Queue { get; init; } = new();

    public required string Urls { get; init; }

    public Role Role { get; init; }

    /// <summary>How many work items run at a time.</summary>
    public int Parallelism { get; init; } = DefaultParallelism;

    /// <summary>How often a work item is started before it is given up.</summary>
    public int Attempts { get; init; } = DefaultAttempts;

    /// <summary>How long a work item that failed waits before it is started again; longer each time.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The retention times of the ledger.</summary>
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

    /// <summary>The minimum age of a failed delivery: a person may be redelivering it, or the response may be delayed.</summary>
    public TimeSpan RedeliverAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the server calls GitHub at startup to log the App and its installations.</summary>
    public bool ReportsAppAtStart { get; init; } = true;

    /// <summary>How long work may continue when the server stops.</summary>
    public TimeSpan DrainWithin { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>The settings that are required for calls to GitHub.</summary>
    public IReadOnlyList<string> MissingForGitHub =>
        [.. new[] { AppId is null ? "GitHub__AppId" : null, PrivateKeyPath is null ? "GitHub__PrivateKeyPath" : null }.OfType<string>()];
}

/// <summary>The database engines that a ledger can be in.</summary>
internal enum LedgerProvider
{
    /// <summary>A file of the server's machine.</summary>
    Sqlite,

    /// <summary>A database of its own.</summary>
    Postgresql,
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

    /// <summary>Only pages: nothing is received or processed.</summary>
    Portal,
}

/// <summary>The retention times of the ledger.</summary>
/// <param name="Deliveries">Finished deliveries.</param>
/// <param name="Dead">Deliveries that were given up.</param>
/// <param name="Audit">What was written to GitHub.</param>
internal sealed record RetentionSettings(TimeSpan Deliveries, TimeSpan Dead, TimeSpan Audit)
{
    /// <summary>GitHub redelivers for three days ("Redelivering webhooks"): if an id were deleted earlier, its redelivery would run again.</summary>
    public const int LeastDays = 4;

    public const int MostDays = 3650;

    public static readonly RetentionSettings Usual = new(TimeSpan.FromDays(30), TimeSpan.FromDays(90), TimeSpan.FromDays(400));
}

/// <summary>How often work items of one topic start. The first starts immediately; those that follow soon wait together for the next start.</summary>
/// <param name="Pause">The minimum time between two starts.</param>
internal sealed record Debounce(TimeSpan Pause)
{
    public static readonly Debounce Free = new(TimeSpan.Zero);

    /// <summary>A single merge is in the catalog immediately; a merge train, or a bot that edits all repositories, causes only a few commits.</summary>
    public static readonly Debounce Catalog = new(TimeSpan.FromSeconds(5));
}

internal enum LogFormat
{
    Text,
    Json,
}

/// <summary>The limits of the webhook endpoint for unauthenticated requests.</summary>
internal static class IntakeLimits
{
    /// <summary>GitHub's payloads are at most 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap</summary>
    public const int MostBytes = 25 * 1024 * 1024;

    /// <summary>The total size of all bodies that are being received or wait for the ledger.</summary>
    public const long MostBytesAtOnce = 256L * 1024 * 1024;

    /// <summary>GitHub's headers are below 2 KB.</summary>
    public const int MostHeaderBytes = 16 * 1024;

    /// <summary>A name in a header: GitHub's ids are GUIDs, its longest event has 40 letters.</summary>
    public const int LongestName = 64;

    /// <summary>The time limit for all headers.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>GitHub gives up after 10 seconds; a slower body is not from GitHub.</summary>
    public static readonly TimeSpan BodyWithin = TimeSpan.FromSeconds(10);

    /// <summary>A connection below this rate is considered stalled.</summary>
    public const double LeastBytesPerSecond = 1024;

    /// <summary>The grace period for a slow start of a body.</summary>
    public static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(3);
}
