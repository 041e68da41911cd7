using Automation.Jobs.Webhooks;

namespace Automation.Server.Ledger;

/// <summary>The sources of the catalog that changed since it was last rebuilt.</summary>
internal static class DirtySources
{
    /// <summary>Marks a source. A mark that is set during a rebuild of the catalog stays after it.</summary>
    /// <param name="now">Since when.</param>
    public static void Mark(LedgerConnection ledger, DirtySource source, DateTimeOffset now) => ledger.Execute(
        """
        INSERT INTO dirty_sources (name, content, since, mark) VALUES (@name, @content, @now, 1)
        ON CONFLICT (name) DO UPDATE SET content = @content, mark = dirty_sources.mark + 1
        """,
        ("@name", source.Name), ("@content", WorkItemJson.Write(source)), ("@now", now.ToUnixTimeMilliseconds()));

    /// <summary>All marked sources, each with its mark, in the order in which they were marked.</summary>
    public static List<MarkedSource> All(LedgerConnection ledger) => ledger.Rows(
        "SELECT content, mark FROM dirty_sources ORDER BY since, name",
        row => new MarkedSource(WorkItemJson.ReadSource(row.GetString(0)), row.GetInt64(1)));

    /// <summary>Removes the mark of a source that the catalog includes, unless it was marked again.</summary>
    public static void Clear(LedgerConnection ledger, MarkedSource marked) => ledger.Execute(
        "DELETE FROM dirty_sources WHERE name = @name AND mark = @mark", ("@name", marked.Source.Name), ("@mark", marked.Mark));
}

/// <param name="Mark">Distinguishes the mark from later marks of the same source.</param>
internal sealed record MarkedSource(DirtySource Source, long Mark);
