using System.Text.Json.Nodes;
using Automation.Jobs.Scaffolding.Hosting;

namespace Automation.Server.Ledger;

/// <summary>What one run of a template did on GitHub, in the ledger: a run that was interrupted finishes what it began.</summary>
internal sealed class RunRecords : ICheckpoints
{
    private readonly LedgerWriter _ledger;
    private readonly TimeProvider _clock;
    private readonly string _run;
    private readonly List<Checkpoint> _all;

    private RunRecords(LedgerWriter ledger, TimeProvider clock, string run, List<Checkpoint> all) => (_ledger, _clock, _run, _all) = (ledger, clock, run, all);

    /// <inheritdoc/>
    public IReadOnlyList<Checkpoint> All => _all;

    /// <summary>The records of a run.</summary>
    public static RunRecords Open(LedgerReader reader, LedgerWriter writer, TimeProvider clock, string run) => new(
        writer,
        clock,
        run,
        reader.Read(ledger => ledger.Rows(
            "SELECT step, key, value, created FROM run_records WHERE run = @run ORDER BY id",
            row => new Checkpoint(row.GetString(0), row.GetString(1), row.Text(2) is { } value ? JsonNode.Parse(value) : null)
            {
                Created = Created(row.Text(3)),
            },
            ("@run", run))));

    /// <summary>Deletes the oldest records; returns how many.</summary>
    public static int Forget(LedgerConnection ledger, DateTimeOffset before, int most) => ledger.Execute(
        "DELETE FROM run_records WHERE id IN (SELECT id FROM run_records WHERE at < @before ORDER BY id LIMIT @most)",
        ("@before", before.ToUnixTimeMilliseconds()),
        ("@most", most));

    /// <inheritdoc/>
    public void Add(Checkpoint checkpoint)
    {
        // The step goes on when the record is on the disk.
        _ledger.RunAsync(ledger => ledger.Execute(
            "INSERT INTO run_records (run, step, key, value, created, at) VALUES (@run, @step, @key, @value, @created, @at)",
            ("@run", _run),
            ("@step", checkpoint.Step),
            ("@key", checkpoint.Key),
            ("@value", checkpoint.Value?.ToJsonString()),
            ("@created", checkpoint.Created is { } created ? Text(created) : null),
            ("@at", _clock.GetUtcNow().ToUnixTimeMilliseconds()))).GetAwaiter().GetResult();
        _all.Add(checkpoint);
    }

    private static string Text(CreatedItem created) =>
        new JsonObject { ["kind"] = created.Kind, ["name"] = created.Name, ["url"] = created.Url, ["remove"] = created.Remove }.ToJsonString();

    private static CreatedItem? Created(string? text) => text is not null && JsonNode.Parse(text) is JsonObject json
        ? new CreatedItem($"{json["kind"]}", $"{json["name"]}", $"{json["url"]}", json["remove"]?.ToString())
        : null;
}
