namespace Automation.Server.Ledger;

/// <summary>The second version of the tables: data for operators. Who wrote what to GitHub, and the history of a delivery.</summary>
internal static class SchemaOfOperations
{
    /// <summary>From version 1.</summary>
    public const string Step =
        """
        ALTER TABLE deliveries ADD COLUMN repository TEXT;
        ALTER TABLE deliveries ADD COLUMN looked INTEGER;
        ALTER TABLE deliveries ADD COLUMN trace TEXT;

        -- What became of a delivery before it was replayed or delivered again.
        CREATE TABLE earlier_runs (
          id       INTEGER PRIMARY KEY,
          sequence INTEGER NOT NULL,
          work     INTEGER,
          looked   INTEGER,
          state    TEXT    NOT NULL,
          outcome  TEXT,
          finished INTEGER,
          again    INTEGER NOT NULL,
          who      TEXT    NOT NULL
        ) STRICT;
        CREATE INDEX earlier_runs_by_delivery ON earlier_runs (sequence);
        CREATE INDEX earlier_runs_by_work ON earlier_runs (work) WHERE work IS NOT NULL;

        -- Each start of a work item, and how it went.
        CREATE TABLE work_events (
          id   INTEGER PRIMARY KEY,
          work INTEGER NOT NULL,
          at   INTEGER NOT NULL,
          what TEXT    NOT NULL,
          text TEXT
        ) STRICT;
        CREATE INDEX work_events_by_work ON work_events (work);

        ALTER TABLE intents RENAME TO audit;
        ALTER TABLE audit ADD COLUMN kind TEXT;
        ALTER TABLE audit ADD COLUMN repository TEXT;
        ALTER TABLE audit ADD COLUMN number INTEGER;
        ALTER TABLE audit ADD COLUMN ref TEXT;
        ALTER TABLE audit ADD COLUMN work INTEGER;
        ALTER TABLE audit ADD COLUMN who TEXT;
        ALTER TABLE audit ADD COLUMN result TEXT;
        ALTER TABLE audit ADD COLUMN reason TEXT;
        ALTER TABLE audit ADD COLUMN ended INTEGER;
        CREATE INDEX audit_by_work ON audit (work) WHERE work IS NOT NULL;
        PRAGMA user_version = 2;
        """;
}
