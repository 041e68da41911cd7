using Automation.Core.Text;

namespace Automation.Cli.Lsp;

/// <summary>A document as the editor shows it.</summary>
/// <param name="Uri">How the editor names it.</param>
/// <param name="Path">The path from the root of the repository, with <c>/</c>.</param>
/// <param name="Version">The editor's number of this text.</param>
internal sealed record OpenDocument(string Uri, string Path, SourceText Text, long Version)
{
    /// <summary>A document may grow to what <c>check</c> reads of the largest descriptors.</summary>
    public const int Largest = 16 * 1024 * 1024;

    /// <summary>The document after a change (Language Server Protocol, "TextDocumentContentChangeEvent").</summary>
    /// <param name="change">A range with its new text, or the new text of the whole document.</param>
    public OpenDocument Changed(JsonPart change, long version)
    {
        var text = change["text"].Text ?? "";
        var content = Text.Content;
        if (change["range"].Exists)
        {
            var (start, end) = (Offset(change["range"]["start"]), Offset(change["range"]["end"]));
            end = Math.Max(start, end);
            content = content.Length - (end - start) + text.Length > Largest ? content : string.Concat(content.AsSpan(0, start), text, content.AsSpan(end));
        }
        else
        {
            content = text.Length > Largest ? content : text;
        }

        return this with { Text = SourceText.Of(Path, content), Version = version };
    }

    /// <summary>The offset of a position of the editor: lines and columns from 0; beyond the end of a line, its end.</summary>
    public int Offset(JsonPart position)
    {
        var line = (int)Math.Clamp(position["line"].Number ?? 0, 0, int.MaxValue - 1) + 1;
        var column = (int)Math.Clamp(position["character"].Number ?? 0, 0, Text.Line(line).Length) + 1;
        return Text.OffsetOf(new SourcePosition(line, column));
    }
}
