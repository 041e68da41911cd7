using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Operations;

/// <summary>Warns at the start about files that others can read and about secrets that can be guessed.</summary>
internal sealed partial class StartupWarnings(ServerSettings settings, LedgerDatabase database, ILogger<StartupWarnings> logger)
{
    /// <summary>Logs them.</summary>
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
