namespace Automation.Server.Ledger;

/// <summary>Checks whether a delivery could be stored: writes an empty payload that belongs to no delivery, and deletes it.</summary>
internal static class Readiness
{
    private const long NoDelivery = -1;

    public static int Write(LedgerConnection ledger, long bytes) => ledger.Execute(
        "INSERT OR REPLACE INTO payloads (sequence, body) VALUES (@sequence, zeroblob(@bytes))", ("@sequence", NoDelivery), ("@bytes", bytes));

    public static int Clear(LedgerConnection ledger) => ledger.Execute("DELETE FROM payloads WHERE sequence = @sequence", ("@sequence", NoDelivery));
}
