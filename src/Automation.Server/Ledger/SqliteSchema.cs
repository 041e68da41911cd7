namespace Automation.Server.Ledger;

/// <summary>The tables of the ledger. A change to them is a new version with a migration from the previous one (docs/adr/0010-the-ledger.md).</summary>
internal static class SqliteSchema
{
    /// <summary>Marks the file as a ledger: "Auto" (https://www.sqlite.org/pragma.html#pragma_application_id).</summary>
    public const long ApplicationId = 1098216559;

    /// <summary>Each migrates from the version before it, the first from an empty file.</summary>
    public static readonly IReadOnlyList<string> Migrations =
    [
        // 1. Deliveries, their work, and what was written. Bodies are in a separate table: otherwise a change of state would rewrite the row with its body.
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
        """,

        // 2. Data for operators: who wrote what to GitHub, and the history of a delivery.
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
        """,

        // 3. Requested redeliveries, and the ids of our own commits.
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
        """,

        // 4. An item replaces all before it, started or not.
        """
        ALTER TABLE work DROP COLUMN begun;
        PRAGMA user_version = 4;
        """,

        // 5. Since when a work item has been failing, an index of deliveries by repository, and a mark of the file's program.
        """
        -- When GitHub could not be reached for it for the first time; null while nothing is in its way.
        ALTER TABLE work ADD COLUMN failing INTEGER;
        CREATE INDEX deliveries_by_repository ON deliveries (repository COLLATE NOCASE, sequence) WHERE repository IS NOT NULL;
        PRAGMA application_id = 1098216559; -- SqliteSchema.ApplicationId
        PRAGMA user_version = 5;
        """,

        // 6. The author of a work item, so that no author blocks the others.
        """
        ALTER TABLE work ADD COLUMN author TEXT NOT NULL DEFAULT ''; -- the login whose event asks for it; empty for the sweep and the catalog
        ALTER TABLE work ADD COLUMN repository TEXT NOT NULL DEFAULT '';
        CREATE INDEX work_by_author ON work (author, not_before, id) WHERE state = 'waiting';
        PRAGMA user_version = 6;
        """,

        // 7. The result of the last check of each pull request.
        """
        CREATE TABLE verdicts (
          repository TEXT    NOT NULL,
          number     INTEGER NOT NULL, -- 0 for a merge queue
          head       TEXT    NOT NULL,
          at         INTEGER NOT NULL,
          conclusion TEXT    NOT NULL,
          shadow     INTEGER NOT NULL,
          owner      TEXT,
          rules      TEXT    NOT NULL, -- those that fail, separated by spaces
          PRIMARY KEY (repository, number)
        ) STRICT;
        CREATE INDEX verdicts_by_time ON verdicts (at);
        PRAGMA user_version = 7;
        """,

        // 8. What runs of templates did on GitHub.
        """
        CREATE TABLE run_records (
          id      INTEGER PRIMARY KEY,
          run     TEXT    NOT NULL,
          step    TEXT    NOT NULL,
          key     TEXT    NOT NULL,
          value   TEXT,
          created TEXT,
          at      INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX run_records_by_run ON run_records (run);
        PRAGMA user_version = 8;
        """,

        // 9. Several workers: which of them runs an item, when it was handed to a broker, and which has the turn of a task that one does at a time.
        """
        ALTER TABLE work ADD COLUMN worker TEXT;
        ALTER TABLE work ADD COLUMN handed INTEGER;
        ALTER TABLE work ADD COLUMN times_handed INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX work_handed ON work (handed) WHERE state = 'waiting' AND handed IS NOT NULL;
        CREATE TABLE workers (
          id    TEXT    PRIMARY KEY,
          home  TEXT    NOT NULL,
          slots INTEGER NOT NULL,
          seen  INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE turns (
          name   TEXT    PRIMARY KEY,
          worker TEXT,
          next   INTEGER NOT NULL
        ) STRICT;
        INSERT INTO marks (name, value) VALUES ('usable from', 9) ON CONFLICT (name) DO UPDATE SET value = excluded.value;
        PRAGMA user_version = 9;
        """,

        // 10. What the check run said, so that its page can say why.
        """
        ALTER TABLE verdicts ADD COLUMN report TEXT;
        PRAGMA user_version = 10;
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Version => Migrations.Count;

    /// <summary>Creates the tables if they do not exist, and updates older ones to this version.</summary>
    public static void Prepare(LedgerConnection connection)
    {
        connection.Transaction(() =>
        {
            var found = connection.Number("PRAGMA user_version");
            if (found > Version)
            {
                var hasMarks = connection.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'marks'") > 0;
                LedgerFormat.Check(found, hasMarks ? connection.Number("SELECT value FROM marks WHERE name = 'usable from'") : 0, Version);
            }

            if (IsForeign(connection, found))
            {
                throw new LedgerException("The file is a database of another program, and nothing was written to it: use another folder with --data.");
            }

            foreach (var migration in Migrations.Skip((int)found))
            {
                connection.Script(migration);
            }
        });
    }

    // Ledgers from before version 5 carry no mark.
    private static bool IsForeign(LedgerConnection connection, long version) =>
        connection.Number("PRAGMA application_id") is var mark && mark != ApplicationId
        && (mark != 0 || connection.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table'") > 0 != version > 0
            || (version > 0 && connection.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'deliveries'") == 0));
}
