namespace Automation.Server.Ledger;

/// <summary>The format of a ledger as it is, without bringing it to this program's.</summary>
internal static class LedgerVersion
{
    public static long Of(LedgerDatabase database)
    {
        try
        {
            using var ledger = new LedgerConnection(database.Engine);
            return database.Engine is SqliteEngine
                ? ledger.Number("PRAGMA user_version")
                : ledger.Number("SELECT max(version) FROM ledger_format");
        }
        catch (Exception e) when (database.Engine.Advice(e) is not null)
        {
            throw new LedgerException($"The ledger {database.Location} cannot be opened: {database.Engine.Advice(e)}", e);
        }
    }
}
