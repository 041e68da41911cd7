using System.Text.Json;
using Automation.Server.Ledger;
using Automation.Server.Operations;

namespace Automation.Server.Audit;

/// <summary>An entry of the audit log as JSON; the members are part of the contract (docs/guide/server.md).</summary>
internal static class AuditJson
{
    public static void Write(Utf8JsonWriter json, AuditEntry entry)
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
