using System.Text;
using Automation.Core.Findings;
using Automation.Core.Markdown;

namespace Automation.Catalog.Artifact;

/// <summary>The page of the catalog that GitHub renders: entities by system and by owner, and problems by owner. It depends only on the summary.</summary>
internal static class CatalogPage
{
    public static string Write(CatalogSummary summary)
    {
        var page = new StringBuilder("# Catalog\n\n");
        page.Append($"{Sum(summary)}\n\n");
        page.Append("This page and all other files of the catalog are built from descriptors in the repositories: make changes there.\n");
        Systems(summary, page);
        Owners(summary, page);
        Problems(summary, page);
        MissingOwners(summary, page);
        return page.ToString();
    }

    private static string Sum(CatalogSummary summary)
    {
        var stale = summary.Stale == 0 ? "" : $" {summary.Stale:N0} {(summary.Stale == 1 ? "is" : "are")} stale: kept in the last valid version.";
        var entities = summary.Entities.Values.Sum();
        return $"**{entities:N0} {(entities == 1 ? "entity" : "entities")}** from {summary.Sources:N0} {(summary.Sources == 1 ? "source" : "sources")}, "
            + $"{summary.Relations:N0} {(summary.Relations == 1 ? "relation" : "relations")}: {Join(summary.Entities)}.{stale}";
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
            page.Append($"| {Link(row.Ref, row.Title)} | {(row.Owner is null ? "–" : Code(Short(row.Owner)))} | {row.Components:N0} | {row.Apis:N0} | "
                + $"{row.Resources:N0} |\n");
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

        page.Append("\n## By owner\n\n| owner | owns | by kind |\n| --- | ---: | --- |\n");
        foreach (var row in rows)
        {
            page.Append($"| {Link(row.Ref, row.Title)} | {row.Owned:N0} | {Join(row.Kinds)} |\n");
        }

        More(summary.Overview.OwnerCount - rows.Count, "automation catalog search kind:group", page);
    }

    private static void Problems(CatalogSummary summary, StringBuilder page)
    {
        var (errors, warnings) = (summary.Findings.GetValueOrDefault("error"), summary.Findings.GetValueOrDefault("warning"));
        page.Append("\n## Problems\n\n");
        if (errors + warnings == 0)
        {
            page.Append("None.\n");
            return;
        }

        page.Append($"{Severities(errors, warnings)}, by owner:\n");
        foreach (var (owner, ownErrors, ownWarnings, first) in summary.Overview.Problems)
        {
            var name = owner is null ? "<b>Without an owner</b>" : MarkdownText.HtmlCode(Short(owner));
            page.Append($"\n<details>\n<summary>{name}: "
                + $"{Severities(ownErrors, ownWarnings)}</summary>\n\n{(first.Count == 0 ? "" : "| | What is wrong | Where |\n| :-: | --- | --- |\n")}");
            foreach (var (finding, address) in first)
            {
                page.Append($"| {(finding.Severity == Severity.Error ? "❌" : "⚠️")} | {Escaped(finding.Message)} | "
                    + $"{MarkdownText.Link(Code(Where(finding)), address)} |\n");
            }

            var more = ownErrors + ownWarnings - first.Count;
            page.Append(more > 0 ? $"\nAnd {more:N0} more: see the folder [findings](findings).\n\n</details>\n" : "\n</details>\n");
        }

        var left = summary.Overview.ProblemOwnerCount - summary.Overview.Problems.Count;
        if (left > 0)
        {
            page.Append($"\nAnd {left:N0} more {(left == 1 ? "owner" : "owners")}: see the folder [findings](findings).\n");
        }
    }

    private static void MissingOwners(CatalogSummary summary, StringBuilder page)
    {
        var rows = summary.Overview.MissingOwners;
        if (rows.Count == 0)
        {
            return;
        }

        page.Append("\n## Owners that do not exist\n\nCreate the group or user, or use another owner.\n\n"
            + "| owner | entities with this owner |\n| --- | ---: |\n");
        foreach (var row in rows)
        {
            page.Append($"| {Code(Short(row.Ref))} | {row.Entities:N0} |\n");
        }

        var left = summary.Overview.MissingOwnerCount - rows.Count;
        if (left > 0)
        {
            page.Append($"\nAnd {left:N0} more: see the folder [findings](findings).\n");
        }
    }

    private static string Severities(int errors, int warnings) => (errors, warnings) switch
    {
        (_, 0) => Count(errors, errors == 1 ? "error" : "errors"),
        (0, _) => Count(warnings, warnings == 1 ? "warning" : "warnings"),
        _ => $"{Severities(errors, 0)}, {Severities(0, warnings)}",
    };

    private static string Where(RecordedFinding finding) => finding.File.Length == 0 ? finding.Source : $"{finding.Source} › {finding.File}:{finding.Line}";

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
        var file = $"{reference[(colon + 1)..slash]}.{reference[(slash + 1)..]}.yaml";
        return $"[{Escaped(title)}]({ArtifactPaths.Entities}/{reference[..colon]}/{Shard.Of(reference)}/{file})";
    }

    private static string Short(string reference) => reference.Replace("group:default/", "", StringComparison.Ordinal);

    private static string Code(string text) => MarkdownText.Code(text, inTable: true);

    private static string Escaped(string text) => MarkdownText.Plain(text, inTable: true);

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
