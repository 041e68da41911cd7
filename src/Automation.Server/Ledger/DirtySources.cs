using Automation.GitHub;
using Automation.GitHub.Webhooks;

namespace Automation.Server.Ledger;

/// <summary>The sources of the catalog that changed since it was last rebuilt.</summary>
internal static class DirtySources
{
    /// <summary>Marks a source. A mark that is set while the catalog is being rebuilt outlives that rebuild.</summary>
    public static void Mark(LedgerConnection ledger, DirtySource source, long sequence, DateTimeOffset now) => ledger.Execute(
        """
        INSERT INTO dirty_sources (repository, repository_id, installation, branch, head, since, mark) VALUES (@repository, @id, @installation, @branch, @head, @now, @mark)
        ON CONFLICT (repository) DO UPDATE SET repository_id = @id, installation = @installation, branch = @branch, head = @head, mark = max(mark, @mark)
        """,
        ("@repository", source.Repository.ToString()), ("@id", source.RepositoryId), ("@installation", source.InstallationId), ("@branch", source.Branch),
        ("@head", source.HeadSha), ("@now", now.ToUnixTimeMilliseconds()), ("@mark", sequence));

    /// <summary>All that are marked, each with its mark.</summary>
    public static List<(DirtySource Source, long Mark)> All(LedgerConnection ledger) => ledger.Rows(
        "SELECT repository, repository_id, installation, branch, head, mark FROM dirty_sources ORDER BY since, repository",
        row => (new DirtySource(RepositoryName.Parse(row.GetString(0))!, Number(row, 1), Number(row, 2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4)), row.GetInt64(5)));

    /// <summary>The catalog has taken in a source, as it was when it had this mark.</summary>
    public static void Clear(LedgerConnection ledger, RepositoryName repository, long mark) => ledger.Execute(
        "DELETE FROM dirty_sources WHERE repository = @repository AND mark = @mark", ("@repository", repository.ToString()), ("@mark", mark));

    private static long? Number(Microsoft.Data.Sqlite.SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
