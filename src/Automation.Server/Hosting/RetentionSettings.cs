namespace Automation.Server.Hosting;

/// <summary>How long the ledger keeps things.</summary>
/// <param name="Deliveries">Finished deliveries.</param>
/// <param name="Dead">Those that were given up.</param>
/// <param name="Audit">What was written to GitHub.</param>
internal sealed record RetentionSettings(TimeSpan Deliveries, TimeSpan Dead, TimeSpan Audit)
{
    /// <summary>GitHub redelivers for three days ("Redelivering webhooks"): an id that was deleted before would run again.</summary>
    public const int LeastDays = 4;

    public const int MostDays = 3650;

    public static readonly RetentionSettings Usual = new(TimeSpan.FromDays(30), TimeSpan.FromDays(90), TimeSpan.FromDays(400));
}
