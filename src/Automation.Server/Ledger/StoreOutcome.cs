namespace Automation.Server.Ledger;

/// <summary>What became of a delivery that was handed in.</summary>
internal enum StoreOutcome
{
    /// <summary>It is new.</summary>
    Stored,

    /// <summary>It was there, and is done or being done.</summary>
    Known,

    /// <summary>It was there and had failed; it runs again.</summary>
    Again,

    /// <summary>It was there with another body; the first is kept, and the audit log records that another came.</summary>
    Different,
}
