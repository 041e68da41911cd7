using System.Text;
using System.Text.Json;

namespace Automation.Server.Commands;

/// <summary>The JSON output of the commands.</summary>
internal static class IndentedJson
{
    /// <summary>The text of the JSON: indented, or one line for JSON Lines.</summary>
    public static string Text(Action<Utf8JsonWriter> write, bool indented = true)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = indented, NewLine = "\n" }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
