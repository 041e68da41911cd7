namespace Automation.Server.Ledger;

/// <summary>The result for a received delivery.</summary>
internal enum StoreOutcome
{
    /// <summary>It is new.</summary>
    Stored,

    /// <summary>It was known, and is done or running.</summary>
    Known,

    /// <summary>It was known and had failed; it runs again.</summary>
    Again,

    /// <summary>It was known with another body; the first is kept, and the audit log records the other.</summary>
    Different,
}
