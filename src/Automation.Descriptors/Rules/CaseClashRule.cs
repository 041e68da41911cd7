using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>Paths that differ only by letter case: Backstage accepts the entity and then never shows it (specs, descriptors §11).</summary>
public static class CaseClashRule
{
    public static readonly Rule Rule = new(
        "catalog/keys-differ-by-case", Severity.Warning, Responsible.ApplicationTeam, "Keep one of two keys that differ only by letter case.")
    {
        Detects = "Two paths of an entity that differ only by letter case, such as `acme.example/team` and `acme.example/Team`.",
        Why = "Backstage's search index does not store such an entity. Backstage reports no error: the entity never appears, or never changes again.",
        Bad = "annotations:\n  acme.example/team: a\n  acme.example/Team: b",
        Good = "annotations:\n  acme.example/team: a",
        Sources = [RuleSource.Backstage("buildEntitySearch.ts", "plugins/catalog-backend/src/database/operations/stitcher/buildEntitySearch.ts")],
    };

    private const char Separator = '.';

    // The fields that buildEntitySearch leaves out (its SPECIAL_KEYS); three of them it adds itself for every entity, and their paths are always in the index.
    private static readonly string[] LeftOut = ["attachments", "relations", "status", "metadata.name", "metadata.namespace", "metadata.uid", "metadata.etag"];

    // AnnotateLocationEntityProcessor of plugin-catalog-backend sets the annotations.
    private static readonly string[] Always =
    [
        "metadata.name", "metadata.namespace", "metadata.uid",
        "metadata.annotations.backstage.io/managed-by-location", "metadata.annotations.backstage.io/managed-by-origin-location",
    ];

    private static readonly Dictionary<ulong, ulong> AlwaysHashed = Always.ToDictionary(
        p => Hash(Fnv1a.Basis, p, fold: true), p => Hash(Fnv1a.Basis, p, fold: false));

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        // Almost no document has such a clash: hashes detect it without a string for every path.
        if (MayClash(descriptor.Processed, Fnv1a.Basis, Fnv1a.Basis, new(AlwaysHashed), []))
        {
            Report(descriptor.Root, "", Always.ToDictionary(Folded, StringComparer.Ordinal), new(StringComparer.Ordinal), findings);
        }
    }

    // Each text of a list is the end of a path as well; if several differ only by letter case, Backstage uses the first.
    private static bool MayClash(YamlNode node, ulong exact, ulong folded, Dictionary<ulong, ulong> seen, HashSet<ulong> listed)
    {
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    if (MayClash(entry.Value, Hash(exact, entry.Key, fold: false), Hash(folded, entry.Key, fold: true), seen, listed))
                    {
                        return true;
                    }
                }

                return false;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    if (MayClash(item, exact, folded, seen, listed)
                        || (item is YamlScalar { Type: YamlType.String, Text: var text }
                            && Hash(folded, text, fold: true) is var path
                            && listed.Add(path)
                            && Clashes(path, Hash(exact, text, fold: false), seen)))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return Clashes(folded, exact, seen);
        }
    }

    private static bool Clashes(ulong folded, ulong exact, Dictionary<ulong, ulong> seen) => !seen.TryAdd(folded, exact) && seen[folded] != exact;

    private static ulong Hash(ulong path, string key, bool fold)
    {
        var hash = Fnv1a.Add(path, Separator);
        foreach (var c in key)
        {
            hash = Fnv1a.Add(hash, fold ? char.ToLowerInvariant(c) : c);
        }

        return hash;
    }

    private static void Report(Place place, string path, Dictionary<string, string> seen, HashSet<string> listed, FindingCollector findings)
    {
        if (LeftOut.Contains(path, StringComparer.Ordinal))
        {
            return;
        }

        if (place.Value is YamlScalar)
        {
            ReportClash(place, path, seen, findings);
            return;
        }

        foreach (var item in place.Items())
        {
            Report(item, path, seen, listed, findings);
            if (item.Text is { } text && listed.Add(Folded(Join(path, text))))
            {
                ReportClash(item, Join(path, text), seen, findings);
            }
        }

        foreach (var field in place.Fields())
        {
            Report(field, Join(path, field.Pointer.Last), seen, listed, findings);
        }
    }

    private static void ReportClash(Place place, string path, Dictionary<string, string> seen, FindingCollector findings)
    {
        if (!seen.TryAdd(Folded(path), path) && seen[Folded(path)] is var other && other != path)
        {
            var node = place.Entry?.Name ?? place.Value;
            findings.Add(
                Rule,
                node,
                place.Pointer,
                $"{DescriptorWording.Quote(path)} and {DescriptorWording.Quote(other)} differ only by letter case. Backstage accepts the entity but never "
                + "shows it, and does not report why. Keep one.");
        }
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}{Separator}{key}";

    private static string Folded(string path) => path.ToLowerInvariant();
}
