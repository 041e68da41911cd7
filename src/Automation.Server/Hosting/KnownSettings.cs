using Automation.Core.Text;

namespace Automation.Server.Hosting;

/// <summary>All settings. Any other with one of our prefixes is probably misspelt and has no effect.</summary>
internal static class KnownSettings
{
    private const char Separator = ':';

    // Settings of later versions are accepted, so that an upgrade can be prepared or reverted. The framework also has settings for logging.
    private static readonly string[] All =
    [
        "GitHub:AppId", "GitHub:PrivateKeyPath", "GitHub:WebhookSecret", "GitHub:PreviousWebhookSecret", "GitHub:ApiUrl", "GitHub:ServerUrl",
        "GitHub:ClientId", "GitHub:ClientSecret", "GitHub:SignInOrganization", "GitHub:KeepCalls",
        "Server:Data", "Server:Urls", "Server:Role", "Server:PublicUrl",
        "Catalog:Repository", "Catalog:Follow", "Catalog:PauseSeconds", "Catalog:ConfirmRemovals",
        "Sweep:EveryMinutes",
        "Ledger:Provider", "Ledger:ConnectionString", "Ledger:KeepDays", "Ledger:KeepDeadDays", "Ledger:KeepAuditDays",
        "Work:Parallelism", "Work:Attempts",
        "Redelivery:Minutes",
        "Queue:Transport", "Queue:Address", "Queue:Name",
        "GitOps:Repository",
    ];

    /// <summary>Unknown settings with our prefixes; values are not shown.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        All.Select(s => s[..s.IndexOf(Separator, StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal)
            .SelectMany(prefix => configuration.GetSection(prefix).AsEnumerable())
            .Where(s => s.Value is not null && s.Key.Contains(Separator, StringComparison.Ordinal) && !All.Contains(s.Key, StringComparer.OrdinalIgnoreCase))
            .Select(s => s.Key).Order(StringComparer.Ordinal)
            .Select(key => $"{Name(key)} is not a setting{Instead(key)} Remove it, or correct its name: docs/guide/server-settings.md lists all settings.");

    private static string Instead(string key) => DidYouMean.Closest(key, All) is { } close ? $"; did you mean {Name(close)}?" : ".";

    private static string Name(string key) => key.Replace($"{Separator}", "__", StringComparison.Ordinal);
}
