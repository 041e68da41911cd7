namespace Automation.Server.Ledger;

/// <summary>Checks whether a delivery could be stored: writes an empty payload that belongs to no delivery, and deletes it.</summary>
internal static class Readiness
{
    private const long NoDelivery = -1;

    public static int Write(LedgerConnection ledger, long bytes) => ledger.Execute(
        "INSERT INTO payloads (sequence, body) VALUES (@sequence, @body) ON CONFLICT (sequence) DO UPDATE SET body = excluded.body",
        ("@sequence", NoDelivery), ("@body", new byte[bytes]));

    public static int Clear(LedgerConnection ledger) => ledger.Execute("DELETE FROM payloads WHERE sequence = @sequence", ("@sequence", NoDelivery));
}
