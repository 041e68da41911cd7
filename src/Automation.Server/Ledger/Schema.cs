namespace Automation.Server.Ledger;

/// <summary>The tables of the ledger. A change of them is a new version and a step from the one before (docs/adr/0010-the-ledger.md).</summary>
internal static class Schema
{
    /// <summary>What this program writes.</summary>
    public const int Version = 7;

    /// <summary>Marks the file as a ledger: "Auto" (https://www.sqlite.org/pragma.html#pragma_application_id).</summary>
    public const long ApplicationId = 1098216559;

    /// <summary>The first version. Bodies are in a separate table: otherwise a change of state would rewrite the row with its body.</summary>
    public const string First =
        """
        CREATE TABLE deliveries (
          sequence INTEGER PRIMARY KEY,
          id       TEXT    NOT NULL UNIQUE,
          event    TEXT    NOT NULL,
          headers  TEXT    NOT NULL,
          size     INTEGER NOT NULL,
          received INTEGER NOT NULL,
          times    INTEGER NOT NULL DEFAULT 1,
          state    TEXT    NOT NULL DEFAULT 'received',
          work     INTEGER,
          outcome  TEXT,
          finished INTEGER
        ) STRICT;
        CREATE INDEX deliveries_by_state ON deliveries (state);
        CREATE INDEX deliveries_by_work ON deliveries (work) WHERE work IS NOT NULL;

        CREATE TABLE payloads (
          sequence INTEGER PRIMARY KEY,
          body     BLOB NOT NULL -- gzip
        ) STRICT;

        CREATE TABLE work (
          id         INTEGER PRIMARY KEY,
          key        TEXT    NOT NULL,
          topic      TEXT    NOT NULL,
          content    TEXT    NOT NULL,
          state      TEXT    NOT NULL DEFAULT 'waiting',
          starts     INTEGER NOT NULL DEFAULT 0,
          begun      INTEGER NOT NULL DEFAULT 0,
          created    INTEGER NOT NULL,
          not_before INTEGER NOT NULL,
          outcome    TEXT,
          finished   INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX work_waiting_once ON work (topic) WHERE state = 'waiting';
        CREATE UNIQUE INDEX work_running_once ON work (key) WHERE state = 'running';
        CREATE INDEX work_by_topic ON work (topic, finished);
        CREATE INDEX work_due ON work (not_before, id) WHERE state = 'waiting';

        CREATE TABLE dirty_sources (
          name    TEXT PRIMARY KEY,
          content TEXT    NOT NULL,
          since   INTEGER NOT NULL,
          mark    INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE intents (
          id         INTEGER PRIMARY KEY,
          at         INTEGER NOT NULL,
          key        TEXT    NOT NULL,
          deliveries TEXT    NOT NULL,
          what       TEXT    NOT NULL
        ) STRICT;
        PRAGMA user_version = 1;
        """;

    // Each migrates from the version before it, the first from an empty file.
    private static readonly string[] Steps =
        [First, SchemaOfOperations.Step, SchemaOfRedelivery.Step, SchemaOfStanding.Step, SchemaOfRecovery.Step, SchemaOfShares.Step, SchemaOfVerdicts.Step];

    /// <summary>Creates the tables if they do not exist, and updates older ones to this version.</summary>
    public static void Prepare(LedgerConnection connection)
    {
        connection.Transaction(() =>
        {
            var found = connection.Number("PRAGMA user_version");
            if (found > Version)
            {
                throw new LedgerException(
                    $"The ledger was written by another version of this program (its format is {found}, this program's is {Version}): start the newer one.");
            }

            if (IsForeign(connection, found))
            {
                throw new LedgerException("The file is a database of another program, and nothing was written to it: name another folder with --data.");
            }

            foreach (var step in Steps.Skip((int)found))
            {
                connection.Script(step);
            }
        });
    }

    // Ledgers from before version 5 carry no mark.
    private static bool IsForeign(LedgerConnection connection, long version) =>
        connection.Number("PRAGMA application_id") is var mark && mark != ApplicationId
        && (mark != 0 || connection.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table'") > 0 != version > 0
            || (version > 0 && connection.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'deliveries'") == 0));
}
