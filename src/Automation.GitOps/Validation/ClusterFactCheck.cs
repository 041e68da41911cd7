using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Settings;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>
/// Whether the labels and annotations of clusters that an ApplicationSet uses are declared (GitOps Bridge). The secrets of clusters, where Terraform writes
/// them, hold credentials and are never read.
/// </summary>
/// <param name="settings">The settings of the GitOps repository.</param>
/// <param name="findings">Where findings go.</param>
internal sealed class ClusterFactCheck(GitOpsSettings settings, ManifestFindings findings)
{
    // What Argo CD itself puts on the secret of a cluster.
    private const string OfArgo = "argocd.argoproj.io/";

    private static readonly string[] Maps = ["labels", "annotations"];

    /// <summary>Checks a set, where any fact is declared at all.</summary>
    public void Run(YamlMapping spec, JsonPointer at)
    {
        var labels = settings.Clusters.Values.SelectMany(c => c.Labels.Keys).ToHashSet(StringComparer.Ordinal);
        var annotations = settings.Clusters.Values.SelectMany(c => c.Annotations.Keys).ToHashSet(StringComparer.Ordinal);
        if (labels.Count + annotations.Count == 0 || !HasClusters(spec["generators"]))
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (map, name, node) in Used(spec))
        {
            if (!(map == "labels" ? labels : annotations).Contains(name) && !name.StartsWith(OfArgo, StringComparison.Ordinal) && seen.Add($"{map} {name}"))
            {
                findings.Add(ManifestPolicyRules.ClusterFact, $"No cluster declares the {map[..^1]} {Quoted.Of(name)}.", at, node);
            }
        }
    }

    private static bool HasClusters(YamlNode? node) => node switch
    {
        YamlMapping map => map["clusters"] is YamlMapping || map.Entries.Any(e => HasClusters(e.Value)),
        YamlSequence list => list.Items.Any(HasClusters),
        _ => false,
    };

    private static IEnumerable<(string Map, string Name, YamlNode At)> Used(YamlNode node) => node switch
    {
        YamlMapping map => map.Entries.SelectMany(e => Selectors(e).SelectMany(Selected).Concat(Used(e.Value))),
        YamlSequence list => list.Items.SelectMany(Used),
        YamlScalar { Type: YamlType.String } scalar => Named(scalar.Text).Select(n => (n.Map, n.Name, (YamlNode)scalar)),
        _ => [],
    };

    private static IEnumerable<YamlMapping> Selectors(YamlEntry entry) =>
        entry.Key == "clusters" && (entry.Value as YamlMapping)?["selector"] is YamlMapping selector ? [selector] : [];

    private static IEnumerable<(string Map, string Name, YamlNode At)> Selected(YamlMapping selector) =>
        ((selector["matchLabels"] as YamlMapping)?.Entries.Select(e => ("labels", e.Key, e.Name)) ?? [])
        .Concat((selector["matchExpressions"] as YamlSequence)?.Items.OfType<YamlMapping>()
            .Where(e => Manifest.TextOf(e["key"]) is not null).Select(e => ("labels", Manifest.TextOf(e["key"])!, e["key"]!)) ?? []);

    // metadata.labels.name and index .metadata.labels "name", in either syntax.
    private static IEnumerable<(string Map, string Name)> Named(string text)
    {
        foreach (var map in Maps)
        {
            var path = $"metadata.{map}";
            for (var found = text.IndexOf(path, StringComparison.Ordinal); found >= 0; found = text.IndexOf(path, found + 1, StringComparison.Ordinal))
            {
                var rest = text.AsSpan(found + path.Length);
                var name = rest.StartsWith(".") ? rest[1..] : rest.TrimStart().StartsWith("\"") ? rest.TrimStart()[1..] : default;
                var end = 0;
                while (end < name.Length
                    && (char.IsAsciiLetterOrDigit(name[end]) || name[end] is '_' or '-' or '/' || (name[end] == '.' && !rest.StartsWith("."))))
                {
                    end++;
                }

                if (end > 0)
                {
                    yield return (map, name[..end].ToString());
                }
            }
        }
    }
}
