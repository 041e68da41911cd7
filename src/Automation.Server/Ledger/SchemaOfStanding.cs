namespace Automation.Server.Ledger;

/// <summary>The fourth version of the tables: an item replaces all before it, started or not.</summary>
internal static class SchemaOfStanding
{
    /// <summary>From version 3.</summary>
    public const string Step =
        """
        ALTER TABLE work DROP COLUMN begun;
        PRAGMA user_version = 4;
        """;
}
