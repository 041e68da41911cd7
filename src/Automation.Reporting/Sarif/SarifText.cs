using System.Text.Json;
using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Reporting.Sarif;

/// <summary>Messages and levels as SARIF writes them.</summary>
internal static class SarifText
{
    /// <summary>Writes a message that may contain text from a repository.</summary>
    public static void Write(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);

        // "[words](address)" is a link even in a plain message (SARIF 2.1.0, 3.11.6), and a repository must not plant one.
        json.WriteString("text", VisibleText.Of(text).Replace("](", "] (", StringComparison.Ordinal));
        json.WriteEndObject();
    }

    public static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
