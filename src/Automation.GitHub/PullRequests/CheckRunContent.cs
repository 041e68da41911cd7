namespace Automation.GitHub.PullRequests;

/// <summary>The content of a check run.</summary>
/// <param name="Conclusion">How it ended.</param>
/// <param name="Title">One line.</param>
/// <param name="Summary">Markdown, at most 65,535 bytes.</param>
/// <param name="Annotations">Its annotations of lines.</param>
public sealed record CheckRunContent(CheckConclusion Conclusion, string Title, string Summary, IReadOnlyList<CheckAnnotation> Annotations)
{
    /// <summary>Whether it offers the button that commits the fixes.</summary>
    public bool OffersFix { get; init; }
}

/// <summary>How a check ended.</summary>
public enum CheckConclusion
{
    /// <summary>Nothing is wrong.</summary>
    Success,

    /// <summary>There is something to read, and nothing that fails.</summary>
    Neutral,

    /// <summary>Something has to be fixed.</summary>
    Failure,
}

/// <summary>An annotation of lines of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The first line, from 1.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record CheckAnnotation(string Path, int Line, int EndLine, AnnotationLevel Level, string Title, string Message)
{
    /// <summary>The first and last column, from 1, if it is about one line; else null.</summary>
    public (int First, int Last)? Columns { get; init; }

    /// <summary>Plain text that is folded away.</summary>
    public string? Details { get; init; }
}

/// <summary>How bad it is, by GitHub's names.</summary>
public enum AnnotationLevel
{
    /// <summary>For information.</summary>
    Notice,

    /// <summary>To fix later.</summary>
    Warning,

    /// <summary>To fix.</summary>
    Failure,
}
