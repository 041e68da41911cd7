namespace Automation.Server.Ledger;

/// <summary>The sixth version of the tables: the author of a work item, so that no author blocks the others.</summary>
internal static class SchemaOfShares
{
    /// <summary>From version 5.</summary>
    public const string Step =
        """
        ALTER TABLE work ADD COLUMN author TEXT NOT NULL DEFAULT ''; -- the login whose event asks for it; empty for the sweep and the catalog
        ALTER TABLE work ADD COLUMN repository TEXT NOT NULL DEFAULT '';
        CREATE INDEX work_by_author ON work (author, not_before, id) WHERE state = 'waiting';
        PRAGMA user_version = 6;
        """;
}
