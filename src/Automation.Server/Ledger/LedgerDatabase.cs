using Microsoft.Data.Sqlite;

namespace Automation.Server.Ledger;

/// <summary>Where the ledger is.</summary>
internal sealed class LedgerDatabase
{
    private const string FileName = "ledger.db";

    private readonly string _connectionString;

    public LedgerDatabase(string folder, string? connectionString)
    {
        Folder = Path.GetFullPath(folder);
        // Connections here live long and keep their statements; a pool of them would keep files open after a test.
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

    /// <summary>The file, for messages.</summary>
    public string Location => new SqliteConnectionStringBuilder(_connectionString).DataSource;

    /// <summary>Opens it, and creates what is missing.</summary>
    public LedgerConnection Open()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var connection = new LedgerConnection(new SqliteConnection(_connectionString));
            Schema.Prepare(connection);
            return connection;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"The ledger {Location} cannot be opened: {e.Message} Name a folder that can be written with --data.", e);
        }
    }
}
