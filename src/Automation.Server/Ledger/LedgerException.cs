namespace Automation.Server.Ledger;

/// <summary>The ledger cannot be used; the message explains what to do.</summary>
internal sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);
