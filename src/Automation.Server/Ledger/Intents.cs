namespace Automation.Server.Ledger;

/// <summary>What was about to be written to GitHub, noted down before each write: after a crash it can be told what may have been done, and on whose account.</summary>
internal static class Intents
{
    /// <summary>Notes one down.</summary>
    public static void Add(LedgerConnection ledger, string key, string deliveries, string what, DateTimeOffset now) => ledger.Execute(
        "INSERT INTO intents (at, key, deliveries, what) VALUES (@at, @key, @deliveries, @what)",
        ("@at", now.ToUnixTimeMilliseconds()),
        ("@key", key),
        ("@deliveries", deliveries),
        ("@what", what));
}
