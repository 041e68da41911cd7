namespace Automation.Portal.Documents;

/// <summary>A document as HTML that cannot run, load or post anything.</summary>
/// <param name="Html">The HTML, to be put into a page as it is.</param>
/// <param name="Headings">Its headings in order, for a table of contents.</param>
public sealed record RenderedDocument(string Html, IReadOnlyList<DocumentHeading> Headings)
{
    /// <summary>What was left out and why, as a sentence; null if it is whole.</summary>
    public string? LeftOut { get; init; }
}

/// <summary>A heading of a document.</summary>
/// <param name="Level">1 for the highest one.</param>
/// <param name="Text">Its text.</param>
/// <param name="Anchor">The id in the page.</param>
public sealed record DocumentHeading(int Level, string Text, string Anchor);
