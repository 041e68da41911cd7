using System.Text;
using Automation.Catalog.Artifact;

namespace Automation.Jobs.Publishing;

/// <summary>The commit message of a publish: how much changed, from which commits of which sources, and the first entities.</summary>
internal static class PublishMessage
{
    private const int MostSources = 50;
    private const int MostEntities = 20;
    private const int LongestName = 100;

    // The characters in names of entities and folders; other characters could have effects on the forge: '@' notifies people, '#' closes issues, '[skip ci]'
    // skips workflows.
    private const string Plain = "-_./:";

    /// <param name="prefix">The prefix; null for none.</param>
    /// <param name="sources">The sources that were read, as recorded in the new catalog.</param>
    public static string Write(string? prefix, EntityCounts counts, IReadOnlyList<SourceRecord> sources)
    {
        var message = new StringBuilder($"{prefix}Catalog: {counts}\n");
        List(
            message,
            "Sources",
            [
                .. sources.Select(
                    s => $"{Harmless(s.Name)}{(s.Commit is null ? "" : $" at {Harmless(s.Commit)}")}{(s.Stale is null ? "" : ", which could not be read")}"),
            ],
            MostSources);
        List(message, "Added", [.. counts.Added.Select(Harmless)], MostEntities);
        List(message, "Removed", [.. counts.Removed.Select(Harmless)], MostEntities);
        List(message, "Changed", [.. counts.Changed.Select(Harmless)], MostEntities);
        return message.ToString();
    }

    private static void List(StringBuilder message, string title, List<string> items, int most)
    {
        if (items.Count == 0)
        {
            return;
        }

        message.Append($"\n{title}:\n");
        foreach (var item in items.Take(most))
        {
            message.Append($"- {item}\n");
        }

        if (items.Count > most)
        {
            message.Append($"- and {items.Count - most} more\n");
        }
    }

    private static string Harmless(string name) =>
        string.Concat(name.Take(LongestName).Select(c => char.IsLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal) ? c : '_'));
}
