using Automation.Core.Markdown;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>Names of a catalog in a sentence.</summary>
internal static class MarkdownWords
{
    private const int MostNames = 3;

    /// <summary><c>`a`, `b` and 3 more</c>, of names in quotes.</summary>
    public static string List(IReadOnlyList<string> names)
    {
        var shown = names.Take(MostNames).Select(n => MarkdownText.Plain(n)).ToList();
        return ReportWording.Join(names.Count > MostNames ? [.. shown, $"{names.Count - MostNames:N0} more"] : shown);
    }
}
