using System.Text;
using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>Finds new and resolved findings.</summary>
internal static class FindingChanges
{
    public static (IReadOnlyList<RecordedFinding> New, IReadOnlyList<RecordedFinding> Gone) Between(
        StoredCatalog before, StoredCatalog after, CancellationToken cancellationToken)
    {
        var (fresh, gone) = (new List<RecordedFinding>(), new List<RecordedFinding>());
        foreach (var shard in DifferingShards.Of(ArtifactPaths.Findings, before, after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (old, now) = (before.FindingsOf(shard), after.FindingsOf(shard));
            foreach (var key in old.Keys.Union(now.Keys, StringComparer.Ordinal))
            {
                var (was, @is) = (old.GetValueOrDefault(key)?.Findings ?? [], now.GetValueOrDefault(key)?.Findings ?? []);
                fresh.AddRange(Without(@is, was));
                gone.AddRange(Without(was, @is));
            }
        }

        fresh.Sort();
        gone.Sort();
        return (fresh, gone);
    }

    // If one side has a finding once and the other twice, one of the two remains.
    private static IEnumerable<RecordedFinding> Without(IReadOnlyList<RecordedFinding> findings, IReadOnlyList<RecordedFinding> others)
    {
        var left = others.CountBy(Identity).ToDictionary();
        foreach (var finding in findings)
        {
            var identity = Identity(finding);
            if (left.GetValueOrDefault(identity) is > 0 and var count)
            {
                left[identity] = count - 1;
            }
            else
            {
                yield return finding;
            }
        }
    }

    private static (string, string, string, string, string) Identity(RecordedFinding finding) =>
        (finding.Rule, finding.Severity.ToString(), finding.Source, finding.File, WithoutLines(finding.Message));

    // "…/catalog-info.yaml:12" contains a line number, which changes when lines are added above.
    private static string WithoutLines(string message)
    {
        if (!message.Contains(':', StringComparison.Ordinal))
        {
            return message;
        }

        var text = new StringBuilder(message.Length);
        foreach (var c in message)
        {
            var isLine = char.IsAsciiDigit(c) && text.Length > 0 && text[^1] == ':';
            _ = isLine ? text : text.Append(c);
        }

        return text.ToString();
    }
}
