using System.Text;
using Automation.Core.Findings;
using Automation.Core.Markdown;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>Explains the rules of the findings: the reason, an example before and after, and the places.</summary>
/// <param name="links">The links that the text may use.</param>
public sealed class ExplanationWriter(ReportLinks links)
{
    private const int MostPlaces = 5;

    /// <summary>The text, within a maximum length; rules that do not fit are counted.</summary>
    public string Write(IReadOnlyList<Finding> findings, int limit)
    {
        if (findings.Count == 0)
        {
            return "There are no findings to explain.\n";
        }

        const int RoomForEnd = 100;
        var (text, left) = (new StringBuilder(), 0);
        foreach (var group in findings.OrderByDescending(f => f.Severity).GroupBy(f => f.Rule.Id, StringComparer.Ordinal))
        {
            var part = Of(group.First().Rule, [.. group]);
            if (text.Length + part.Length > limit - RoomForEnd)
            {
                left++;
                continue;
            }

            text.Append(part);
        }

        return left == 0 ? text.ToString() : text.Append($"\n… and {left:N0} more rules, left out because of the size of a comment.\n").ToString();
    }

    private string Of(Rule rule, List<Finding> findings)
    {
        var part = new StringBuilder($"#### {MarkdownText.Link(MarkdownText.Plain(rule.Id), links.Rule(rule))}\n\n");
        part.Append($"**Detects:** {rule.Detects}\n\n**Why it matters:** {rule.Why}\n\n**How to fix:** {rule.HowToFix}\n\n");
        foreach (var finding in findings.Take(MostPlaces))
        {
            var place = MarkdownText.Link(MarkdownText.Code($"{finding.File}:{finding.Span.Start.Line}"), links.Line(finding.File, finding.Span.Start.Line));
            part.Append($"- {place} {MarkdownText.Plain(finding.Message)}\n");
        }

        if (findings.Count > MostPlaces)
        {
            part.Append($"- and {findings.Count - MostPlaces:N0} more\n");
        }

        Example(part, "Before", rule.Bad);
        Example(part, "After", rule.Good);
        return part.Append('\n').ToString();
    }

    private static void Example(StringBuilder part, string word, string text)
    {
        if (text.Length > 0)
        {
            var fence = MarkdownText.FenceFor(text.Split('\n'));
            part.Append($"\n{word}:\n\n{fence}yaml\n{text}\n{fence}\n");
        }
    }
}
