using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>catalog search --format jsonl</c>: one entity per line.</summary>
public static class SearchLinesWriter
{
    public static void Write(SearchReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var (reference, title, type, owner, description) in report.Hits)
        {
            lines.Json.WriteStartObject();
            lines.Json.WriteString("ref", reference);
            lines.Json.WriteString("title", title);
            lines.Json.WriteString("type", type);
            lines.Json.WriteString("owner", owner);
            lines.Json.WriteString("description", description);
            lines.Json.WriteEndObject();
            lines.EndLine();
        }
    }
}
