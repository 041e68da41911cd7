using System.Data.Common;

namespace Automation.Server.Ledger;

/// <summary>
/// The database engine of the ledger. Statements are the same for all engines (docs/adr/0022-the-ledger-on-postgresql.md); what differs is here.
/// </summary>
internal interface ILedgerEngine
{
    /// <summary>What an operator knows it by; it has no password.</summary>
    string Location { get; }

    /// <summary>Whether there is a ledger already.</summary>
    bool Exists { get; }

    /// <summary>Begins a transaction that writes; the others that write wait from here.</summary>
    string Begin { get; }

    /// <summary>The free space on its disk; null if it is unknown.</summary>
    long? FreeBytes();

    /// <summary>Creates what a connection needs.</summary>
    void Create();

    /// <summary>Opens a connection, with the settings of its session.</summary>
    DbConnection Connect();

    /// <summary>Creates the tables if they do not exist, and updates older ones to this version.</summary>
    /// <exception cref="LedgerException">It belongs to a newer version, or to another program.</exception>
    void Prepare(LedgerConnection connection);

    /// <summary>Whether workers of several processes share it.</summary>
    bool IsShared { get; }

    /// <summary>The current time of the database, in milliseconds since 1970.</summary>
    string Now { get; }

    /// <summary>Tells the other processes, when the transaction is committed, that there is work; null if they have to look.</summary>
    string? Notice { get; }

    /// <summary>Reports each notice of any process, until it is stopped or the connection is cut.</summary>
    Task ListenAsync(Action noticed, CancellationToken stoppingToken);

    /// <summary>Compares two names without regard to the case of ASCII letters.</summary>
    string Same(string column, string parameter);

    /// <summary>A query for the texts of a JSON array.</summary>
    string Texts(string parameter);

    /// <summary>Whether the failure belongs to one statement, so that others of its transaction succeed without it.</summary>
    bool IsOfOneWrite(DbException exception);

    /// <summary>Frees what deleted rows took.</summary>
    void Tidy(LedgerConnection connection);

    /// <summary>Why the ledger cannot be opened, and what to do; null if the failure is another one.</summary>
    string? Advice(Exception exception);
}
