namespace Automation.Server.Ledger;

/// <summary>The version of the tables that a ledger has.</summary>
internal static class LedgerFormat
{
    /// <summary>Refuses a newer ledger, unless it says that this program can work with it: two versions run side by side during an upgrade.</summary>
    /// <param name="found">The ledger's version.</param>
    /// <param name="usableFrom">The oldest version of a program that can work with it.</param>
    /// <param name="known">This program's version.</param>
    /// <exception cref="LedgerException">It belongs to a newer version.</exception>
    public static void Check(long found, long usableFrom, int known)
    {
        if (found > known && (usableFrom == 0 || usableFrom > known))
        {
            throw new LedgerException(
                $"The ledger was written by another version of this program (its format is {found}, this program's is {known}): start the newer one.");
        }
    }
}

/// <summary>The ledger cannot be used; the message explains what to do.</summary>
internal sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);
