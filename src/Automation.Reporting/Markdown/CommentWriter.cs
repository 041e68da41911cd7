using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The single comment on a pull request, which is found by its marker and then rewritten.</summary>
/// <param name="links">The links that the text may use.</param>
/// <param name="marker">The HTML comment that the text begins with.</param>
public sealed class CommentWriter(ReportLinks links, string marker = CommentWriter.Marker) : IWriter<Report>
{
    /// <summary>The marker of the check of a pull request.</summary>
    public const string Marker = "<!-- automation:check -->";

    /// <summary>The longest comment: GitHub refuses a longer body ("body is too long (maximum is 65536 characters)").</summary>
    public const int MostCharacters = 65_536;

    /// <inheritdoc/>
    public void Write(Report report, TextWriter output) =>
        output.Write(new MarkdownReport(links).Render(report, marker + "\n", MostCharacters, text => text.Length));
}
