using Automation.Server.Hosting;

namespace Automation.Server.Ledger;

/// <summary>The ledger, and the folder of the server's other data.</summary>
internal sealed class LedgerDatabase(string folder, ILedgerEngine engine)
{
    /// <summary>The ledger in an SQLite file of the folder.</summary>
    public LedgerDatabase(string folder)
        : this(folder, new SqliteEngine(Path.GetFullPath(folder), null))
    {
    }

    /// <summary>The ledger of a server.</summary>
    /// <exception cref="LedgerException">The connection string cannot be read.</exception>
    public static LedgerDatabase Of(string folder, LedgerProvider provider, string? connectionString)
    {
        try
        {
            return provider == LedgerProvider.Postgresql
                ? new LedgerDatabase(folder, new PostgresEngine(connectionString ?? ""))
                : new LedgerDatabase(folder, new SqliteEngine(Path.GetFullPath(folder), connectionString));
        }
        catch (ArgumentException e)
        {
            throw new LedgerException($"Ledger__ConnectionString cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The folder of the server's data.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    public ILedgerEngine Engine => engine;

    /// <summary>Whether there is a ledger already.</summary>
    public bool Exists => engine.Exists;

    public string Location => engine.Location;

    /// <summary>Opens the ledger, and creates what is missing.</summary>
    public LedgerConnection Open()
    {
        try
        {
            OwnersOnly.CreateFolder(Folder);
            engine.Create();
            var connection = new LedgerConnection(engine);
            try
            {
                engine.Prepare(connection);
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
        catch (Exception e) when (engine.Advice(e) is not null)
        {
            throw new LedgerException($"The ledger {Location} cannot be opened: {engine.Advice(e)}", e);
        }
    }
}
