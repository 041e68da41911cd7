using Automation.Portal.Documents;

namespace Automation.Jobs.Portal.Serving;

/// <summary>What a check run said, for a page.</summary>
/// <param name="Html">The text as markup that can do nothing.</param>
/// <param name="LeftOut">What is not shown, as a sentence; null if everything is.</param>
public sealed record CheckText(string Html, string? LeftOut)
{
    private const int MostElements = 1_000;

    // The text has no relative links.
    private static readonly DocumentPlace Place = new(null, "", "") { MostElements = MostElements };

    /// <param name="markdown">The text of the check run.</param>
    public static CheckText Of(string markdown)
    {
        var rendered = DocumentRenderer.Render(markdown, Place);
        return new CheckText(rendered.Html, rendered.LeftOut);
    }
}
