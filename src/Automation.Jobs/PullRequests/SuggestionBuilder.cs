using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitHub.PullRequests;
using Automation.Jobs.Fixing;
using Automation.Reporting.GitHub;
using Automation.Reporting.Model;

namespace Automation.Jobs.PullRequests;

/// <summary>The fixes of a report that can be suggested at their lines.</summary>
internal static class SuggestionBuilder
{
    /// <summary>Finds them, in the report's order.</summary>
    /// <param name="files">The files that were checked.</param>
    public static IReadOnlyList<LineSuggestion> In(Report report, FileTree files, CancellationToken cancellationToken)
    {
        var suggestions = new List<LineSuggestion>();
        foreach (var group in Fixes.ByFile(report))
        {
            if (files.Read(group.Key, long.MaxValue, cancellationToken) is not FileContent.Whole { Bytes: var bytes })
            {
                continue;
            }

            // A line with a secret is not repeated in a suggestion.
            var source = SourceText.Decode(group.Key, bytes.Span);
            if (!source.IsExact || source.Covered().Content != source.Content)
            {
                continue;
            }

            foreach (var finding in group)
            {
                if (SuggestedLines.Of(finding, source) is { } lines
                    && !suggestions.Exists(s => s.Path == finding.File && s.FirstLine <= lines.LastLine && lines.FirstLine <= s.LastLine))
                {
                    suggestions.Add(new LineSuggestion(finding.Fingerprint, finding.File, lines.FirstLine, lines.LastLine, lines.Markdown));
                }
            }
        }

        return suggestions;
    }
}
