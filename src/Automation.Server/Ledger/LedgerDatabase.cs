using Microsoft.Data.Sqlite;

namespace Automation.Server.Ledger;

internal sealed class LedgerDatabase
{
    private const string FileName = "ledger.db";
    private const string InMemory = ":memory:";
    private const string Address = "file:";
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly string _connectionString;

    public LedgerDatabase(string folder, string? connectionString)
    {
        Folder = Path.GetFullPath(folder);
        // Connections here are long-lived and keep their statements; a connection pool would keep files open after a test.
        _connectionString = new SqliteConnectionStringBuilder(connectionString ?? "") { Pooling = false }.ToString();
        if (connectionString is null)
        {
            _connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, FileName), Pooling = false }.ToString();
        }
    }

    /// <summary>The folder of the server's data.</summary>
    public string Folder { get; }

    /// <summary>Whether there is a ledger already.</summary>
    public bool Exists => File.Exists(new SqliteConnectionStringBuilder(_connectionString).DataSource);

    public string Location => new SqliteConnectionStringBuilder(_connectionString).DataSource;

    /// <summary>The free space on its disk; null if it is unknown.</summary>
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

    /// <summary>Opens the ledger, and creates missing files, readable only by their owner: payloads can be confidential.</summary>
    public LedgerConnection Open()
    {
        try
        {
            OwnersOnly.CreateFolder(Folder);
            if (Location is not (InMemory or "") && !Location.StartsWith(Address, StringComparison.Ordinal))
            {
                OwnersOnly.CreateFile(Location);
            }

            var connection = new LedgerConnection(new SqliteConnection(_connectionString));
            try
            {
                Schema.Prepare(connection);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (LedgerException e)
        {
            throw new LedgerException($"The ledger {Location} cannot be used: {e.Message}", e);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"The ledger {Location} cannot be opened: {Advice(e)}", e);
        }
    }

    // https://www.sqlite.org/rescode.html
    private static string Advice(Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: ReadOnly } =>
            "it cannot be written. Give the server's user write access to the file, its -wal and -shm files and the folder, "
            + "or use another folder with --data.",
        SqliteException { SqliteErrorCode: NotADatabase } =>
            "it is not an SQLite database. Replace it with a backup, or move it so that the server creates a new one, or use another folder with --data.",
        SqliteException { SqliteErrorCode: Corrupt } =>
            "it is damaged. Replace it with a backup, as described in 'Backup and restore' of docs/guide/server.md.",
        _ => $"{e.Message} Use a writable folder with --data.",
    };
}

/// <summary>The ledger cannot be used; the message explains what to do.</summary>
internal sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);
