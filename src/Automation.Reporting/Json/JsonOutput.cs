using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automation.Reporting.Json;

/// <summary>Lets a <see cref="Utf8JsonWriter"/> write to a <see cref="TextWriter"/>, in pieces, so that a large report is never in memory twice.</summary>
public sealed class JsonOutput : IDisposable
{
    // The text goes to files and terminals, never into HTML: '<' and 'ü' need no escapes.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly TextWriter _output;

    /// <summary>Begins to write to <paramref name="output"/>.</summary>
    public JsonOutput(TextWriter output)
    {
        _output = output;
        Json = new Utf8JsonWriter(_buffer, Readable);
    }

    public Utf8JsonWriter Json { get; }

    public void Flush()
    {
        Json.Flush();
        _output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _buffer.ResetWrittenCount();
    }

    /// <summary>Ends a complete value with a line feed and prepares for the next.</summary>
    public void EndLine()
    {
        Flush();
        _output.Write('\n');
        Json.Reset();
    }

    /// <inheritdoc/>
    public void Dispose() => Json.Dispose();
}
