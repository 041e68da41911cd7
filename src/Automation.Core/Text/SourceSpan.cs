namespace Automation.Core.Text;

/// <summary>A range of a text: from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
public readonly record struct SourceSpan(SourcePosition Start, SourcePosition End)
{
    /// <summary>The beginning of a file, for what concerns the file as a whole.</summary>
    public static SourceSpan FileStart { get; } = new(SourcePosition.Start, SourcePosition.Start);
}
