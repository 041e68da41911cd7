using System.Text;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>
/// The text of a file as it is merged: with line feeds only, one at its end, and without a byte order mark. Binary files have none.
/// </summary>
/// <param name="HasMark">Whether the file begins with a byte order mark.</param>
/// <param name="IsCrLf">Whether most lines end with a carriage return and a line feed.</param>
/// <param name="IsEnded">Whether the last line of the file has a line end.</param>
internal sealed record FileText(string Content, bool HasMark, bool IsCrLf, bool IsEnded)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file; null if it is binary, or not UTF-8.</summary>
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
            var isEnded = text.Length == 0 || text[^1] == '\n';
            return new FileText(text.Replace("\r\n", "\n", StringComparison.Ordinal) + (isEnded ? "" : "\n"), hasMark, both * 2 > ends, isEnded);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Whether both have the same form.</summary>
    public bool IsLike(FileText other) => (HasMark, IsCrLf, IsEnded) == (other.HasMark, other.IsCrLf, other.IsEnded);

    /// <summary>
    /// The form of the merged file: of these properties, those that only the template changed are the template's; the others are the service's.
    /// </summary>
    /// <param name="before">What both come from.</param>
    /// <param name="theirs">The template's.</param>
    public FileText MergedForm(FileText before, FileText theirs) => this with
    {
        HasMark = HasMark == before.HasMark ? theirs.HasMark : HasMark,
        IsCrLf = IsCrLf == before.IsCrLf ? theirs.IsCrLf : IsCrLf,
        IsEnded = IsEnded == before.IsEnded ? theirs.IsEnded : IsEnded,
    };

    /// <summary>Another text in the form of this one.</summary>
    public byte[] Encoded(string content)
    {
        var ended = IsEnded || !content.EndsWith('\n') ? content : content[..^1];
        var bytes = Strict.GetBytes(IsCrLf ? ended.Replace("\n", "\r\n", StringComparison.Ordinal) : ended);
        return HasMark ? [.. Encoding.UTF8.Preamble, .. bytes] : bytes;
    }
}
