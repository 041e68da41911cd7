using System.Globalization;
using System.Text.Json;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Commands;

/// <summary>Prints deliveries, for people or as JSON.</summary>
internal sealed class DeliveryWriter(TextWriter output, bool asJson)
{
    private const int LongestOutcome = 90;

    public void List(IReadOnlyList<DeliveryRow> rows)
    {
        if (asJson)
        {
            output.WriteLine(IndentedJson.Text(json =>
            {
                json.WriteStartArray();
                foreach (var row in rows)
                {
                    Write(json, row);
                }

                json.WriteEndArray();
            }));
            return;
        }

        foreach (var row in rows)
        {
            output.WriteLine(
                $"{UtcTime.Text(row.Received)}  {row.State,-9}  {row.Event,-14}  {row.Id}  {Short(row.Outcome ?? row.LastError ?? row.Key ?? "")}");
        }

        if (rows.Count == 0)
        {
            output.WriteLine("No deliveries.");
        }
    }

    public void Show(DeliveryRow row)
    {
        if (asJson)
        {
            output.WriteLine(IndentedJson.Text(json => Write(json, row)));
            return;
        }

        output.WriteLine($"delivery  {row.Id}");
        output.WriteLine($"event     {row.Event}, {row.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes");
        output.WriteLine($"received  {UtcTime.Text(row.Received)}{(row.Times > 1 ? $", run {row.Times} times" : "")}");
        output.WriteLine($"state     {row.State}{(row.IsRunning ? ", running" : "")}{(row.Finished is { } end ? $" since {UtcTime.Text(end)}" : "")}");
        Line("outcome", row.Outcome);
        Line("work", row.Key is null ? null : $"{row.Key}, {(row.Starts == 1 ? "1 start" : $"{row.Starts} starts")}");
        Line("failed", row.LastError);
        Line("next", row.NextStart is { } next ? UtcTime.Text(next) : null);
        Line("requests", row.WorkItem);
        Line("headers", row.Headers);
    }

    private void Line(string name, string? text)
    {
        if (text is not null)
        {
            output.WriteLine($"{name,-8}  {text}");
        }
    }

    private static void Write(Utf8JsonWriter json, DeliveryRow row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("event", row.Event);
        json.WriteNumber("bytes", row.Bytes);
        json.WriteString("received", UtcTime.Text(row.Received));
        json.WriteNumber("times", row.Times);
        json.WriteString("state", row.State);
        json.WriteString("outcome", row.Outcome);
        json.WriteString("finished", row.Finished is { } end ? UtcTime.Text(end) : null);
        json.WriteString("key", row.Key);
        json.WriteNumber("starts", row.Starts);
        json.WriteBoolean("running", row.IsRunning);
        json.WriteString("lastError", row.LastError);
        json.WriteString("nextStart", row.NextStart is { } next ? UtcTime.Text(next) : null);
        json.WritePropertyName("work");
        json.WriteRawValue(row.WorkItem ?? "null");
        json.WritePropertyName("headers");
        json.WriteRawValue(row.Headers);
        json.WriteEndObject();
    }

    private static string Short(string text) => text.Length <= LongestOutcome ? text : string.Concat(text.AsSpan(0, LongestOutcome - 1), "…");
}
