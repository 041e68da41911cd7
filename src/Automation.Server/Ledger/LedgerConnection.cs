using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Automation.Server.Ledger;

/// <summary>
/// One connection to the ledger, whose statements are kept. For one thread at a time. If it was cut, the next use opens it again.
/// </summary>
internal sealed class LedgerConnection(ILedgerEngine engine) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _kept = new(StringComparer.Ordinal);
    private DbConnection _connection = engine.Connect();
    private bool _isInTransaction;

    /// <summary>The engine, for what its statements have of their own.</summary>
    public ILedgerEngine Engine => engine;

    /// <summary>Runs statements that take no parameters.</summary>
    public void Script(string sql)
    {
        using var command = Open().CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Bound(sql, parameters).ExecuteNonQuery();

    /// <summary>The number that a query returns; 0 if it finds nothing.</summary>
    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bound(sql, parameters).ExecuteScalar() is { } found and not DBNull ? Convert.ToInt64(found, CultureInfo.InvariantCulture) : 0;

    /// <summary>The rows of a query, read to the end.</summary>
    public List<T> Rows<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bound(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Runs an action in a transaction. Other writers wait from its beginning.</summary>
    public void Transaction(Action action)
    {
        try
        {
            Execute(engine.Begin);
            _isInTransaction = true;
            action();
            Execute("COMMIT");
        }
        catch
        {
            Rollback();
            throw;
        }
        finally
        {
            _isInTransaction = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private void Rollback()
    {
        try
        {
            if (_connection.State == ConnectionState.Open)
            {
                Execute("ROLLBACK");
            }
        }
        catch (DbException)
        {
            // The engine has already rolled back, for example because the disk is full.
        }
    }

    // A server that was restarted closes its connections. A new one would not have what the transaction wrote before.
    private DbConnection Open()
    {
        if (_connection.State != ConnectionState.Open)
        {
            if (_isInTransaction)
            {
                throw new CutTransactionException();
            }

            Forget();
            _connection.Dispose();
            _connection = engine.Connect();
        }

        return _connection;
    }

    private void Forget()
    {
        foreach (var command in _kept.Values)
        {
            command.Dispose();
        }

        _kept.Clear();
    }

    private DbCommand Bound(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var connection = Open();
        if (!_kept.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this folder.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            _kept.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        }

        return command;
    }
}

/// <summary>The connection was cut during a transaction: nothing of it was written.</summary>
internal sealed class CutTransactionException() : DbException("The connection to the ledger was cut during a transaction.");

/// <summary>Reads cells that may be empty.</summary>
internal static class LedgerRowExtensions
{
    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset? Time(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
