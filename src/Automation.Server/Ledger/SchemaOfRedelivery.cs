namespace Automation.Server.Ledger;

/// <summary>The third version of the tables: requested redeliveries, and the ids of our own commits.</summary>
internal static class SchemaOfRedelivery
{
    /// <summary>From version 2.</summary>
    public const string Step =
        """
        CREATE TABLE marks (
          name  TEXT PRIMARY KEY,
          value INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE redeliveries (
          id      TEXT PRIMARY KEY,
          attempt INTEGER NOT NULL,
          event   TEXT    NOT NULL,
          failed  INTEGER NOT NULL,
          times   INTEGER NOT NULL DEFAULT 0,
          asked   INTEGER,
          asked_about INTEGER
        ) STRICT;

        CREATE INDEX audit_by_ref ON audit (ref) WHERE ref IS NOT NULL;
        PRAGMA user_version = 3;
        """;
}
