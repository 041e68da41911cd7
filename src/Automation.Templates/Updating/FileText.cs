using System.Text;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>The text of a file as it is merged: with line feeds alone, without a byte order mark. What is binary has none.</summary>
/// <param name="Content">The text.</param>
/// <param name="HasMark">Whether the file begins with a byte order mark.</param>
/// <param name="IsCrLf">Whether most lines end with a carriage return and a line feed.</param>
internal sealed record FileText(string Content, bool HasMark, bool IsCrLf)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file; null where it is binary, or not UTF-8.</summary>
    public static FileText? Of(WorkspaceEntry.File file)
    {
        var bytes = file.Bytes.Span;
        if (bytes.Contains((byte)0) || BinaryContent.Is(bytes))
        {
            return null;
        }

        try
        {
            var hasMark = bytes.StartsWith(Encoding.UTF8.Preamble);
            var text = Strict.GetString(hasMark ? bytes[3..] : bytes);
            var ends = text.Count(c => c == '\n');
            var both = text.Split("\r\n").Length - 1;
            return new FileText(text.Replace("\r\n", "\n", StringComparison.Ordinal), hasMark, both * 2 > ends);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Another text in the form of this one.</summary>
    public byte[] Encoded(string content)
    {
        var bytes = Strict.GetBytes(IsCrLf ? content.Replace("\n", "\r\n", StringComparison.Ordinal) : content);
        return HasMark ? [.. Encoding.UTF8.Preamble, .. bytes] : bytes;
    }
}
