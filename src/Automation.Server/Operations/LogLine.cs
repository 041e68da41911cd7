using System.Text;
using System.Text.Json;
using Automation.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Automation.Server.Operations;

/// <summary>Writes an entry of the log as one line, as text or as JSON. Only redacted text reaches the console.</summary>
internal sealed class LogLine(Redactor redactor, TimeProvider clock, LogFormat format) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name of the level in the logging configuration.</summary>
    public const string FormatterName = "automation";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = UtcTime.Text(clock.GetUtcNow());
        var message = logEntry.Formatter(logEntry.State, null);
        var line = format == LogFormat.Json ? Json(time, message, logEntry) : Text(time, message, logEntry);
        textWriter.WriteLine(redactor.Redact(line));
    }

    private static string Text<TState>(string time, string message, in LogEntry<TState> entry)
    {
        var error = entry.Exception is { } e ? $"\n{e}" : "";
        var line = $"{time} {Level(entry.LogLevel),-5} {ShortName(entry.Category)}: {message}{error}";
        // One entry is one line: text of a payload cannot create another. The rest of an exception is indented.
        return line.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal);
    }

    private static string Json<TState>(string time, string message, in LogEntry<TState> entry)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("time", time);
            json.WriteString("level", Level(entry.LogLevel));
            json.WriteString("category", entry.Category);
            json.WriteNumber("event", entry.EventId.Id);
            json.WriteString("message", message);
            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> values)
            {
                foreach (var (name, value) in values)
                {
                    if (name != "{OriginalFormat}")
                    {
                        json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(name), value?.ToString());
                    }
                }
            }

            if (entry.Exception is { } exception)
            {
                json.WriteString("exception", exception.ToString());
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string ShortName(string category) => category[(category.LastIndexOf('.') + 1)..];

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
