namespace Automation.Server.Ledger;

/// <summary>The seventh version of the tables: how the last check of each pull request ended.</summary>
internal static class SchemaOfVerdicts
{
    /// <summary>From version 6.</summary>
    public const string Step =
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
        """;
}
