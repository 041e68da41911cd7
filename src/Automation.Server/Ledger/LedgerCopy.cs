using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Automation.Server.Ledger;

/// <summary>
/// Copies a ledger into an empty one of another engine, in one transaction. The rows of both are compared before it is committed. Columns that only one of
/// them has are left out, and so is what belongs to running workers.
/// </summary>
internal sealed class LedgerCopy(LedgerConnection source, LedgerConnection target)
{
    private const int RowsAtOnce = 200;

    // The marks of a format belong to its engine.
    private static readonly LedgerTable[] Tables =
    [
        new("deliveries", "sequence") { IsNumbered = true },
        new("payloads", "sequence"),
        new("work", "id") { IsNumbered = true },
        new("dirty_sources", "name"),
        new("audit", "id") { IsNumbered = true },
        new("earlier_runs", "id") { IsNumbered = true },
        new("work_events", "id") { IsNumbered = true },
        new("marks", "name") { Only = "name <> 'usable from'" },
        new("redeliveries", "id"),
        new("verdicts", "repository", "number"),
        new("run_records", "id") { IsNumbered = true },
    ];

    /// <summary>Copies everything; returns how many rows each table has.</summary>
    /// <exception cref="LedgerException">The target is not empty, or a row could not be copied.</exception>
    public IReadOnlyList<(string Table, long Rows)> Run()
    {
        var copied = new List<(string Table, long Rows)>();

        // No one writes to the source meanwhile. Nothing is written to it here, so its transaction ends as it began.
        source.Transaction(() => target.Transaction(() =>
        {
            foreach (var table in Tables)
            {
                if (target.Number($"SELECT count(*) FROM {table.Name} WHERE {table.Only}") > 0)
                {
                    throw new LedgerException($"{target.Engine.Location} has a ledger with data already ({table.Name}): copy to an empty database.");
                }
            }

            foreach (var table in Tables)
            {
                copied.Add((table.Name, Copy(table)));
            }
        }));
        return copied;
    }

    private long Copy(LedgerTable table)
    {
        var columns = Columns(source, table).Intersect(Columns(target, table), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var insert = $"INSERT INTO {table.Name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var (read, written) = (new RowSum(), new RowSum());
        foreach (var row in Rows(source, table, columns))
        {
            read.Add(row);
            target.Execute(insert, [.. row.Select((value, i) => ($"@p{i}", value))]);
        }

        foreach (var row in Rows(target, table, columns))
        {
            written.Add(row);
        }

        if (!read.Equals(written))
        {
            throw new LedgerException($"The copy of {table.Name} differs ({written} instead of {read}): nothing was copied.");
        }

        if (table.IsNumbered)
        {
            var key = table.Keys[0];
            target.Number(
                $"SELECT setval(pg_get_serial_sequence('{table.Name}', '{key}'), (SELECT coalesce(max({key}), 0) + 1 FROM {table.Name}), false)");
        }

        return read.Count;
    }

    private static List<string> Columns(LedgerConnection ledger, LedgerTable table) => ledger.Engine is SqliteEngine
        ? ledger.Rows("SELECT name FROM pragma_table_info(@table)", row => row.GetString(0), ("@table", table.Name))
        : ledger.Rows(
            "SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = @table",
            row => row.GetString(0),
            ("@table", table.Name));

    // A few at a time: payloads are large.
    private static IEnumerable<object?[]> Rows(LedgerConnection ledger, LedgerTable table, List<string> columns)
    {
        var keys = string.Join(", ", table.Keys);
        var from = $"SELECT {string.Join(", ", columns)} FROM {table.Name} WHERE {table.Only}";
        var first = $"{from} ORDER BY {keys} LIMIT {RowsAtOnce}";
        var next = $"{from} AND ({keys}) > ({string.Join(", ", table.Keys.Select((_, i) => $"@k{i}"))}) ORDER BY {keys} LIMIT {RowsAtOnce}";
        var places = table.Keys.Select(k => columns.IndexOf(k)).ToList();
        var rows = ledger.Rows(first, Read);
        while (rows.Count > 0)
        {
            foreach (var row in rows)
            {
                yield return row;
            }

            var last = rows[^1];
            rows = rows.Count < RowsAtOnce ? [] : ledger.Rows(next, Read, [.. places.Select((p, i) => ($"@k{i}", last[p]))]);
        }
    }

    private static object?[] Read(DbDataReader row)
    {
        var values = new object?[row.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.IsDBNull(i) ? null : row.GetValue(i);
        }

        return values;
    }

    /// <summary>A table, in the order of its key.</summary>
    private sealed record LedgerTable(string Name, params string[] Keys)
    {
        /// <summary>Whether the database numbers its rows.</summary>
        public bool IsNumbered { get; init; }

        /// <summary>Which rows are copied.</summary>
        public string Only { get; init; } = "1 = 1";
    }

    /// <summary>The number of rows, and a sum of the hashes of each.</summary>
    private sealed record RowSum
    {
        private ulong _sum;

        public long Count { get; private set; }

        public void Add(object?[] row)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> length = stackalloc byte[sizeof(int)];
            foreach (var value in row)
            {
                var bytes = value switch
                {
                    null => null,
                    byte[] raw => raw,
                    string text => Encoding.UTF8.GetBytes(text),
                    _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
                };
                BinaryPrimitives.WriteInt32LittleEndian(length, bytes?.Length ?? -1);
                hash.AppendData(length);
                hash.AppendData(bytes ?? []);
            }

            _sum = unchecked(_sum + BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset()));
            Count++;
        }

        public override string ToString() => $"{Count} rows with sum {_sum:x16}";
    }
}
