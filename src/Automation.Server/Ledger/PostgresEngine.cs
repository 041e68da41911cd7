using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Automation.Server.Ledger;

/// <summary>A PostgreSQL database, which survives the machine of the server.</summary>
internal sealed class PostgresEngine : ILedgerEngine
{
    // Any number, the same for each server: "Auto", as in SqliteSchema.
    private const long WriteLock = SqliteSchema.ApplicationId;
    private const string Channel = "automation_work";

    // https://www.postgresql.org/docs/current/errcodes-appendix.html: the data of a statement, and what it violates.
    private static readonly string[] OfOneWrite = ["22", "23"];

    private readonly string _connectionString;

    public PostgresEngine(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        Location = $"{builder.Database ?? builder.Username} on {builder.Host}:{builder.Port.ToString(CultureInfo.InvariantCulture)}";

        // Connections here are long-lived and keep their statements.
        builder.Pooling = false;
        builder.MaxAutoPrepare = 200;
        builder.AutoPrepareMinUsages = 2;
        builder.ApplicationName ??= "automation-server";
        if (!builder.ContainsKey("Keepalive"))
        {
            // A database machine that vanished is noticed.
            builder.KeepAlive = 15;
        }

        _connectionString = builder.ToString();
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public bool Exists
    {
        get
        {
            using var connection = Connect();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT to_regclass('ledger_format') IS NOT NULL";
            return command.ExecuteScalar() is true;
        }
    }

    /// <summary>
    /// Those who write take turns, as with SQLite: what one reads before it writes is still so when it writes. The end of the transaction releases the lock.
    /// </summary>
    public string Begin { get; } = $"BEGIN; SELECT pg_advisory_xact_lock({WriteLock.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>Not known: the disk is another machine's.</summary>
    public long? FreeBytes() => null;

    /// <summary>The database is the operator's to create.</summary>
    public void Create()
    {
    }

    /// <inheritdoc/>
    public DbConnection Connect()
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (IOException e)
        {
            // The connection was reset while it was opened: the database is away, as if it had refused.
            connection.Dispose();
            throw new NpgsqlException(e.Message, e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Prepare(LedgerConnection connection) => PostgresSchema.Prepare(connection);

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public string Now => "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

    /// <inheritdoc/>
    public string? Notice => $"NOTIFY {Channel}";

    /// <inheritdoc/>
    public async Task ListenAsync(Action noticed, CancellationToken stoppingToken)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(stoppingToken);
        connection.Notification += (_, _) => noticed();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"LISTEN {Channel}";
            await command.ExecuteNonQueryAsync(stoppingToken);
        }

        // What was sent before is not repeated.
        noticed();
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    /// <inheritdoc/>
    public string Texts(string parameter) => $"SELECT jsonb_array_elements_text(CAST({parameter} AS jsonb))";

    /// <inheritdoc/>
    public string Same(string column, string parameter) => $"lower({column}) = lower({parameter})";

    /// <inheritdoc/>
    public bool IsOfOneWrite(DbException exception) =>
        exception is PostgresException { SqlState: { } state } && OfOneWrite.Any(c => state.StartsWith(c, StringComparison.Ordinal));

    /// <summary>PostgreSQL vacuums by itself.</summary>
    public void Tidy(LedgerConnection connection)
    {
    }

    /// <inheritdoc/>
    public string? Advice(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"{exception.Message} Create it with: createdb.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            $"{exception.Message} The server's role needs to own the database, or CREATE on its schema.",
        NpgsqlException => $"{exception.Message} Check Ledger__ConnectionString, and that PostgreSQL runs.",
        _ => null,
    };
}
