namespace Automation.Server.Ledger;

/// <summary>What to look for among the deliveries.</summary>
/// <param name="State">Only deliveries in this state.</param>
/// <param name="Event">Only deliveries of this event.</param>
/// <param name="Repository">Only deliveries of this repository.</param>
/// <param name="Id">Only deliveries whose id contains this.</param>
/// <param name="Before">Only deliveries received before this one.</param>
internal sealed record DeliverySearch(string? State, string? Event, string? Repository, string? Id, long? Before)
{
    /// <summary>The number of entries per page.</summary>
    public const int PageSize = 50;

    /// <summary>The number of deliveries searched at once; there may be no match, and other requests wait for the disk.</summary>
    private const int Window = 20_000;

    /// <summary>How far back a search goes for who sees only some repositories; beyond that, they search for one of them.</summary>
    private const int MostWindows = 10;

    /// <summary>Only deliveries of these repositories.</summary>
    public SeenRepositories Seen { get; init; } = SeenRepositories.All;

    public bool IsEmpty => State is null && Event is null && Repository is null && Id is null;

    private bool IsFor(DeliveryRow row) =>
        Seen.Contains(row.Repository) && (State is null || State == row.State) && (Event is null || Event == row.Event)
        && (Repository is null || string.Equals(Repository, row.Repository, StringComparison.OrdinalIgnoreCase));

    /// <summary>A page, and where the next page begins; null if it is the last one.</summary>
    public (List<DeliveryRow> Rows, long? Next) Run(LedgerConnection ledger)
    {
        // A complete id or a repository is found at any age: both have an index.
        if (Before is null && Id is { } id && Deliveries.Find(ledger, id) is { } only && IsFor(only))
        {
            return ([only], null);
        }

        var before = Before ?? long.MaxValue;
        if (Repository is not null)
        {
            var ofRepository = Deliveries.Search(ledger, this, before, 0, PageSize);
            return (ofRepository, ofRepository.Count == PageSize ? ofRepository[^1].Sequence : null);
        }

        var floor = Floor(ledger, before);
        var rows = Deliveries.Search(ledger, this, before, floor, PageSize);

        // Where a search ends for the moment would show how many deliveries there are of others.
        for (var i = 1; !Seen.AreAll && rows.Count < PageSize && floor > 0 && i < MostWindows; i++)
        {
            (before, floor) = (floor, Floor(ledger, floor));
            rows.AddRange(Deliveries.Search(ledger, this, before, floor, PageSize - rows.Count));
        }

        if (rows.Count == PageSize || !Seen.AreAll)
        {
            return (rows, rows.Count == PageSize ? rows[^1].Sequence : null);
        }

        return (rows, ledger.Number("SELECT EXISTS (SELECT 1 FROM deliveries WHERE sequence < @floor)", ("@floor", floor)) == 1 ? floor : null);
    }

    private static long Floor(LedgerConnection ledger, long before) => ledger.Number(
        "SELECT coalesce(min(sequence), 0) FROM (SELECT sequence FROM deliveries WHERE sequence < @before ORDER BY sequence DESC LIMIT @window) AS latest",
        ("@before", before),
        ("@window", Window));
}
