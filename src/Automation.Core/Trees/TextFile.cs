using Automation.Core.Text;

namespace Automation.Core.Trees;

/// <summary>The outcome of reading a text file of limited size: its text, or the sentence that explains why it is not read.</summary>
public abstract record TextFile
{
    private TextFile()
    {
    }

    /// <param name="path">The path from the root.</param>
    /// <param name="limit">The most bytes, in whole KiB.</param>
    /// <param name="shown">The path in findings.</param>
    /// <param name="subject">The subject of a sentence about it, such as <c>The baseline</c>.</param>
    /// <param name="remedy">What to do if it is too large, as a sentence.</param>
    public static TextFile Read(
        FileTree tree, string path, long limit, string shown, string subject, string remedy, CancellationToken cancellationToken = default) =>
        tree.Read(path, limit, cancellationToken) switch
        {
            FileContent.Whole { Bytes: var bytes } => new Whole(SourceText.Decode(shown, bytes.Span)),
            FileContent.TooLarge => new Refused($"{subject} has more than {(limit < 1 << 20 ? $"{limit >> 10} KiB" : $"{limit >> 20} MiB")}. {remedy}"),
            FileContent.Unreadable { Reason: var reason } => new Refused($"{subject} cannot be read: {reason}."),
            _ => new Missing(),
        };

    public sealed record Whole(SourceText Text) : TextFile;

    public sealed record Missing : TextFile;

    /// <summary>The file is too large, or cannot be read.</summary>
    /// <param name="Message">Why, in sentences.</param>
    public sealed record Refused(string Message) : TextFile;
}
