using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Automation.Server.Ledger;

/// <summary>A file of the server's own machine: nothing to install, one worker.</summary>
internal sealed class SqliteEngine : ILedgerEngine
{
    private const string FileName = "ledger.db";
    private const string InMemory = ":memory:";
    private const string Address = "file:";

    // https://www.sqlite.org/rescode.html
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    private readonly string _connectionString;

    public SqliteEngine(string folder, string? connectionString)
    {
        // Connections here are long-lived and keep their statements; a connection pool would keep files open after a test.
        var builder = new SqliteConnectionStringBuilder(connectionString ?? "") { Pooling = false };
        if (connectionString is null)
        {
            builder.DataSource = Path.Combine(folder, FileName);
        }

        (_connectionString, Location) = (builder.ToString(), builder.DataSource);
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public bool Exists => File.Exists(Location);

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public string Now => "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    /// <inheritdoc/>
    public string? Notice => null;

    /// <inheritdoc/>
    public Task ListenAsync(Action noticed, CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);

    /// <inheritdoc/>
    public string Begin => "BEGIN IMMEDIATE";

    /// <inheritdoc/>
    public long? FreeBytes()
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(Location))!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Creates the file, readable only by its owner: payloads can be confidential.</summary>
    public void Create()
    {
        if (Location is not (InMemory or "") && !Location.StartsWith(Address, StringComparison.Ordinal))
        {
            OwnersOnly.CreateFile(Location);
        }
    }

    /// <inheritdoc/>
    public DbConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var session = connection.CreateCommand();

            // Each page is two writes to the log: a payload of 20 KB takes three pages of 8 KB. Set when the file is created.
            // A commit in WAL mode costs one fsync of the log. NORMAL would need none, but answered deliveries would be lost in a power failure.
            session.CommandText =
                """
                PRAGMA busy_timeout = 10000;
                PRAGMA page_size = 8192;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA temp_store = MEMORY;
                PRAGMA journal_size_limit = 67108864;
                """;
            session.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Prepare(LedgerConnection connection) => SqliteSchema.Prepare(connection);

    /// <inheritdoc/>
    public string Texts(string parameter) => $"SELECT value FROM json_each({parameter})";

    /// <inheritdoc/>
    public string Same(string column, string parameter) => $"{column} = {parameter} COLLATE NOCASE";

    /// <inheritdoc/>
    public bool IsOfOneWrite(DbException exception) => exception is SqliteException { SqliteErrorCode: Constraint };

    /// <summary>Deleted data stays in the log until a checkpoint, which is passive so that no writer waits.</summary>
    public void Tidy(LedgerConnection connection) => connection.Script("PRAGMA wal_checkpoint(PASSIVE);");

    /// <inheritdoc/>
    public string? Advice(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: ReadOnly } =>
            "it cannot be written. Give the server's user write access to the file, its -wal and -shm files and the folder, "
            + "or use another folder with --data.",
        SqliteException { SqliteErrorCode: NotADatabase } =>
            "it is not an SQLite database. Replace it with a backup, or move it so that the server creates a new one, or use another folder with --data.",
        SqliteException { SqliteErrorCode: Corrupt } =>
            "it is damaged. Replace it with a backup, as described in 'Backup and restore' of docs/guide/server.md.",
        SqliteException or IOException or UnauthorizedAccessException => $"{exception.Message} Use a writable folder with --data.",
        _ => null,
    };
}
