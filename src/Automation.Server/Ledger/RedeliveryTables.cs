namespace Automation.Server.Ledger;

/// <summary>The tables of what GitHub is asked to deliver again.</summary>
internal static class RedeliveryTables
{
    /// <summary>Creates them where they are not.</summary>
    public const string Create =
        """
        CREATE TABLE IF NOT EXISTS marks (
          name  TEXT PRIMARY KEY,
          value INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE IF NOT EXISTS redeliveries (
          id      TEXT PRIMARY KEY,
          attempt INTEGER NOT NULL,
          event   TEXT    NOT NULL,
          failed  INTEGER NOT NULL,
          times   INTEGER NOT NULL DEFAULT 0,
          asked   INTEGER,
          asked_about INTEGER
        ) STRICT;
        """;
}
