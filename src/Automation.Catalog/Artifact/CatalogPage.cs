using System.Text;
using Automation.Core.Findings;

namespace Automation.Catalog.Artifact;

/// <summary>The page of the catalog that GitHub renders: what there is by system and by owner, and what is broken. A function of the summary alone.</summary>
internal static class CatalogPage
{
    /// <summary>Writes the page.</summary>
    public static string Write(CatalogSummary summary)
    {
        var page = new StringBuilder("# Catalog\n\n");
        page.Append($"{Sum(summary)}\n\n");
        page.Append("This page and everything beside it is built from descriptors in the repositories: change it there.\n");
        Systems(summary, page);
        Owners(summary, page);
        Broken(summary, page);
        return page.ToString();
    }

    private static string Sum(CatalogSummary summary)
    {
        var stale = summary.Stale == 0 ? "" : $" {Count(summary.Stale, "")}kept in their last good state.";
        return $"**{summary.Entities.Values.Sum():N0} entities** from {summary.Sources:N0} {(summary.Sources == 1 ? "source" : "sources")}, {summary.Relations:N0} relations: {Join(summary.Entities)}.{stale}";
    }

    private static void Systems(CatalogSummary summary, StringBuilder page)
    {
        var rows = summary.Overview.Systems;
        if (rows.Count == 0)
        {
            return;
        }

        page.Append("\n## By system\n\n| system | owner | components | APIs | resources |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (var row in rows)
        {
            page.Append($"| {Link(row.Ref, row.Title)} | {(row.Owner is null ? "–" : Code(Short(row.Owner)))} | {row.Components:N0} | {row.Apis:N0} | {row.Resources:N0} |\n");
        }

        More(summary.Entities.GetValueOrDefault("system") - rows.Count, "automation catalog search kind:system", page);
    }

    private static void Owners(CatalogSummary summary, StringBuilder page)
    {
        var rows = summary.Overview.Owners;
        if (rows.Count == 0)
        {
            return;
        }

        page.Append("\n## By owner\n\n| owner | owns | of which |\n| --- | ---: | --- |\n");
        foreach (var row in rows)
        {
            page.Append($"| {Link(row.Ref, row.Title)} | {row.Owned:N0} | {Join(row.Kinds)} |\n");
        }

        More(summary.Overview.OwnerCount - rows.Count, "automation catalog search kind:group", page);
    }

    private static void Broken(CatalogSummary summary, StringBuilder page)
    {
        var count = summary.Findings.Values.Sum() - summary.Findings.GetValueOrDefault("info");
        page.Append("\n## What is broken\n\n");
        if (count == 0)
        {
            page.Append("Nothing.\n");
            return;
        }

        page.Append($"{Count(summary.Findings.GetValueOrDefault("error"), "errors")}, {Count(summary.Findings.GetValueOrDefault("warning"), "warnings")}.\n\n| | what | where |\n| --- | --- | --- |\n");
        foreach (var finding in summary.Overview.Broken)
        {
            page.Append($"| {(finding.Severity == Severity.Error ? "error" : "warning")} | {Escaped(finding.Message)} | {Code(Where(finding))} |\n");
        }

        var more = count - summary.Overview.Broken.Count;
        if (more > 0)
        {
            page.Append($"\nAnd {more:N0} more: see the folder [findings](findings).\n");
        }
    }

    private static string Where(RecordedFinding finding) => finding.File.Length == 0 ? finding.Source : $"{finding.Source}/{finding.File}:{finding.Line}";

    private static void More(int number, string command, StringBuilder page)
    {
        if (number > 0)
        {
            page.Append($"\nAnd {number:N0} more: `{command}`.\n");
        }
    }

    private static string Link(string reference, string title)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return $"[{Escaped(title)}]({ArtifactPaths.Entities}/{reference[..colon]}/{Shard.Of(reference)}/{reference[(colon + 1)..slash]}.{reference[(slash + 1)..]}.yaml)";
    }

    private static string Short(string reference) => reference.Replace("group:default/", "", StringComparison.Ordinal);

    private static string Code(string text) => $"`{text.Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")}`";

    // Text of a repository must not become a link, a picture, a mention or a cell of its own.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '@' => escaped.Append("&#64;"),
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '#' or '|' or '!' or '~' => escaped.Append('\\').Append(c),
                _ when char.IsControl(c) => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    // The most first.
    private static string Join(IReadOnlyDictionary<string, int> kinds)
    {
        var names = kinds.Keys.ToList();
        names.Sort((x, y) => kinds[y].CompareTo(kinds[x]) is not 0 and var order ? order : string.CompareOrdinal(x, y));
        return string.Join(", ", names.Select(n => Count(kinds[n], Plural(n, kinds[n]))));
    }

    private static string Count(int number, string noun) => $"{number:N0} {noun}";

    private static string Plural(string kind, int number) => (kind, number) switch
    {
        ("api", 1) => "API",
        ("api", _) => "APIs",
        (_, 1) => kind,
        ("library", _) => "libraries",
        _ => kind + "s",
    };
}
