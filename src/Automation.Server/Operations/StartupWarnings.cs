using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Operations;

/// <summary>Warns at the start about files that others can read and about secrets that can be guessed.</summary>
internal sealed partial class StartupWarnings(ServerSettings settings, LedgerDatabase database, ILogger<StartupWarnings> logger)
{
    public void Log()
    {
        foreach (var warning in All())
        {
            LogWarning(warning);
        }
    }

    /// <summary>One sentence each, with the remedy.</summary>
    public IEnumerable<string> All() =>
    [
        .. new[] { database.Folder }.Where(Directory.Exists).Where(OwnersOnly.IsOpenToOthers)
            .Select(f => $"Other users can open the data folder {f}, which contains payloads and keys: chmod 700 {f}"),
        .. Files().Where(File.Exists).Where(OwnersOnly.IsOpenToOthers).Select(f => $"Other users can read {f}: chmod 600 {f}"),
        .. WeakSecret("GitHub__WebhookSecret", settings.WebhookSecret),
        .. WeakSecret("GitHub__PreviousWebhookSecret", settings.PreviousWebhookSecret),
        .. WeakSecret("GitHub__ClientSecret", settings.SignIn?.ClientSecret),
    ];

    private IEnumerable<string> Files() =>
        new[] { database.Location, database.Location + "-wal", database.Location + "-shm", settings.PrivateKeyPath }.OfType<string>();

    private static IEnumerable<string> WeakSecret(string name, string? secret) =>
        secret is not null && SecretStrength.Weakness(secret) is { } why
            ? [$"{name} {why}: use a random one, such as the output of 'openssl rand -hex 32'"]
            : [];

    [LoggerMessage(75, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);
}

/// <summary>Whether a secret could be guessed. A random one of 16 bytes passes in hexadecimal and in base64.</summary>
internal static class SecretStrength
{
    private const int ShortestSecret = 20;
    private const int FewestDifferent = 8;

    // From GitHub's documentation ("Validating webhook deliveries") and from our guide.
    private static readonly string[] Published = ["It's a Secret to Everybody", "any secret"];

    /// <summary>Why it could be guessed, as the end of a sentence; null if it could not.</summary>
    public static string? Weakness(string secret) =>
        Published.Contains(secret, StringComparer.OrdinalIgnoreCase) ? "is a published example"
        : secret.Length < ShortestSecret ? $"has only {secret.Length} characters and could be guessed"
        : secret.Distinct().Count() < FewestDifferent ? "has so few different characters that it could be guessed"
        : null;
}
