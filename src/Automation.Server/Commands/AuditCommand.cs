using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Commands;

/// <summary><c>automation-server audit</c>: writes to GitHub with their reasons and deliveries, and replays with the person who requested them.</summary>
internal sealed class AuditCommand
{
    private const int DefaultMost = 50;
    private const int AtOnce = 1000;

    private readonly Option<string?> _repository = new("--repository") { Description = "Only entries of this repository", HelpName = "OWNER/REPOSITORY" };
    private readonly Option<string?> _since = new("--since")
    {
        Description = "Only entries since this time, such as 2026-11-23 or 2026-11-23T08:00:00Z",
        HelpName = "TIME",
    };
    private readonly Option<int> _most = new("--limit")
    {
        Description = "The maximum number, newest first",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultMost,
    };
    private readonly FormatOption _format = new();

    public Command Create(TextWriter output)
    {
        var list = new Command("list", "List the newest entries.") { _repository, _since, _most, _format };
        list.SetAction(parsed => List(parsed, output));
        var export = new Command("export", "Export all entries, oldest first, one JSON object per line.") { _repository, _since };
        export.SetAction(parsed => Export(parsed, output));
        return new Command("audit", "Show what was written to GitHub, and why.") { list, export };
    }

    private int List(ParseResult parsed, TextWriter output)
    {
        using var ledger = DataOption.Database(parsed).Open();
        var entries = AuditLog.List(ledger, parsed.GetValue(_repository), Since(parsed), parsed.GetValue(_most));
        if (_format.IsJson(parsed))
        {
            output.WriteLine(IndentedJson.Text(json =>
            {
                json.WriteStartArray();
                entries.ForEach(entry => Write(json, entry));
                json.WriteEndArray();
            }));
            return ServerExitCode.Fine;
        }

        foreach (var entry in entries)
        {
            var place = $"{entry.Repository ?? entry.Key}{(entry.Number is { } number ? $"#{number}" : entry.Ref is { } at ? $"@{at}" : "")}";
            var why = entry.Who is { } who ? $"by {who}" : entry.Deliveries is [var only] ? $"for {only}" : $"for {entry.Deliveries.Count} deliveries";
            output.WriteLine($"{UtcTime.Text(entry.At)}  {entry.Result,-7}  {place}  {entry.What}  {why}{(entry.Reason is { } reason ? $": {reason}" : "")}");
        }

        if (entries.Count == 0)
        {
            output.WriteLine("No entries.");
        }

        return ServerExitCode.Fine;
    }

    private int Export(ParseResult parsed, TextWriter output)
    {
        using var ledger = DataOption.Database(parsed).Open();
        var (repository, since, after) = (parsed.GetValue(_repository), Since(parsed), 0L);
        while (AuditLog.After(ledger, after, repository, since, AtOnce) is [.., var last] entries)
        {
            entries.ForEach(entry => output.WriteLine(IndentedJson.Text(json => Write(json, entry), indented: false)));
            after = last.Id;
        }

        return ServerExitCode.Fine;
    }

    private DateTimeOffset? Since(ParseResult parsed) => parsed.GetValue(_since) switch
    {
        null => null,
        var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var text => throw new SettingsException($"--since takes a time such as 2026-11-23 or 2026-11-23T08:00:00Z, not '{text}'."),
    };

    // The members are part of the contract (docs/guide/server.md).
    private static void Write(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("at", UtcTime.Text(entry.At));
        json.WriteString("kind", entry.Kind);
        json.WriteString("repository", entry.Repository);
        if (entry.Number is { } number)
        {
            json.WriteNumber("number", number);
        }
        else
        {
            json.WriteNull("number");
        }

        json.WriteString("ref", entry.Ref);
        json.WriteString("what", entry.What);
        json.WriteString("work", entry.Key.Length > 0 ? entry.Key : null);
        json.WriteStartArray("deliveries");
        foreach (var delivery in entry.Deliveries)
        {
            json.WriteStringValue(delivery);
        }

        json.WriteEndArray();
        json.WriteString("who", entry.Who);
        json.WriteString("result", entry.Result);
        json.WriteString("reason", entry.Reason);
        json.WriteString("ended", entry.Ended is { } ended ? UtcTime.Text(ended) : null);
        json.WriteEndObject();
    }
}
