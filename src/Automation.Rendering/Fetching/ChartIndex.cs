using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Objects;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Rendering.Fetching;

/// <summary>The <c>index.yaml</c> of a chart repository. Large ones have tens of megabytes: only the part about one chart is read as YAML.</summary>
internal static class ChartIndex
{
    private static readonly YamlLimits Limits = new(32L << 20, 16) { NodesOfDocument = 1_000_000 };

    /// <summary>Where a version of a chart is, and its digest; null if the index has none.</summary>
    public static IndexedChart? Find(string index, string chart, string version)
    {
        var part = PartOf(index, chart) ?? index;
        var root = YamlFile.Read(SourceText.Of("index.yaml", part), Limits, YamlDialect.Kubernetes).Documents
            .Select(d => d is { Problems.Count: 0, Root: YamlMapping mapping } ? JsonFields.Of(mapping) as JsonObject : null)
            .FirstOrDefault();
        var entry = root.Object("entries").Objects(chart).FirstOrDefault(e => e.Text("version") is { } v && v.TrimStart('v') == version.TrimStart('v'));
        return entry.Texts("urls").FirstOrDefault() is { } url ? new IndexedChart(url, entry.Text("digest")) : null;
    }

    // As Helm writes it: names of charts two spaces deep, and their versions as items at the same depth.
    private static string? PartOf(string index, string chart)
    {
        var start = index.IndexOf($"\n  {chart}:\n", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var end = start + 1;
        while ((end = index.IndexOf("\n  ", end, StringComparison.Ordinal)) >= 0 && (index.AsSpan(end + 3).StartsWith(" ") || index.AsSpan(end
            + 3).StartsWith("- ")))
        {
            end++;
        }

        // Whatever follows the last chart is at the beginning of a line.
        var length = end < 0 ? index.Length : end;
        var top = start + 1;
        while ((top = index.IndexOf('\n', top)) >= 0 && top + 1 < length && index[top + 1] is ' ' or '\n')
        {
            top++;
        }

        return $"entries:{index[start..(top >= 0 && top < length ? top : length)]}\n";
    }
}

/// <summary>A version of a chart in an index.</summary>
/// <param name="Url">Where it is; relative to the repository, or an address.</param>
/// <param name="Digest">Its SHA-256; null where the index has none.</param>
internal sealed record IndexedChart(string Url, string? Digest);
