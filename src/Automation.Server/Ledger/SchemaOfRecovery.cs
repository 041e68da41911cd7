namespace Automation.Server.Ledger;

/// <summary>The fifth version of the tables: since when a work item fails, deliveries of a repository however old they are, and whose file it is.</summary>
internal static class SchemaOfRecovery
{
    /// <summary>From version 4.</summary>
    public const string Step =
        """
        -- When GitHub could not be reached for it for the first time; null while nothing is in its way.
        ALTER TABLE work ADD COLUMN failing INTEGER;
        CREATE INDEX deliveries_by_repository ON deliveries (repository COLLATE NOCASE, sequence) WHERE repository IS NOT NULL;
        PRAGMA application_id = 1098216559; -- Schema.ApplicationId
        PRAGMA user_version = 5;
        """;
}
