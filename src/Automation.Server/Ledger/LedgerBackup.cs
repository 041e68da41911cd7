using Microsoft.Data.Sqlite;

namespace Automation.Server.Ledger;

/// <summary>Copies a consistent snapshot of a ledger. Writers continue: a reader blocks no writer in WAL mode.</summary>
internal static class LedgerBackup
{
    /// <summary>Writes the copy, reads it through, and returns how many deliveries it has.</summary>
    public static long Write(LedgerConnection ledger, string file)
    {
        if (ledger.Engine is not SqliteEngine)
        {
            throw new LedgerException("This copies a ledger in SQLite. Copy one in PostgreSQL with pg_dump.");
        }

        // Payloads can be confidential, so only the owner can read the file from the start; SQLite writes into an empty one.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (new FileStream(file, options))
        {
        }

        try
        {
            ledger.Execute("VACUUM INTO @file", ("@file", file));
            Flush(file);
            return Checked(file);
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private static void Flush(string file)
    {
        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    private static long Checked(string file)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var copy = new SqliteConnection(address.ToString());
        copy.Open();
        using var check = copy.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        if (check.ExecuteScalar() is not "ok")
        {
            throw new LedgerException($"The copy {file} is damaged and was deleted. Check the disk.", null!);
        }

        using var count = copy.CreateCommand();
        count.CommandText = "SELECT count(*) FROM deliveries";
        return (long)count.ExecuteScalar()!;
    }
}
