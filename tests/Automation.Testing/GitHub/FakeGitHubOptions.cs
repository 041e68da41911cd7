namespace Automation.Testing.GitHub;

/// <summary>What differs from GitHub as it is found.</summary>
public sealed record FakeGitHubOptions
{
    /// <summary>The clock that tokens, limits and dates go by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The port to listen on; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Whether pull requests may be merged automatically.</summary>
    public bool AllowsAutoMerge { get; init; } = true;

    /// <summary>The app's number.</summary>
    public long AppId { get; init; } = 4711;

    /// <summary>The app's name.</summary>
    public string AppSlug { get; init; } = "automation";

    /// <summary>What the app may do, by permission.</summary>
    public IReadOnlyDictionary<string, string> Permissions { get; init; } = new Dictionary<string, string>
    {
        ["metadata"] = "read",
        ["contents"] = "write",
        ["checks"] = "write",
        ["pull_requests"] = "write",
        ["issues"] = "write",
        ["members"] = "read",
    };

    /// <summary>The events the app subscribed to.</summary>
    public IReadOnlyList<string> Events { get; init; } =
    [
        "check_run",
        "check_suite",
        "issue_comment",
        "merge_group",
        "pull_request",
        "push",
        "repository",
        "membership",
        "organization",
        "team",
        "team_add",
    ];

    /// <summary>The secret that deliveries are signed with.</summary>
    public string WebhookSecret { get; init; } = "It's a Secret to Everybody";

    /// <summary>Where deliveries go; null to leave them to the test.</summary>
    public Uri? Receiver { get; init; }

    /// <summary>How long a receiver may take. GitHub waits 10 seconds.</summary>
    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many deliveries are under way at a time. With one they arrive in order; GitHub promises no order.</summary>
    public int DeliveriesAtOnce { get; init; } = 1;

    /// <summary>Requests an hour for each installation or user. GitHub grants 5,000 at least.</summary>
    public int RequestsPerHour { get; init; } = 5000;

    /// <summary>Whether the limits apply to other apps as well, such as the one that a checker reads with.</summary>
    public bool LimitsOthers { get; init; } = true;

    /// <summary>Requests that make something, each minute; null for no bound. GitHub's guide names 80.</summary>
    public int? WritesPerMinute { get; init; }

    /// <summary>How going over that is answered: 403 or 429; GitHub does either.</summary>
    public int SecondaryLimitStatus { get; init; } = 403;

    /// <summary>The entries a recursive tree may have before it is cut short. GitHub: 100,000.</summary>
    public int MostTreeEntries { get; init; } = 100_000;

    /// <summary>The files that a comparison names. GitHub: 300.</summary>
    public int MostComparedFiles { get; init; } = 300;

    /// <summary>The files that a pull request's list names. GitHub: 3,000.</summary>
    public int MostPullRequestFiles { get; init; } = 3000;

    /// <summary>Seeds everything that is left to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether requests and answers are compared with GitHub's OpenAPI description, if it is available.</summary>
    public bool ChecksContract { get; init; } = true;
}
