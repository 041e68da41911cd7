using System.Net;
using System.Text.RegularExpressions;
using Markdig;

namespace Automation.Testing;

/// <summary>
/// Markdown as GitHub shows it: rendered by a parser that is not ours, and then searched for what GitHub turns into links and notifications after rendering.
/// </summary>
/// <remarks>Source: GitHub Flavored Markdown Spec; GitHub Docs, "Autolinked references and URLs" and "Basic writing and formatting syntax".</remarks>
public sealed partial class RenderedMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables()
        .UseAutoLinks()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseSoftlineBreakAsHardlineBreak()
        .Build();

    private RenderedMarkdown(string html) => Html = html;

    /// <summary>The HTML.</summary>
    public string Html { get; }

    /// <summary>Renders a text.</summary>
    public static RenderedMarkdown Of(string markdown) => new(Markdown.ToHtml(markdown, Pipeline));

    /// <summary>What a reader sees, tags and what is folded included, as one text.</summary>
    public string Text => WebUtility.HtmlDecode(Tag().Replace(Html, " "));

    /// <summary>The names of the elements there are, each as often as it begins.</summary>
    public IReadOnlyList<string> Elements =>
        [.. Tag().Matches(Html).Where(t => t.Value[1] is not ('/' or '!')).Select(t => t.Groups["name"].Value.ToLowerInvariant())];

    /// <summary>Where the links lead.</summary>
    public IReadOnlyList<string> Links => [.. Link().Matches(Html).Select(l => WebUtility.HtmlDecode(l.Groups["to"].Value))];

    /// <summary>What GitHub would turn into a mention, a reference or a link besides: it looks for these in all text that is neither code nor a link
    /// already.</summary>
    public IReadOnlyList<string> Autolinks =>
        [.. Autolink().Matches(WebUtility.HtmlDecode(Tag().Replace(Untouched().Replace(Html, " "), " "))).Select(m => m.Value.Trim())];

    /// <summary>The lines that a reader sees first: blocks of text, without what is folded away.</summary>
    public IReadOnlyList<string> VisibleLines =>
        [
            .. Block().Matches(Folded().Replace(Html, ""))
                .SelectMany(b => Break().Split(b.Groups["text"].Value))
                .Select(l => Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(l, "")), " ").Trim())
                .Where(l => l.Length > 0),
        ];

    [GeneratedRegex("<(?:!--.*?--|/?(?<name>[a-zA-Z][a-zA-Z0-9]*)[^>]*)>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex("<a [^>]*href=\"(?<to>[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<(?<name>code|pre|a)\\b[^>]*>.*?</\\k<name>>", RegexOptions.Singleline)]
    private static partial Regex Untouched();

    [GeneratedRegex("<details>.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Folded();

    [GeneratedRegex("<(?<name>h3|p|li|td|th|summary)\\b[^>]*>(?<text>.*?)</\\k<name>>", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("<br ?/?>")]
    private static partial Regex Break();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"@[A-Za-z0-9][A-Za-z0-9-]*|#[0-9]+|\bGH-[0-9]+|[a-zA-Z][a-zA-Z0-9+.-]*://\S|\bwww\.\S|(?<![A-Za-z0-9])[0-9a-f]{7,40}(?![A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Autolink();
}
